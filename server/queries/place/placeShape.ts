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
