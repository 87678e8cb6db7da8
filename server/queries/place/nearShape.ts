import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { distance } from '@turf/distance'
import { lineString, point } from '@turf/helpers'
import { pointToLineDistance } from '@turf/point-to-line-distance'
import type { Position } from 'geojson'
import type { Bbox } from '#model/bbox.ts'
import { EdgeIndex } from './edgeIndex.ts'
import { boxOf, isArea, partsOf, type PlaceShape, positionsOf, type StoredGeometry } from './placeShape.ts'

/** The shortest degree of latitude in metres, so that boxes made with it are never too small. */
const metersPerDegree = 110_570

/** Metres between a position and a geometry on the sphere; 0 inside polygons. */
export function distanceTo(geometry: StoredGeometry, position: Position): number {
  if (geometry.type === 'Point') return distance(geometry.coordinates, position, { units: 'meters' })
  if (isArea(geometry) && booleanPointInPolygon(position, geometry)) return 0
  const paths = partsOf(geometry).flat()
  const target = point(position)
  return Math.min(...paths.map((path) => pointToLineDistance(target, lineString([...path]), { units: 'meters' })))
}

function expand([west, south, east, north]: Bbox, meters: number): Bbox {
  const degrees = meters / metersPerDegree
  const highest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)) + degrees)
  const wide = degrees / Math.cos((highest * Math.PI) / 180)
  return [west - wide, south - degrees, east + wide, north + degrees]
}

/** The two geometries share a point: an edge meets an edge, or one lies in the other. */
function touch(a: StoredGeometry, b: StoredGeometry): boolean {
  const edges = new EdgeIndex(partsOf(a))
  return partsOf(b)
    .flat()
    .some((path) => path.some((to, index) => index > 0 && edges.meetsSegment(path[index - 1] as Position, to)))
}

/** Everything within `meters` of a geometry, on the sphere. */
export function nearShape(geometry: StoredGeometry, meters: number): PlaceShape {
  const positions = positionsOf(geometry)
  const bbox = expand(boxOf(positions), meters)
  return {
    bbox,
    relate([west, south, east, north]) {
      const center: Position = [(west + east) / 2, (south + north) / 2]
      const corners: Position[] = [
        [west, south],
        [east, south],
        [west, north],
        [east, north],
      ]
      const reach = Math.max(...corners.map((corner) => distance(center, corner, { units: 'meters' })))
      const away = distanceTo(geometry, center)
      if (away > meters + reach) return 'outside'
      return away + reach < meters ? 'inside' : 'crossing'
    },
    contains: (lng, lat) => distanceTo(geometry, [lng, lat]) <= meters,
    meets(other) {
      // Two paths that do not meet are nearest at a vertex of one of them.
      return (
        positionsOf(other).some((position) => distanceTo(geometry, position) <= meters) ||
        positions.some((position) => distanceTo(other, position) <= meters) ||
        touch(geometry, other)
      )
    },
  }
}
