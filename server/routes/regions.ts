import { Hono } from 'hono'
import type { Bbox } from '#model/bbox.ts'
import type { Region } from '#model/region.ts'
import type { RecordFeature, RecordFeatureCollection } from '#contract/ogc.ts'
import {
  jsonFormatParameter,
  limitParameter,
  offsetParameter,
  regionCodeParameter,
  regionLevelParameter,
  skipGeometryParameter,
} from '#contract/parameters.ts'
import { badParameter, notFound } from '../errors.ts'
import { readOverview } from '../queries/overview.ts'
import { boxesMeet } from '../queries/place/boxes.ts'
import type { RegionSet } from '../regionStore.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { geoJsonAnswer } from './geoJsonAnswer.ts'
import { apiUrl, link, pageLinks, selfUrl } from './links.ts'
import { parseQuery, queryOf } from './parseQuery.ts'

export const regionItemParameters = {
  limit: limitParameter,
  offset: offsetParameter,
  f: jsonFormatParameter,
  parent: regionCodeParameter.optional().describe('Children of this region alone.'),
  level: regionLevelParameter.optional().describe('Regions of this level alone.'),
  skipGeometry: skipGeometryParameter,
}
export const oneRegionParameters = { f: jsonFormatParameter, skipGeometry: skipGeometryParameter }

async function featuresOf(set: RegionSet, regions: readonly Region[], skipGeometry: boolean): Promise<RecordFeature[]> {
  const codes = regions.map((region) => region.code)
  const shapes = new Map(
    (skipGeometry ? [] : await set.readShapes(codes)).map(({ code, geometry }) => [code, geometry]),
  )
  return regions.map((region) => ({
    type: 'Feature',
    id: region.code,
    geometry: shapes.get(region.code) ?? null,
    properties: { ...region },
  }))
}

const boxOf = ({ west, south, east, north }: Region): Bbox => [west, south, east, north]

/** Administrative regions with their shapes; `bbox` keeps those whose own box meets it. */
export function regionRoutes({ config, database, regions }: Services) {
  return new Hono()
    .get('/collections/regions/items', async (c) => {
      const rule = { parameters: regionItemParameters, filters: ['bbox'], subject: 'the collection regions' } as const
      const { parameters, filter } = parseQuery(queryOf(c), rule)
      const { limit, offset, parent, level, skipGeometry } = parameters
      const state = await readOverview(database)
      const unchanged = notModified(c, etagOf(state, selfUrl(c, config.publicUrl)))
      if (unchanged) return unchanged
      const set = await regions.at(state.dataVersion)
      if (parent !== undefined && !set.byCode.has(parent)) throw badParameter('parent', parent, 'the code of a region')
      const matching = set.regions.filter(
        (region) =>
          (parent === undefined || region.parentCode === parent) &&
          (level === undefined || region.level === level) &&
          (filter.bbox === undefined || boxesMeet(boxOf(region), filter.bbox)),
      )
      const features = await featuresOf(set, matching.slice(offset, offset + limit), skipGeometry)
      const numberMatched = matching.length
      return geoJsonAnswer<RecordFeatureCollection>(c, {
        type: 'FeatureCollection',
        timeStamp: new Date().toISOString(),
        numberMatched,
        numberReturned: features.length,
        asOf: state.asOf,
        sample: false,
        links: pageLinks(c, config.publicUrl, { limit, offset, numberMatched }).filter(
          ({ rel }) => rel !== 'alternate',
        ),
        features,
      })
    })
    .get('/collections/regions/items/:code', async (c) => {
      const { parameters } = parseQuery(queryOf(c), { parameters: oneRegionParameters })
      const code = c.req.param('code')
      const { dataVersion } = await readOverview(database)
      const set = await regions.at(dataVersion)
      const region = set.byCode.get(code)
      if (!region) throw notFound(`there is no region "${code}"`)
      const api = apiUrl(c, config.publicUrl)
      const links = [
        link(selfUrl(c, config.publicUrl), 'self', 'application/geo+json', 'this region'),
        link(`${api}/collections/regions`, 'collection', 'application/json', 'Regions'),
      ]
      const [feature] = await featuresOf(set, [region], parameters.skipGeometry)
      return geoJsonAnswer(c, { ...feature, links })
    })
}
