import { collections } from '#model/collections.ts'
import { applicableFilter, type Filter, printFilter } from '#model/filter.ts'
import type { MapCollection } from './hit.ts'

const tilePath = (collection: string) => `/api/collections/${collection}/tiles/WebMercatorQuad/{z}/{y}/{x}`

const withQuery = (path: string, query: URLSearchParams) => (query.size > 0 ? `${path}?${query}` : path)

/**
 * URL template of a collection's tiles under a filter, cut to the members that the collection can answer. The data
 * version is part of the URL: a change of the data is a new address, and old tiles stay cacheable.
 */
export function recordTileUrl(collection: MapCollection, filter: Filter, dataVersion: string): string {
  const query = printFilter(applicableFilter(filter, collections[collection].filters).filter)
  query.set('v', dataVersion)
  return withQuery(tilePath(collection), query)
}

/** URL template of the regions: all levels by zoom, or the children of `parent` at every zoom. */
export function regionTileUrl(dataVersion: string, parent?: string): string {
  const query = new URLSearchParams(parent === undefined ? {} : { parent })
  query.set('v', dataVersion)
  return withQuery(tilePath('regions'), query)
}
