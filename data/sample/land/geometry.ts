import type { Bbox } from '#model/bbox.ts'
import { type Place, type Rectangle, ringOf } from './ground.ts'

interface StoredGeometry {
  readonly json: string
  readonly bbox: Bbox
}

function boxOf(positions: readonly (readonly [number, number])[]): Bbox {
  const lngs = positions.map(([lng]) => lng)
  const lats = positions.map(([, lat]) => lat)
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
}

/** A LineString as the store keeps it. */
export function lineGeometry(line: readonly Place[]): StoredGeometry {
  const positions = line.map(({ lng, lat }): [number, number] => [lng, lat])
  return { json: JSON.stringify({ type: 'LineString', coordinates: positions }), bbox: boxOf(positions) }
}

/** A Polygon of one ring as the store keeps it. */
export function rectangleGeometry(rectangle: Rectangle): StoredGeometry {
  const ring = ringOf(rectangle)
  return { json: JSON.stringify({ type: 'Polygon', coordinates: [ring] }), bbox: boxOf(ring) }
}
