import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import type { Datum } from '#model/codes.ts'
import { toWgs84 } from '../import/place/datum.ts'
import type { RegionGeometry } from './regionCollection.ts'
import { rewind } from './regionGeometry.ts'

/** The features of a GeoJSON FeatureCollection or of every object of a TopoJSON file; throws on anything else. */
export function readFeatures(text: string): Feature<Geometry | null>[] {
  const content: unknown = parseJson(text)
  if (isTyped(content, 'FeatureCollection')) return (content as FeatureCollection<Geometry | null>).features
  if (isTyped(content, 'Topology')) {
    const topology = content as Topology
    return Object.values(topology.objects).flatMap((object) => {
      const decoded = feature(topology, object)
      return decoded.type === 'FeatureCollection' ? decoded.features : [decoded]
    })
  }
  throw new Error('a boundary file is a GeoJSON FeatureCollection or a TopoJSON Topology')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`the boundary file is not JSON: ${(cause as Error).message}`, { cause })
  }
}

function isTyped(content: unknown, type: string): boolean {
  return typeof content === 'object' && content !== null && 'type' in content && content.type === type
}

/** A border in WGS-84, rings wound as RFC 7946 asks, or the sentence that says why it is none. */
export function readBorder(geometry: Geometry | null, datum: Datum): RegionGeometry | string {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    return `must be a Polygon or MultiPolygon, not ${geometry?.type ?? 'null'}`
  }
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const rings = polygons.flat()
  if (rings.length === 0) return 'has no ring'
  const wrong = rings.map(ringProblem).find((problem) => problem !== null)
  if (wrong) return wrong
  const coordinates = polygons.map((polygon) => polygon.map((ring) => ring.map((position) => convert(position, datum))))
  return rewind({ type: 'MultiPolygon', coordinates })
}

function ringProblem(ring: readonly Position[]): string | null {
  if (ring.length < 4) return `has a ring of ${ring.length} positions; a ring has at least 4`
  const [first, last] = [ring[0], ring.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return 'has a ring that does not end where it starts'
  const wrong = ring.find(([lng = NaN, lat = NaN]) => !(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
  return wrong === undefined ? null : `has the position [${wrong.join(', ')}]; longitude comes first, both in degrees`
}

function convert([lng = NaN, lat = NaN]: Position, datum: Datum): Position {
  return datum === 'wgs84' || datum === 'cgcs2000' ? [lng, lat] : toWgs84(datum, lng, lat)
}
