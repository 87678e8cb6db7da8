import { type Context, Hono } from 'hono'
import type { Bbox } from '#model/bbox.ts'
import { type CollectionId, collections, isRecordCollectionId, recordCollectionIds } from '#model/collections.ts'
import type { Field } from '#model/field.ts'
import type { Collection, Collections, Link, Queryables } from '#contract/ogc.ts'
import { jsonFormatParameter } from '#contract/parameters.ts'
import { notFound } from '../errors.ts'
import { type Overview, readOverview } from '../queries/overview.ts'
import type { Services } from '../services.ts'
import { collectionBox } from './collectionBox.ts'
import { crs84 } from './geoJsonAnswer.ts'
import { apiUrl, link, xlsxType } from './links.ts'
import { parseQuery, queryOf } from './parseQuery.ts'
import { hasTiles } from './tiles.ts'

const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'

const names: Readonly<Record<CollectionId, { zh: string; en: string }>> = {
  regions: { zh: '行政区划', en: 'Regions' },
  ...collections,
}

export const collectionIds: readonly CollectionId[] = ['regions', ...recordCollectionIds]

function linksOf(id: CollectionId, api: string): Link[] {
  const base = `${api}/collections/${id}`
  const tilesets = 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector'
  const files = [
    link(`${base}/items?f=csv`, 'items', 'text/csv', 'all records as CSV'),
    link(`${base}/items?f=xlsx`, 'items', xlsxType, 'all records as a workbook'),
    link(
      `${base}/queryables`,
      'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      'application/schema+json',
      'properties to filter by',
    ),
  ]
  return [
    link(base, 'self', 'application/json', 'this collection'),
    link(`${base}/items`, 'items', 'application/geo+json', 'records as GeoJSON'),
    ...(id === 'regions' ? [] : files),
    ...(hasTiles(id) ? [link(`${base}/tiles`, tilesets, 'application/json', 'vector tiles')] : []),
  ]
}

function describe(id: CollectionId, api: string, overview: Overview, bbox: Bbox | null): Collection {
  const { zh, en } = names[id]
  const record = isRecordCollectionId(id) ? collections[id] : null
  const [from, to] = id === 'hazards' ? [overview.found.from, overview.found.to] : [null, overview.asOf]
  const instant = (day: string | null) => (day === null ? null : `${day}T00:00:00Z`)
  return {
    id,
    title: `${zh} ${en}`,
    titles: { zh, en },
    description: `${overview.counts[id]} records${overview.sample && record ? ' (示例数据, sample data)' : ''}`,
    itemType: 'feature',
    extent: {
      ...(bbox ? { spatial: { bbox: [[...bbox]], crs: crs84 } } : {}),
      ...(record?.dateField ? { temporal: { interval: [[instant(from), instant(to)]], trs: gregorian } } : {}),
    },
    crs: [crs84],
    storageCrs: crs84,
    links: linksOf(id, api),
    sample: overview.sample && record !== null,
  }
}

const jsonTypes = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  code: { type: 'string' },
  codes: { type: 'array', items: { type: 'string' } },
} as const

/** The filter, under its own name, that stands for a field in a query. */
const filterOfField: Readonly<Record<string, string>> = {
  discoverySource: 'source',
  riskLevel: 'risk',
  siteKind: 'kind',
}

function queryablesOf(id: CollectionId, self: string): Queryables {
  const record = isRecordCollectionId(id) ? collections[id] : null
  const fields: readonly Field[] = record?.fields ?? []
  const filters: readonly string[] = record?.filters ?? []
  const properties = fields.flatMap((field) => {
    const name = filterOfField[field.name] ?? field.name
    if (!filters.includes(name)) return []
    const codes = field.codes ? { enum: field.codes.map((code) => code.id) } : {}
    return [[name, { title: `${field.zh} ${field.en}`, ...jsonTypes[field.type], ...codes }] as const]
  })
  const shape: Queryables['properties'] = { geometry: { $ref: 'https://geojson.org/schema/Geometry.json' } }
  const geometry = record?.geometry === 'none' ? {} : shape
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: self,
    type: 'object',
    title: names[id].en,
    properties: { ...geometry, ...Object.fromEntries(properties) },
    additionalProperties: false,
  }
}

function known(id: string): CollectionId {
  const found = collectionIds.find((name) => name === id)
  if (found) return found
  throw notFound(`there is no collection "${id}"; there are ${collectionIds.join(', ')}`)
}

const onlyFormat = (c: Context) => parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })

/** The list of collections, each one, and the properties that it can be filtered by. */
export function collectionRoutes({ config, database, regions }: Services) {
  async function describer(c: Context) {
    const overview = await readOverview(database)
    const set = await regions.at(overview.dataVersion)
    const api = apiUrl(c, config.publicUrl)
    return (id: CollectionId) => describe(id, api, overview, collectionBox(id, overview, set))
  }

  return new Hono()
    .get('/collections', async (c) => {
      onlyFormat(c)
      const self = `${apiUrl(c, config.publicUrl)}/collections`
      return c.json<Collections>({
        links: [link(self, 'self', 'application/json', 'this list')],
        collections: collectionIds.map(await describer(c)),
      })
    })
    .get('/collections/:id', async (c) => {
      onlyFormat(c)
      const id = known(c.req.param('id'))
      return c.json<Collection>((await describer(c))(id))
    })
    .get('/collections/:id/queryables', (c) => {
      onlyFormat(c)
      const id = known(c.req.param('id'))
      c.header('Content-Type', 'application/schema+json')
      return c.body(JSON.stringify(queryablesOf(id, `${apiUrl(c, config.publicUrl)}/collections/${id}/queryables`)))
    })
}
