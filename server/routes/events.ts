import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { ServerEvent } from '../eventHub.ts'
import { readDataVersion } from '../queries/dataVersion.ts'
import type { Services } from '../services.ts'
import { parseQuery } from './parseQuery.ts'

/** A comment now and then keeps proxies from closing a quiet stream. */
const heartbeatMs = 20_000
const retryMs = 3000

/** Sends what comes until the client leaves or the server stops; events that come while one is sent wait in order. */
async function relay(stream: SSEStreamingApi, { events }: Services, first: ServerEvent): Promise<void> {
  const waiting: (ServerEvent | 'heartbeat')[] = [first]
  const state = { open: true }
  let wake = () => {}
  const close = () => {
    state.open = false
    wake()
  }
  const push = (event: ServerEvent | 'heartbeat') => {
    waiting.push(event)
    wake()
  }
  const unsubscribe = events.subscribe(push, close)
  const heartbeat = setInterval(() => push('heartbeat'), heartbeatMs)
  stream.onAbort(close)
  try {
    while (state.open) {
      const next = waiting.shift()
      if (next === 'heartbeat') await stream.write(': heartbeat\n\n')
      else if (next) await stream.writeSSE({ ...next, retry: retryMs })
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    clearInterval(heartbeat)
    unsubscribe()
  }
}

/** Server-sent events: `dataVersion` at once and at every change, `import` while one runs. */
export function eventRoutes(services: Services) {
  return new Hono().get('/events', async (c) => {
    parseQuery(new URL(c.req.url).searchParams, { parameters: {} })
    const dataVersion = await readDataVersion(services.database)
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, (stream) =>
      relay(stream, services, { event: 'dataVersion', data: JSON.stringify({ dataVersion }) }),
    )
  })
}
