import { Hono } from 'hono'
import type { Services } from '../services.ts'

/** The program's figures in the text form of Prometheus. */
export function metricsRoutes({ metrics }: Services) {
  return new Hono().get('/metrics', async (c) => {
    c.header('Content-Type', metrics.registry.contentType)
    c.header('Cache-Control', 'no-store')
    return c.body(await metrics.registry.metrics())
  })
}
