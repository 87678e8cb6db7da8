import { type Context, Hono } from 'hono'
import {
  type CollectionDefinition,
  collections,
  isRecordCollectionId,
  type RecordCollectionId,
} from '#model/collections.ts'
import type { RecordFeature, RecordFeatureCollection } from '#contract/ogc.ts'
import {
  afterParameter,
  datetimeParameter,
  itemFormatParameter,
  jsonFormatParameter,
  languageParameter,
  limitParameter,
  offsetParameter,
  dayParameter,
  sortParameter,
} from '#contract/parameters.ts'
import { badParameter, badParameters, notFound } from '../errors.ts'
import { readOverview } from '../queries/overview.ts'
import { type PagePlace, readItem, readItems, type Sort } from '../queries/items.ts'
import { readRelated } from '../queries/related.ts'
import { resolveFilter, type ResolvedFilter } from '../queries/resolveFilter.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { exportItems, type FileForm } from './export/exportItems.ts'
import { geoJsonAnswer } from './geoJsonAnswer.ts'
import { apiUrl, link, pageLinks, selfUrl, xlsxType } from './links.ts'
import { negotiate } from './negotiate.ts'
import { parseQuery, queryOf, withDatetime } from './parseQuery.ts'

export const itemParameters = {
  limit: limitParameter,
  offset: offsetParameter,
  after: afterParameter,
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

/** The id of a collection of records; throws 404 for any other. */
function recordCollection(id: string): RecordCollectionId {
  if (isRecordCollectionId(id)) return id
  if (id === 'regions') throw notFound('regions have no such resource')
  throw notFound(`there is no collection "${id}"; there are regions, ${Object.keys(collections).join(', ')}`)
}

function sortOf(
  { fields }: CollectionDefinition,
  text: string | undefined,
  after: string | undefined,
): Sort | undefined {
  if (text === undefined) return undefined
  if (after !== undefined) throw badParameter('after', after, 'left out with sortby, whose pages come by offset')
  const name = text.replace(/^[-+]/, '')
  const field = fields.find((one) => one.name === name)
  if (!field) throw badParameter('sortby', text, `one of ${fields.map((one) => one.name).join(', ')}`)
  return { field, falling: text.startsWith('-') }
}

/** Files hold every record: what pages or orders them is refused, not ignored. */
function refusePaging(query: URLSearchParams, form: FileForm): void {
  const paging = ['limit', 'offset', 'after', 'sortby'].filter((name) => query.get(name))
  if (paging.length === 0) return
  const allowed = `nothing with f=${form}, which holds every matching record by its id; pages come with f=json`
  throw badParameters(paging.map((name) => ({ name, value: query.get(name) ?? '', allowed })))
}

/** The records of a collection as pages of GeoJSON, or all that match as a file. */
export function itemRoutes({ config, database }: Services) {
  async function page(c: Context, resolved: ResolvedFilter, place: PagePlace) {
    const unchanged = notModified(c, etagOf(resolved.overview, selfUrl(c, config.publicUrl)))
    if (unchanged) return unchanged
    const { numberMatched, features } = await readItems(database, resolved, place)
    return geoJsonAnswer<RecordFeatureCollection>(c, {
      type: 'FeatureCollection',
      timeStamp: new Date().toISOString(),
      numberMatched,
      numberReturned: features.length,
      asOf: resolved.asOf,
      sample: resolved.overview.sample,
      links: pageLinks(c, config.publicUrl, {
        ...place,
        numberMatched,
        last: place.sort ? undefined : features.at(-1)?.id,
      }),
      features,
    })
  }

  return new Hono()
    .get('/collections/:id/items', async (c) => {
      const id = recordCollection(c.req.param('id'))
      const { filters, dateField } = collections[id]
      const query = queryOf(c)
      const rule = { parameters: itemParameters, filters, subject: `the collection ${id}` }
      const { parameters, filter } = parseQuery(query, rule)
      const { f, limit, offset, after, lang, datetime, sortby } = parameters
      c.header('Vary', 'Accept', { append: true })
      const form = negotiate(c, f, forms)
      if (form !== 'json') refusePaging(query, form)
      const sort = sortOf(collections[id], sortby, after)
      const resolved = await resolveFilter(database, id, dateField ? withDatetime(filter, datetime) : filter)
      if (form === 'json') return page(c, resolved, { limit, offset, after, sort })
      return exportItems(c, { database, resolved, form, lang })
    })
    .get('/collections/:id/items/:fid', async (c) => {
      const id = recordCollection(c.req.param('id'))
      const { parameters } = parseQuery(queryOf(c), { parameters: oneItemParameters })
      const unchanged = notModified(c, etagOf(await readOverview(database), selfUrl(c, config.publicUrl)))
      if (unchanged) return unchanged
      const feature = await readItem(database, id, c.req.param('fid'), parameters.asOf)
      if (!feature) throw notFound(`the collection ${id} has no item "${c.req.param('fid')}"`)
      const api = apiUrl(c, config.publicUrl)
      const links = [
        link(selfUrl(c, config.publicUrl), 'self', 'application/geo+json', 'this record'),
        link(`${api}/collections/${id}`, 'collection', 'application/json', collections[id].en),
      ]
      return geoJsonAnswer<RecordFeature>(c, { ...feature, links })
    })
    .get('/collections/:id/items/:fid/related', async (c) => {
      const id = recordCollection(c.req.param('id'))
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      const groups = await readRelated(database, id, c.req.param('fid'))
      if (!groups) throw notFound(`the collection ${id} has no item "${c.req.param('fid')}"`)
      return c.json({ groups })
    })
}
