import { Hono } from 'hono'
import type { Bbox } from '#model/bbox.ts'
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
import type { StoredRegion } from '../queries/regions.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { geoJsonAnswer } from './geoJsonAnswer.ts'
import { apiUrl, link, pageLinks, selfUrl } from './links.ts'
import { parseQuery } from './parseQuery.ts'

export const regionItemParameters = {
  limit: limitParameter,
  offset: offsetParameter,
  f: jsonFormatParameter,
  parent: regionCodeParameter.optional().describe('Children of this region alone.'),
  level: regionLevelParameter.optional().describe('Regions of this level alone.'),
  skipGeometry: skipGeometryParameter,
}
export const oneRegionParameters = { f: jsonFormatParameter, skipGeometry: skipGeometryParameter }

function featureOf({ geometry, code, ...rest }: StoredRegion, skipGeometry: boolean): RecordFeature {
  return {
    type: 'Feature',
    id: code,
    geometry: skipGeometry ? null : (geometry as RecordFeature['geometry']),
    properties: { code, ...rest } as RecordFeature['properties'],
  }
}

function overlaps(region: StoredRegion, [west, south, east, north]: Bbox): boolean {
  return region.west <= east && region.east >= west && region.south <= north && region.north >= south
}

/** Administrative regions with their shapes, from memory; `bbox` keeps those whose own box meets it. */
export function regionRoutes({ config, database, regions }: Services) {
  return new Hono()
    .get('/collections/regions/items', async (c) => {
      const rule = { parameters: regionItemParameters, filters: ['bbox'], subject: 'the collection regions' } as const
      const { parameters, filter } = parseQuery(new URL(c.req.url).searchParams, rule)
      const { limit, offset, parent, level, skipGeometry } = parameters
      const state = await readOverview(database)
      const unchanged = notModified(c, etagOf(state, selfUrl(c, config.publicUrl)))
      if (unchanged) return unchanged
      const { regions: all, byCode } = await regions.at(state.dataVersion)
      if (parent !== undefined && !byCode.has(parent)) throw badParameter('parent', parent, 'the code of a region')
      const matching = all.filter(
        (region) =>
          (parent === undefined || region.parentCode === parent) &&
          (level === undefined || region.level === level) &&
          (filter.bbox === undefined || overlaps(region, filter.bbox)),
      )
      const features = matching.slice(offset, offset + limit).map((region) => featureOf(region, skipGeometry))
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
      const { parameters } = parseQuery(new URL(c.req.url).searchParams, { parameters: oneRegionParameters })
      const code = c.req.param('code')
      const { dataVersion } = await readOverview(database)
      const region = (await regions.at(dataVersion)).byCode.get(code)
      if (!region) throw notFound(`there is no region "${code}"`)
      const api = apiUrl(c, config.publicUrl)
      const links = [
        link(selfUrl(c, config.publicUrl), 'self', 'application/geo+json', 'this region'),
        link(`${api}/collections/regions`, 'collection', 'application/json', 'Regions'),
      ]
      return geoJsonAnswer<RecordFeature>(c, { ...featureOf(region, parameters.skipGeometry), links })
    })
}
