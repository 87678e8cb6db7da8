import type { MultiPolygon, Polygon, Position } from 'geojson'
import { boxesMeet, boxOf } from './boxes.ts'
import { EdgeIndex } from './edgeIndex.ts'
import { isArea, partsOf, type PlaceShape, positionsOf, type StoredGeometry } from './placeShape.ts'

function anyEdge(geometry: StoredGeometry, test: (from: Position, to: Position) => boolean): boolean {
  return partsOf(geometry).some((paths) =>
    paths.some((path) => path.some((position, index) => index > 0 && test(path[index - 1] as Position, position))),
  )
}

/** A drawn polygon, WGS-84. Its outline belongs to it, holes do not. */
export function areaShape(area: Polygon | MultiPolygon): PlaceShape {
  const edges = new EdgeIndex(partsOf(area))
  const positions = positionsOf(area)
  const bbox = boxOf(positions)
  const contains = ([lng, lat]: Position): boolean => edges.contains(lng as number, lat as number)
  return {
    bbox,
    relate(box) {
      if (!boxesMeet(box, bbox)) return 'outside'
      if (edges.meetsBox(box)) return 'crossing'
      return edges.contains(box[0], box[1]) ? 'inside' : 'outside'
    },
    contains: (lng, lat) => edges.contains(lng, lat),
    meets(geometry) {
      if (positionsOf(geometry).some(contains)) return true
      if (anyEdge(geometry, (from, to) => edges.meetsSegment(from, to))) return true
      // What is left: the area lies inside the geometry, part by part.
      return isArea(geometry) && partsOf(area).some((rings) => startsInside(rings, geometry))
    },
  }
}

function startsInside(rings: readonly (readonly Position[])[], geometry: Polygon | MultiPolygon): boolean {
  const [lng, lat] = (rings[0]?.[0] ?? [NaN, NaN]) as [number, number]
  return new EdgeIndex(partsOf(geometry)).contains(lng, lat)
}
