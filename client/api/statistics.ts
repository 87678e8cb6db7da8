import {
  type Facets,
  facetsSchema,
  type RegionStatistics,
  regionStatisticsSchema,
  type Summary,
  summarySchema,
  type Trend,
  trendSchema,
} from '#contract/statistics.ts'
import { applicableFilter, type Filter, printFilter } from '#model/filter.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { requestJson } from './http.ts'

function withParameters(filter: Filter, parameters: Readonly<Record<string, string>>): URLSearchParams {
  const query = printFilter(filter)
  for (const [name, value] of Object.entries(parameters)) query.set(name, value)
  return query
}

/** The totals under a filter. */
export const getSummary = (filter: Filter, signal?: AbortSignal): Promise<Summary> =>
  requestJson('/statistics/summary', summarySchema, { query: printFilter(filter), signal })

/** One row for every child of `parent`, by region or, for the nation, by reporting unit. */
export const getRegionStatistics = (
  filter: Filter,
  parent: string,
  by: RegionStatistics['by'],
  signal?: AbortSignal,
): Promise<RegionStatistics> =>
  requestJson('/statistics/regions', regionStatisticsSchema, { query: withParameters(filter, { parent, by }), signal })

/** The counts beside each option of a collection's filters; filters it does not know are left out. */
export function getFacets(filter: Filter, collection: RecordCollectionId, signal?: AbortSignal): Promise<Facets> {
  const applicable = applicableFilter(filter, collections[collection].filters).filter
  return requestJson('/statistics/facets', facetsSchema, { query: withParameters(applicable, { collection }), signal })
}

/** Found and rectified hazards and accidents over time. */
export const getTrend = (filter: Filter, bin: Trend['bin'], signal?: AbortSignal): Promise<Trend> =>
  requestJson('/statistics/trend', trendSchema, { query: withParameters(filter, { bin }), signal })
