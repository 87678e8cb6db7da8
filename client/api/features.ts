import {
  featureCollectionSchema,
  type RecordFeature,
  type RecordFeatureCollection,
  recordFeatureSchema,
} from '#contract/ogc.ts'
import { type Related, relatedSchema } from '#contract/related.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { applicableFilter, type Filter, printFilter } from '#model/filter.ts'
import { apiUrl, requestJson } from './http.ts'

type RelatedGroup = Related['groups'][number]

const itemPath = (collection: string, id: string): string =>
  `/collections/${encodeURIComponent(collection)}/items/${encodeURIComponent(id)}`

/** One record with all its fields; an `ApiError` of status 404 when there is none. */
export const getFeature = (
  collection: string,
  id: string,
  asOf: string | undefined,
  signal?: AbortSignal,
): Promise<RecordFeature> =>
  requestJson(itemPath(collection, id), recordFeatureSchema, { query: printFilter(asOf ? { asOf } : {}), signal })

/** Records that belong to one record: a firm's hazards and accidents, a hazard's firm and penalties ... */
export async function getRelated(collection: string, id: string, signal?: AbortSignal): Promise<RelatedGroup[]> {
  return (await requestJson(`${itemPath(collection, id)}/related`, relatedSchema, { signal })).groups
}

interface PageRequest {
  readonly limit: number
  readonly offset: number
  /** A field name, with a minus sign before it for falling order. */
  readonly sortby?: string
}

function collectionQuery(collection: RecordCollectionId, filter: Filter): URLSearchParams {
  return printFilter(applicableFilter(filter, collections[collection].filters).filter)
}

/** One page of the records that a filter keeps; filters that the collection does not know are left out. */
export function getFeatures(
  collection: RecordCollectionId,
  filter: Filter,
  page: PageRequest,
  signal?: AbortSignal,
): Promise<RecordFeatureCollection> {
  const query = collectionQuery(collection, filter)
  query.set('limit', String(page.limit))
  query.set('offset', String(page.offset))
  if (page.sortby) query.set('sortby', page.sortby)
  return requestJson(`/collections/${collection}/items`, featureCollectionSchema, { query, signal })
}

export type ExportFormat = 'csv' | 'xlsx' | 'geojson'

/** Where all records under the filter can be downloaded. */
export function exportUrl(collection: RecordCollectionId, filter: Filter, format: ExportFormat): string {
  const query = collectionQuery(collection, filter)
  query.set('f', format)
  return apiUrl(`/collections/${collection}/items`, query)
}
