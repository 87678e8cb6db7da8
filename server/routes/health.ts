import { Hono } from 'hono'
import type { Health } from '#contract/health.ts'
import { readDataVersion } from '../queries/dataVersion.ts'
import type { Services } from '../services.ts'
import { takeNoParameters } from './parseQuery.ts'

/** Liveness with a question to the store: 503 when it does not answer. */
export function healthRoutes({ database, log, preparation }: Services) {
  return new Hono().get('/health', async (c) => {
    takeNoParameters(c)
    c.header('Cache-Control', 'no-store')
    const start = performance.now()
    let dataVersion: string | null = null
    try {
      dataVersion = await readDataVersion(database)
    } catch (error) {
      log.error(error, 'the store does not answer')
    }
    const health: Health = {
      status: dataVersion === null ? 'fail' : preparation.current ? 'preparing' : 'pass',
      ...preparation.current,
      engine: database.engine,
      dataVersion,
      uptimeSeconds: Math.round(process.uptime()),
      databaseMs: Math.round((performance.now() - start) * 100) / 100,
    }
    return c.json(health, dataVersion === null ? 503 : 200)
  })
}
