import type { Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon, Position } from 'geojson'
import type { Bbox } from '#model/bbox.ts'

/** Geometries that the store holds. */
export type StoredGeometry = Point | LineString | MultiLineString | Polygon | MultiPolygon

/** A region of the map that a filter selects: a drawn area, or everything near a feature. */
export interface PlaceShape {
  readonly bbox: Bbox
  /** How a box lies to the shape; `crossing` where it is not certain. */
  relate(box: Bbox): 'inside' | 'outside' | 'crossing'
  contains(lng: number, lat: number): boolean
  /** True when the geometry and the shape have a point in common. */
  meets(geometry: StoredGeometry): boolean
}

/** Polygons as lists of rings, lines as lists of one path, a point as one path of one position. */
export function partsOf(geometry: StoredGeometry): readonly (readonly (readonly Position[])[])[] {
  switch (geometry.type) {
    case 'Point':
      return [[[geometry.coordinates]]]
    case 'LineString':
      return [[geometry.coordinates]]
    case 'MultiLineString':
      return geometry.coordinates.map((path) => [path])
    case 'Polygon':
      return [geometry.coordinates]
    case 'MultiPolygon':
      return geometry.coordinates
  }
}

/** True for a geometry that has an inside. */
export function isArea(geometry: Geometry): geometry is Polygon | MultiPolygon {
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'
}

/** All positions of a geometry. */
export function positionsOf(geometry: StoredGeometry): Position[] {
  return partsOf(geometry).flat(2)
}

/** The box of positions; there must be one. */
export function boxOf(positions: readonly Position[]): Bbox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lng, lat] of positions as readonly [number, number][]) {
    west = Math.min(west, lng)
    south = Math.min(south, lat)
    east = Math.max(east, lng)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

/** True when the two boxes have a point in common. */
export function boxesMeet(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/** True when the first box holds the second. */
export function boxContains(outer: Bbox, inner: Bbox): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

/** The box as a polygon. */
export function rectangle([west, south, east, north]: Bbox): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}
