import { type Context, Hono } from 'hono'
import { collections } from '#model/collections.ts'
import { filterNames } from '#model/filter.ts'
import { nationCode } from '#model/region.ts'
import {
  facetCollectionParameter,
  regionCodeParameter,
  statisticsByParameter,
  trendBinParameter,
} from '#contract/parameters.ts'
import type { Facets, RegionStatistics, Summary, Surroundings, Trend } from '#contract/statistics.ts'
import { badParameter } from '../errors.ts'
import { readFacets } from '../queries/facets.ts'
import { readOverview } from '../queries/overview.ts'
import { readRegionIndex } from '../queries/regionIndex.ts'
import { readRegionStatistics } from '../queries/regionStatistics.ts'
import { readSummary } from '../queries/summary.ts'
import { readSurroundings } from '../queries/surroundings.ts'
import { readTrend } from '../queries/trend.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { parseQuery, queryOf } from './parseQuery.ts'

export const regionStatisticsParameters = {
  parent: regionCodeParameter.default(nationCode).describe('Rows are the children of this region.'),
  by: statisticsByParameter,
}
export const facetParameters = { collection: facetCollectionParameter }
export const trendParameters = { bin: trendBinParameter }

/** Numbers for any filter. A section that cannot use a part of it says so in `notApplied`. */
export function statisticsRoutes({ database }: Services) {
  async function unchanged(c: Context): Promise<Response | null> {
    const { pathname, search } = new URL(c.req.url)
    return notModified(c, etagOf(await readOverview(database), `${pathname}${search}`))
  }
  async function checkParent(code: string): Promise<void> {
    const { dataVersion } = await readOverview(database)
    const { byCode } = await readRegionIndex(database, dataVersion)
    if (!byCode.has(code)) throw badParameter('parent', code, 'the code of a region')
  }

  return new Hono()
    .get('/statistics/summary', async (c) => {
      const { filter } = parseQuery(queryOf(c), { parameters: {}, filters: filterNames })
      return (await unchanged(c)) ?? c.json<Summary>(await readSummary(database, filter))
    })
    .get('/statistics/regions', async (c) => {
      const rule = { parameters: regionStatisticsParameters, filters: filterNames }
      const { filter, parameters } = parseQuery(queryOf(c), rule)
      await checkParent(parameters.parent)
      return (await unchanged(c)) ?? c.json<RegionStatistics>(await readRegionStatistics(database, filter, parameters))
    })
    .get('/statistics/facets', async (c) => {
      const query = queryOf(c)
      const { collection } = parseQuery(new URLSearchParams([...query].filter(([name]) => name === 'collection')), {
        parameters: facetParameters,
      }).parameters
      const { filters } = collections[collection]
      const subject = `the collection ${collection}`
      const { filter } = parseQuery(query, { parameters: facetParameters, filters, subject })
      return (await unchanged(c)) ?? c.json<Facets>(await readFacets(database, collection, filter))
    })
    .get('/statistics/surroundings', async (c) => {
      const { filter } = parseQuery(queryOf(c), { parameters: {}, filters: filterNames })
      return (await unchanged(c)) ?? c.json<Surroundings>(await readSurroundings(database, filter))
    })
    .get('/statistics/trend', async (c) => {
      const { filter, parameters } = parseQuery(queryOf(c), { parameters: trendParameters, filters: filterNames })
      return (await unchanged(c)) ?? c.json<Trend>(await readTrend(database, filter, parameters.bin))
    })
}
