import { area } from '@turf/area'
import { kinks } from '@turf/kinks'
import type { Feature, Geometry, MultiPolygon, Polygon, Position } from 'geojson'

/** Digits after the point that terra-draw stores: about a centimetre. */
export const coordinateDigits = 7

const rounded = (position: Position): Position => position.map((value) => Number(value.toFixed(coordinateDigits)))

/** The drawn polygons as one geometry: null for none, a MultiPolygon for several; coordinates [lng, lat]. */
export function areaOfShapes(shapes: readonly Geometry[]): Polygon | MultiPolygon | null {
  const polygons = shapes.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : []))
  if (polygons.length === 0) return null
  const [only, ...others] = polygons
  return others.length === 0 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons }
}

/** The pieces of an editable area as features, rounded as terra-draw demands. */
export function shapesOfArea(geometry: Polygon | MultiPolygon): Feature<Polygon, { mode: 'polygon' }>[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.map(([outer = []]) => ({
    type: 'Feature',
    properties: { mode: 'polygon' },
    geometry: { type: 'Polygon', coordinates: [outer.map(rounded)] },
  }))
}

/** True when an edge of the boundary crosses another: such an area has no inside that all agree on. */
export function crossesItself(geometry: Polygon | MultiPolygon): boolean {
  return kinks(geometry).features.length > 0
}

/** Area on the sphere in square kilometres (Turf, after Chamberlain and Duquette 2007). */
export function areaKm2(geometry: Polygon | MultiPolygon): number {
  return area(geometry) / 1e6
}
