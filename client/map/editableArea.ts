import type { MultiPolygon, Polygon } from 'geojson'

/** True when the drawing tool can change an area without loss: it knows no holes. */
export function isEditable(area: Polygon | MultiPolygon): boolean {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  return polygons.every((rings) => rings.length === 1)
}
