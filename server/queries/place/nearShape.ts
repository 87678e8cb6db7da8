import { distance } from '@turf/distance'
import type { Position } from 'geojson'
import { boxesMeet, growBox } from './boxes.ts'
import { EdgeIndex } from './edgeIndex.ts'
import { isArea, partsOf, type PlaceShape, positionsOf, type StoredGeometry } from './placeShape.ts'
import { ReachIndex } from './reachIndex.ts'

/** A geometry to measure from: on the sphere, 0 inside polygons. */
function measured(geometry: StoredGeometry) {
  const edges = new EdgeIndex(partsOf(geometry))
  const segments = new ReachIndex(partsOf(geometry).flat())
  const holds = ([lng, lat]: Position): boolean => isArea(geometry) && edges.contains(lng as number, lat as number)
  return {
    edges,
    bbox: segments.bbox,
    reach: (position: Position, limit: number) => (holds(position) ? 'within' : segments.reach(position, limit)),
    within: (position: Position, limit: number) => holds(position) || segments.within(position, limit),
  }
}

/** Everything within `meters` of a geometry, on the sphere. */
export function nearShape(geometry: StoredGeometry, meters: number): PlaceShape {
  const source = measured(geometry)
  const positions = positionsOf(geometry)
  const bbox = growBox(source.bbox, meters)
  return {
    bbox,
    relate(box) {
      if (!boxesMeet(box, bbox)) return 'outside'
      const [west, south, east, north] = box
      const center: Position = [(west + east) / 2, (south + north) / 2]
      const corners: Position[] = [
        [west, south],
        [east, south],
        [west, north],
        [east, north],
      ]
      const radius = Math.max(...corners.map((corner) => distance(center, corner, { units: 'meters' })))
      if (source.reach(center, meters + radius) === 'beyond') return 'outside'
      return radius < meters && source.reach(center, meters - radius) === 'within' ? 'inside' : 'crossing'
    },
    contains: (lng, lat) => source.within([lng, lat], meters),
    meets(other) {
      // Two paths that do not meet are nearest at a vertex of one of them.
      if (positionsOf(other).some((position) => source.within(position, meters))) return true
      const target = measured(other)
      return (
        positions.some((position) => target.within(position, meters)) ||
        partsOf(other)
          .flat()
          .some((path) =>
            path.some((to, index) => index > 0 && source.edges.meetsSegment(path[index - 1] as Position, to)),
          )
      )
    },
  }
}
