import type { Position } from 'geojson'
import type { RegionGeometry } from './regionCollection.ts'

const scanLines = 15

/**
 * A point well inside a region: of several level lines through its largest part, the middle of the longest stretch
 * inside. [lng, lat]; null for a geometry without area.
 */
export function labelPoint(geometry: RegionGeometry): [lng: number, lat: number] | null {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const parts = polygons.map((rings) => ({ rings, box: boxOf(rings[0] ?? []) }))
  const largest = parts.reduce<(typeof parts)[0] | null>(
    (a, b) => (a !== null && a.box.area >= b.box.area ? a : b),
    null,
  )
  if (largest === null) return null
  let longest = 0
  let point: [number, number] | null = null
  for (let line = 1; line < scanLines; line++) {
    const lat = largest.box.south + ((largest.box.north - largest.box.south) * line) / scanLines
    const crossings = largest.rings.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b)
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from = 0, to = 0] = [crossings[index], crossings[index + 1]]
      if (to - from > longest) [longest, point] = [to - from, [(from + to) / 2, lat]]
    }
  }
  return point
}

/** Rings may be too long to pass as arguments to `Math.min`. */
function boxOf(ring: readonly Position[]): { south: number; north: number; area: number } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lng = 0, lat = 0] of ring) {
    if (lng < west) west = lng
    if (lng > east) east = lng
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return { south, north, area: (east - west) * (north - south) }
}

function crossingsAt(ring: readonly Position[], lat: number): number[] {
  return ring.slice(1).flatMap(([bLng = 0, bLat = 0], index) => {
    const [aLng = 0, aLat = 0] = ring[index] ?? []
    return aLat > lat === bLat > lat ? [] : [aLng + ((lat - aLat) / (bLat - aLat)) * (bLng - aLng)]
  })
}
