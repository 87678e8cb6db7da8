import type { z } from 'zod'
import { collections } from '#model/collections.ts'
import { type FilterName, filterNames } from '#model/filter.ts'
import { areaFeatureSchema, areaGeometrySchema, storedAreaSchema } from '#contract/areas.ts'
import { configurationSchema } from '#contract/configuration.ts'
import { healthSchema } from '#contract/health.ts'
import {
  cellExplanationSchema,
  hotSpotCardSchema,
  hotSpotClustersSchema,
  hotSpotCollectionSchema,
  hotSpotHeaders,
  hotSpotParameters,
  regionHotSpotsSchema,
} from '#contract/hotspots.ts'
import { importListSchema, importPreviewSchema, importReportSchema } from '#contract/imports.ts'
import {
  collectionSchema,
  collectionsSchema,
  conformanceSchema,
  featureCollectionSchema,
  landingPageSchema,
  queryablesSchema,
  recordFeatureSchema,
} from '#contract/ogc.ts'
import {
  jsonFormatParameter,
  type ParameterShape,
  tileFormatParameter,
  tilesetFormatParameter,
} from '#contract/parameters.ts'
import { relatedSchema } from '#contract/related.ts'
import { searchResultSchema } from '#contract/search.ts'
import {
  facetsSchema,
  regionStatisticsSchema,
  summarySchema,
  surroundingsSchema,
  trendSchema,
} from '#contract/statistics.ts'
import { tileJsonSchema, tileMatrixSetId, tileMediaType, tilesetSchema, tilesetsSchema } from '#contract/tiles.ts'
import { collectionIds } from './collections.ts'
import { importListParameters, importParameters } from './imports.ts'
import {
  hotSpotClusterParameters,
  hotSpotCollectionParameters,
  hotSpotRegionParameters,
  hotSpotTileQuery,
} from './hotspots.ts'
import { itemParameters, oneItemParameters } from './items.ts'
import { xlsxType } from './links.ts'
import { oneRegionParameters, regionItemParameters } from './regions.ts'
import { searchParameters } from './search.ts'
import { facetParameters, regionStatisticsParameters, trendParameters } from './statistics.ts'
import { hasTiles, tileParameters } from './tiles.ts'

/** One operation of the API, as its definition tells it. Paths are below `/api`, with OpenAPI's braces. */
export interface Operation {
  readonly path: string
  readonly method: 'get' | 'post'
  readonly tag: string
  readonly summary: string
  readonly parameters?: ParameterShape
  readonly filters?: readonly FilterName[]
  readonly headers?: ParameterShape
  readonly body?: Readonly<Record<string, z.ZodType | null>>
  readonly status?: number
  /** Media type -> what it holds; null for what JSON Schema cannot say. */
  readonly answers: Readonly<Record<string, z.ZodType | null>>
}

const f = { f: jsonFormatParameter }
const json = (schema: z.ZodType | null) => ({ 'application/json': schema })
const geoJson = (schema: z.ZodType) => ({ 'application/geo+json': schema })
const get = (
  tag: string,
  path: string,
  summary: string,
  rest: Omit<Operation, 'tag' | 'path' | 'summary' | 'method'>,
) => ({ tag, path, summary, method: 'get', ...rest }) as const
const post = (
  tag: string,
  path: string,
  summary: string,
  rest: Omit<Operation, 'tag' | 'path' | 'summary' | 'method'>,
) => ({ tag, path, summary, method: 'post', ...rest }) as const

const capabilities: readonly Operation[] = [
  get('Capabilities', '/', 'Landing page', { parameters: f, answers: json(landingPageSchema) }),
  get('Capabilities', '/conformance', 'Conformance classes', { parameters: f, answers: json(conformanceSchema) }),
  get('Capabilities', '/openapi.json', 'This definition', { parameters: f, answers: json(null) }),
  get('Capabilities', '/api.html', 'This definition to read', { answers: { 'text/html': null } }),
  get('Capabilities', '/collections', 'Collections', { parameters: f, answers: json(collectionsSchema) }),
  get('Capabilities', '/tileMatrixSets', 'Tile matrix sets', { parameters: f, answers: json(null) }),
  get('Capabilities', `/tileMatrixSets/${tileMatrixSetId}`, 'The tile matrix set', {
    parameters: f,
    answers: json(null),
  }),
]

function tileOperations(id: string, filters: readonly FilterName[]): Operation[] {
  const base = `/collections/${id}/tiles`
  const { v, parent } = tileParameters
  const own: ParameterShape = id === 'regions' ? { parent } : {}
  const tilesetAnswer = json(tilesetSchema.or(tileJsonSchema))
  return [
    get('Tiles', base, `Tilesets of ${id}`, { parameters: f, answers: json(tilesetsSchema) }),
    get('Tiles', `${base}/${tileMatrixSetId}`, `Metadata of the tiles of ${id}`, {
      parameters: { ...own, v, f: tilesetFormatParameter },
      filters,
      answers: tilesetAnswer,
    }),
    get('Tiles', `${base}/${tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`, `A tile of ${id}`, {
      parameters: { ...own, v, f: tileFormatParameter },
      filters,
      answers: { [tileMediaType]: null },
    }),
  ]
}

