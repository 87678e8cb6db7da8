import type { Position } from 'geojson'
import type { RegionGeometry } from './regionCollection.ts'

const scanLines = 15

/**
 * A point well inside a region: of several level lines through its largest part, the middle of the longest stretch
 * inside. [lng, lat]; null for a geometry without area.
 */
export function labelPoint(geometry: RegionGeometry): [lng: number, lat: number] | null {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const rings = polygons.reduce((best, part) => (boxArea(part[0]) > boxArea(best[0]) ? part : best), polygons[0] ?? [])
  const lats = (rings[0] ?? []).map(([, lat = 0]) => lat)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  let longest = 0
  let point: [number, number] | null = null
  for (let line = 1; line < scanLines; line++) {
    const lat = south + ((north - south) * line) / scanLines
    const crossings = rings.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b)
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from = 0, to = 0] = [crossings[index], crossings[index + 1]]
      if (to - from > longest) [longest, point] = [to - from, [(from + to) / 2, lat]]
    }
  }
  return point
}

function boxArea(ring: readonly Position[] = []): number {
  const lngs = ring.map(([lng = 0]) => lng)
  const lats = ring.map(([, lat = 0]) => lat)
  return (Math.max(...lngs) - Math.min(...lngs)) * (Math.max(...lats) - Math.min(...lats))
}

function crossingsAt(ring: readonly Position[], lat: number): number[] {
  return ring.slice(1).flatMap(([bLng = 0, bLat = 0], index) => {
    const [aLng = 0, aLat = 0] = ring[index] ?? []
    return aLat > lat === bLat > lat ? [] : [aLng + ((lat - aLat) / (bLat - aLat)) * (bLng - aLng)]
  })
}
