import type { Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'
import type { RegionGeometry } from './regionCollection.ts'

/** A boundary file: one object per level, geometries with the region's code as id, arcs shared by all levels. */
export type BoundaryTopology = Topology<Record<string, GeometryCollection>>

/** The geometries of a boundary file by region code, still as arcs. */
export function indexByCode(topology: BoundaryTopology): Map<string, GeometryObject> {
  const geometries = Object.values(topology.objects).flatMap((object) => object.geometries)
  return new Map(geometries.map((geometry) => [String(geometry.id), geometry]))
}

/** Decodes one geometry of a boundary file to GeoJSON; coordinates have four decimals. */
export function decodeGeometry(topology: BoundaryTopology, geometry: GeometryObject): RegionGeometry {
  const decoded = feature(topology, geometry) as { geometry: RegionGeometry }
  const border = rewind(decoded.geometry)
  for (const position of positionsOf(border)) {
    position[0] = Math.round((position[0] ?? NaN) * stepsPerDegree) / stepsPerDegree
    position[1] = Math.round((position[1] ?? NaN) * stepsPerDegree) / stepsPerDegree
  }
  return border
}

/** Boundary files count in steps of a ten-thousandth of a degree; decoding leaves traces of binary fractions. */
const stepsPerDegree = 10_000

function positionsOf(geometry: RegionGeometry): Position[] {
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2)
}

/** Winds outer rings counter-clockwise and holes clockwise (RFC 7946, 3.1.6). Rings are copied only when they turn. */
export function rewind(geometry: RegionGeometry): RegionGeometry {
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: rewindRings(geometry.coordinates) }
  const [only, ...others] = geometry.coordinates
  if (only !== undefined && others.length === 0) return { type: 'Polygon', coordinates: rewindRings(only) }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(rewindRings) }
}

function rewindRings(rings: Position[][]): Position[][] {
  return rings.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()))
}

/** Twice the area in the plane of degrees, positive for a counter-clockwise ring. */
function signedArea(ring: readonly Position[]): number {
  let sum = 0
  let [previousLng = 0, previousLat = 0] = ring[0] ?? []
  const [originLng, originLat] = [previousLng, previousLat]
  for (const [lng = 0, lat = 0] of ring) {
    sum += (previousLng - originLng) * (lat - originLat) - (lng - originLng) * (previousLat - originLat)
    ;[previousLng, previousLat] = [lng, lat]
  }
  return sum
}
