import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { openDatabase } from '../../server/database/openDatabase.ts'
import { type BenchRow, formatMs, printTable, quantile, timed } from './measure.ts'

const path = '/api/hotspots?resolution=7'
const measures = ['count', 'open', 'severity'] as const

interface Asked {
  readonly ms: number
  /** Longest time for which the event loop did nothing else meanwhile, milliseconds. */
  readonly blockMs: number
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** From the request to the last byte, in this process, so that blocks of the server's own event loop are seen. */
async function ask(app: ReturnType<typeof createApp>['app'], query: string): Promise<Asked> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await rest(50)
  delay.reset()
  const { ms } = await timed(async () => {
    const answer = await app.request(query)
    if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`)
    await answer.arrayBuffer()
  })
  await rest(20)
  delay.disable()
  return { ms, blockMs: delay.max / 1e6 }
}

/** Times of the hot spots of one store: first without a thread, then with one, then kept. */
async function measureStore(home: string): Promise<{ cold: Asked; warm: Asked[]; kept: Asked[] }> {
  const database = await openDatabase({ home })
  const { app, close, services } = createApp({ config: readConfig({ ATLAS_HOME: home }), database })
  try {
    await app.request('/api/statistics/summary')
    const [first, ...others] = measures
    const cold = await ask(app, `${path}&measure=${first}`)
    services.analyses.warm()
    const warm: Asked[] = []
    for (const measure of others) warm.push(await ask(app, `${path}&measure=${measure}`))
    const kept: Asked[] = []
    for (let round = 0; round < 5; round += 1) kept.push(await ask(app, `${path}&measure=${first}`))
    return { cold, warm, kept }
  } finally {
    await close()
    await database.close()
  }
}

const row = (name: string, ours: number, bar: string): BenchRow => {
  return { name, ours: formatMs(ours), peer: '-', ratio: '-', bar }
}
const median = (asked: readonly Asked[]): number =>
  quantile(
    asked.map(({ ms }) => ms),
    0.5,
  )

/** Times national hot spots at resolution 7 of each store, given by name and home, from request to response. */
export async function benchNationalHotSpots(stores: readonly (readonly [name: string, home: string])[]): Promise<void> {
  for (const [name, home] of stores) {
    const { cold, warm, kept } = await measureStore(home)
    printTable(`National hot spots at resolution 7, ${name}`, [
      row('first, thread not started', cold.ms, '<= 1.5 s'),
      row('uncached, thread at hand', median(warm), '<= 1.5 s'),
      row('cached', median(kept), '<= 30 ms'),
      row(
        'longest block of the event loop',
        Math.max(...[cold, ...warm, ...kept].map(({ blockMs }) => blockMs)),
        '<= 20 ms',
      ),
    ])
  }
}
