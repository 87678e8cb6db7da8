import type { Polygon, Position } from 'geojson'
import type { Bbox } from '#model/bbox.ts'

const radians = Math.PI / 180
/** The shortest degree of latitude in metres, so that boxes made with it are never too small. */
const metersPerDegree = 110_570

/** The box with everything around it that is at most so far away. */
export function growBox([west, south, east, north]: Bbox, meters: number): Bbox {
  const degrees = meters / metersPerDegree
  const highest = Math.min(89, Math.max(Math.abs(south), Math.abs(north)) + degrees)
  const wide = degrees / Math.cos(highest * radians)
  return [west - wide, south - degrees, east + wide, north + degrees]
}

/** True when the box holds the position; its edges belong to it. */
export function boxHolds([west, south, east, north]: Bbox, lng: number, lat: number): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north
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
