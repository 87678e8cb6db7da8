import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { ServerEvent } from '../events/eventHub.ts'
import { createEventQueue } from '../events/eventQueue.ts'
import { readDataVersion } from '../queries/dataVersion.ts'
import type { Services } from '../services.ts'
import { takeNoParameters } from './parseQuery.ts'

/** A comment now and then keeps proxies from closing a quiet stream. */
const heartbeatMs = 20_000
const retryMs = 3000
/** Events that may wait for a slow listener: some seconds of an import's progress. */
const mostWaiting = 32

/** Where things stand: what a page has to know when it begins to listen, or has missed events. */
async function standing({ database, preparation }: Services): Promise<ServerEvent[]> {
  const { current } = preparation
  const dataVersion = await readDataVersion(database)
  return [
    { event: 'dataVersion', data: JSON.stringify({ dataVersion }) },
    ...(current ? [{ event: 'preparation', data: JSON.stringify({ preparing: current }) } as const] : []),
  ]
}

/** Sends what comes until the client leaves or the server stops. */
async function relay(stream: SSEStreamingApi, services: Services, first: readonly ServerEvent[]): Promise<void> {
  const queue = createEventQueue(mostWaiting)
  for (const event of first) queue.add(event)
  const send = (event: ServerEvent) => stream.writeSSE({ ...event, retry: retryMs })
  const unsubscribe = services.events.subscribe(queue.add, queue.close)
  const heartbeat = setInterval(() => queue.add('heartbeat'), heartbeatMs)
  stream.onAbort(queue.close)
  try {
    for (let next = await queue.take(); next; next = await queue.take()) {
      if (next === 'heartbeat') await stream.write(': heartbeat\n\n')
      else if (next !== 'resync') await send(next)
      else
        for (const event of [{ event: 'resync', data: '{}' } as const, ...(await standing(services))]) await send(event)
    }
  } finally {
    clearInterval(heartbeat)
    unsubscribe()
  }
}

/**
 * Server-sent events: `dataVersion` at once and at every change, `import` while one runs, `preparation` while the first
 * data are made, `resync` when a listener that read too slowly has missed some.
 */
export function eventRoutes(services: Services) {
  return new Hono().get('/events', async (c) => {
    takeNoParameters(c)
    const first = await standing(services)
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(c, (stream) => relay(stream, services, first))
  })
}
