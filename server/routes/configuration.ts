import { Hono } from 'hono'
import type { Configuration } from '#contract/configuration.ts'
import { readConfiguration } from '../queries/configuration.ts'
import type { Services } from '../services.ts'
import { takeNoParameters } from './parseQuery.ts'
import { offeredBasemaps } from './basemaps.ts'

/** What the page must know before it draws. */
export function configurationRoutes({ config, database, preparation }: Services) {
  return new Hono().get('/configuration', async (c) => {
    takeNoParameters(c)
    c.header('Cache-Control', 'no-cache')
    return c.json<Configuration>({
      ...(await readConfiguration(database)),
      ...(preparation.current ? { preparing: preparation.current } : {}),
      mapApprovalNo: config.mapApprovalNo,
      basemaps: await offeredBasemaps(config),
    })
  })
}