function collectionOperations(id: (typeof collectionIds)[number]): Operation[] {
  const base = `/collections/${id}`
  const record = id === 'regions' ? null : collections[id]
  const filters: readonly FilterName[] = record?.filters ?? ['bbox']
  const files: Operation['answers'] = record ? { 'text/csv': null, [xlsxType]: null } : {}
  const related = get('Features', `${base}/items/{featureId}/related`, `Records that go with one of ${id}`, {
    parameters: f,
    answers: json(relatedSchema),
  })
  return [
    get('Features', base, `About ${id}`, { parameters: f, answers: json(collectionSchema) }),
    get('Features', `${base}/queryables`, `Properties to filter ${id} by`, {
      parameters: f,
      answers: { 'application/schema+json': queryablesSchema },
    }),
    get('Features', `${base}/items`, `Records of ${id}`, {
      parameters: record ? itemParameters : regionItemParameters,
      filters,
      answers: { ...geoJson(featureCollectionSchema), ...files },
    }),
    get('Features', `${base}/items/{featureId}`, `One of ${id}`, {
      parameters: record ? oneItemParameters : oneRegionParameters,
      answers: geoJson(recordFeatureSchema),
    }),
    ...(record ? [related] : []),
    ...(hasTiles(id) ? tileOperations(id, record?.filters ?? []) : []),
  ]
}

const statistics: readonly Operation[] = [
  get('Statistics', '/statistics/summary', 'Totals', { filters: filterNames, answers: json(summarySchema) }),
  get('Statistics', '/statistics/regions', 'One row a child region or reporting unit', {
    parameters: regionStatisticsParameters,
    filters: filterNames,
    answers: json(regionStatisticsSchema),
  }),
  get('Statistics', '/statistics/facets', 'Counts beside each option of the filter', {
    parameters: facetParameters,
    filters: filterNames,
    answers: json(facetsSchema),
  }),
  get('Statistics', '/statistics/surroundings', 'The nearest hospital and park to the place of the filter', {
    filters: filterNames,
    answers: json(surroundingsSchema),
  }),
  get('Statistics', '/statistics/trend', 'Series over time', {
    parameters: trendParameters,
    filters: filterNames,
    answers: json(trendSchema),
  }),
  get('Statistics', '/search', 'Places, firms, hazards and roads by name', {
    parameters: searchParameters,
    answers: json(searchResultSchema),
  }),
]

const hotSpots: readonly Operation[] = [
  get('Hot spots', '/hotspots', 'Tested concentrations by H3 cell', {
    parameters: hotSpotCollectionParameters,
    filters: filterNames,
    headers: hotSpotHeaders,
    answers: { ...geoJson(hotSpotCollectionSchema), 'text/csv': null },
  }),
  get('Hot spots', '/hotspots/clusters', 'Hot and cold spots, named and ranked', {
    parameters: hotSpotClusterParameters,
    filters: filterNames,
    headers: hotSpotHeaders,
    answers: json(hotSpotClustersSchema),
  }),
  get('Hot spots', '/hotspots/clusters/{spotId}', 'One hot spot with what lies inside', {
    parameters: hotSpotParameters,
    filters: filterNames,
    headers: hotSpotHeaders,
    answers: json(hotSpotCardSchema),
  }),
  get('Hot spots', '/hotspots/cells/{cell}', 'Why a cell is a hot spot, or is none', {
    parameters: hotSpotParameters,
    filters: filterNames,
    headers: hotSpotHeaders,
    answers: json(cellExplanationSchema),
  }),
  get('Hot spots', '/hotspots/regions', 'Local Moran of the children of a region', {
    parameters: hotSpotRegionParameters,
    filters: filterNames,
    answers: json(regionHotSpotsSchema),
  }),
  get('Hot spots', `/hotspots/tiles/${tileMatrixSetId}/{z}/{y}/{x}`, 'Vector tile of an analysis', {
    parameters: hotSpotTileQuery,
    filters: filterNames,
    answers: { [tileMediaType]: null },
  }),
]

const areas: readonly Operation[] = [
  post('Areas', '/areas', 'Store a polygon; its id serves in the filter area', {
    body: { 'application/geo+json': areaGeometrySchema },
    status: 201,
    answers: json(storedAreaSchema),
  }),
  get('Areas', '/areas/{areaId}', 'A stored polygon', { answers: json(areaFeatureSchema) }),
]

const file = { 'multipart/form-data': null, 'application/octet-stream': null }
const importOperations: readonly Operation[] = [
  get('Imports', '/imports', 'Imports, newest first', {
    parameters: importListParameters,
    answers: json(importListSchema),
  }),
  post('Imports', '/imports', 'Import a file', {
    parameters: importParameters,
    body: file,
    status: 202,
    answers: json(importReportSchema),
  }),
  post('Imports', '/imports/preview', 'How a file would be read', {
    parameters: importParameters,
    body: file,
    answers: json(importPreviewSchema),
  }),
  get('Imports', '/imports/{importId}', 'Progress and report', { answers: json(importReportSchema) }),
  get('Imports', '/imports/{importId}/problems.csv', 'Every problem by line', { answers: { 'text/csv': null } }),
  post('Imports', '/imports/{importId}/cancel', 'Stop a running import', { answers: json(importReportSchema) }),
  post('Imports', '/imports/{importId}/undo', 'Take back a finished import', { answers: json(importReportSchema) }),
]

const running: readonly Operation[] = [
  get('Server', '/configuration', 'What the page needs to start', { answers: json(configurationSchema) }),
  get('Server', '/health', 'Liveness, 503 when the store does not answer', { answers: json(healthSchema) }),
  get('Server', '/events', 'Server-sent events dataVersion and import', { answers: { 'text/event-stream': null } }),
]

/** Every operation that programs may build on. */
export const operations: readonly Operation[] = [
  ...capabilities,
  ...collectionIds.flatMap(collectionOperations),
  ...statistics,
  ...hotSpots,
  ...areas,
  ...importOperations,
  ...running,
]
