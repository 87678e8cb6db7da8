import { Hono } from 'hono'
import {
  type CollectionDefinition,
  collections,
  isRecordCollectionId,
  type RecordCollectionId,
} from '#model/collections.ts'
import type { RecordFeatureCollection } from '#contract/ogc.ts'
import {
  datetimeParameter,
  itemFormatParameter,
  jsonFormatParameter,
  languageParameter,
  limitParameter,
  offsetParameter,
  dayParameter,
  sortParameter,
} from '#contract/parameters.ts'
import { badParameter, notFound } from '../errors.ts'
import { readOverview } from '../queries/overview.ts'
import { readItem, readItems, type Sort } from '../queries/items.ts'
import { readRelated } from '../queries/related.ts'
import { resolveFilter } from '../queries/resolveFilter.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { exportItems } from './export/exportItems.ts'
import { apiUrl, link, pageLinks, selfUrl, xlsxType } from './links.ts'
import { negotiate } from './negotiate.ts'
import { parseQuery, withDatetime } from './parseQuery.ts'

export const itemParameters = {
  limit: limitParameter,
  offset: offsetParameter,
  f: itemFormatParameter,
  datetime: datetimeParameter,
  lang: languageParameter,
  sortby: sortParameter,
}
export const oneItemParameters = { f: jsonFormatParameter, asOf: dayParameter }

const forms = [
  ['application/geo+json', 'json'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  [xlsxType, 'xlsx'],
] as const
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

/** The id of a collection of records; throws 404 for any other. */
export function recordCollection(id: string): RecordCollectionId {
  if (isRecordCollectionId(id)) return id
  throw notFound(`there is no collection "${id}"; there are regions, ${Object.keys(collections).join(', ')}`)
}

function sortOf({ fields }: CollectionDefinition, text: string | undefined): Sort | undefined {
  if (text === undefined) return undefined
  const name = text.replace(/^[-+]/, '')
  const field = fields.find((one) => one.name === name)
  if (!field) throw badParameter('sortby', text, `one of ${fields.map((one) => one.name).join(', ')}`)
  return { field, falling: text.startsWith('-') }
}

/** The records of a collection as pages of GeoJSON, or all that match as a file. */
export function itemRoutes({ config, database }: Services) {
  return new Hono()
    .get('/collections/:id/items', async (c) => {
      const id = recordCollection(c.req.param('id'))
      const { filters, dateField } = collections[id]
      const query = new URL(c.req.url).searchParams
      const rule = { parameters: itemParameters, filters, subject: `the collection ${id}` }
      const { parameters, filter } = parseQuery(query, rule)
      const { f, limit, offset, lang, datetime } = parameters
      const sort = sortOf(collections[id], parameters.sortby)
      const form = negotiate(c, f === 'geojson' ? 'json' : f, forms)
      const resolved = await resolveFilter(database, id, dateField ? withDatetime(filter, datetime) : filter)
      const overview = await readOverview(database)
      if (form !== 'json') return exportItems(c, { database, resolved, sample: overview.sample, form, lang })
      const unchanged = notModified(c, etagOf(resolved.dataVersion, selfUrl(c, config.publicUrl)))
      if (unchanged) return unchanged
      const { numberMatched, features } = await readItems(database, resolved, { limit, offset, sort })
      c.header('Content-Crs', `<${crs84}>`)
      c.header('Content-Type', 'application/geo+json')
      const page: RecordFeatureCollection = {
        type: 'FeatureCollection',
        timeStamp: new Date().toISOString(),
        numberMatched,
        numberReturned: features.length,
        asOf: resolved.asOf,
        sample: overview.sample,
        links: pageLinks(c, config.publicUrl, { limit, offset, numberMatched }),
        features,
      }
      return c.body(JSON.stringify(page))
    })
    .get('/collections/:id/items/:fid', async (c) => {
      const id = recordCollection(c.req.param('id'))
      const { parameters } = parseQuery(new URL(c.req.url).searchParams, { parameters: oneItemParameters })
      const { dataVersion } = await readOverview(database)
      const unchanged = notModified(c, etagOf(dataVersion, selfUrl(c, config.publicUrl)))
      if (unchanged) return unchanged
      const feature = await readItem(database, id, c.req.param('fid'), parameters.asOf)
      if (!feature) throw notFound(`the collection ${id} has no item "${c.req.param('fid')}"`)
      const api = apiUrl(c, config.publicUrl)
      const links = [
        link(selfUrl(c, config.publicUrl), 'self', 'application/geo+json', 'this record'),
        link(`${api}/collections/${id}`, 'collection', 'application/json', collections[id].en),
      ]
      c.header('Content-Crs', `<${crs84}>`)
      c.header('Content-Type', 'application/geo+json')
      return c.body(JSON.stringify({ ...feature, links }))
    })
    .get('/collections/:id/items/:fid/related', async (c) => {
      const id = recordCollection(c.req.param('id'))
      parseQuery(new URL(c.req.url).searchParams, { parameters: { f: jsonFormatParameter } })
      const groups = await readRelated(database, id, c.req.param('fid'))
      if (!groups) throw notFound(`the collection ${id} has no item "${c.req.param('fid')}"`)
      return c.json({ groups })
    })
}
