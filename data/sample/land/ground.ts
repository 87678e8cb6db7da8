/** A place on the ground, degrees WGS-84. */
export interface Place {
  readonly lng: number
  readonly lat: number
}

/** A rectangle on the ground: sides in metres, `angle` from east towards north in radians. */
export interface Rectangle extends Place {
  readonly widthMeters: number
  readonly depthMeters: number
  readonly angle: number
}

/** Degrees to six decimals: a decimetre. */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

const metersPerDegreeLat = 110_950
const metersPerDegreeLng = 111_320

/** The place so many metres east and north; flat-earth, good to a metre within some ten kilometres. */
export function moved(from: Place, east: number, north: number): Place {
  return {
    lng: roundDegrees(from.lng + east / (metersPerDegreeLng * Math.cos((from.lat * Math.PI) / 180))),
    lat: roundDegrees(from.lat + north / metersPerDegreeLat),
  }
}

/** Metres along and across a direction around a place: `movedAlong` for many points, its trigonometry done once. */
export class LocalPlane {
  private readonly origin: Place
  private readonly cosine: number
  private readonly sine: number
  private readonly lngPerMeter: number

  constructor(origin: Place, angle: number) {
    this.origin = origin
    this.cosine = Math.cos(angle)
    this.sine = Math.sin(angle)
    this.lngPerMeter = 1 / (metersPerDegreeLng * Math.cos((origin.lat * Math.PI) / 180))
  }

  place(along: number, across: number): Place {
    const east = along * this.cosine - across * this.sine
    const north = along * this.sine + across * this.cosine
    return {
      lng: roundDegrees(this.origin.lng + east * this.lngPerMeter),
      lat: roundDegrees(this.origin.lat + north / metersPerDegreeLat),
    }
  }
}

/** The place `along` metres in the direction `angle` and `across` metres to its left. */
export function movedAlong(from: Place, angle: number, along: number, across: number): Place {
  const cosine = Math.cos(angle)
  const sine = Math.sin(angle)
  return moved(from, along * cosine - across * sine, along * sine + across * cosine)
}

/** Metres east and north from one place to another; flat-earth. */
export function offsetMeters(from: Place, to: Place): readonly [east: number, north: number] {
  const scale = metersPerDegreeLng * Math.cos((((from.lat + to.lat) / 2) * Math.PI) / 180)
  return [(to.lng - from.lng) * scale, (to.lat - from.lat) * metersPerDegreeLat]
}

/** Metres between two places; flat-earth. */
export function distanceMeters(a: Place, b: Place): number {
  const [east, north] = offsetMeters(a, b)
  return Math.hypot(east, north)
}

/** A point inside the rectangle: `x` and `y` from -1 to 1 of half its sides. */
export function pointIn(rectangle: Rectangle, x: number, y: number): Place {
  const { angle, widthMeters, depthMeters } = rectangle
  return movedAlong(rectangle, angle, (x * widthMeters) / 2, (y * depthMeters) / 2)
}

/** A rectangle of the given size inside another, its centre at `x`, `y` (see `pointIn`), same orientation. */
export function rectangleIn(
  outer: Rectangle,
  x: number,
  y: number,
  widthMeters: number,
  depthMeters: number,
): Rectangle {
  return { ...pointIn(outer, x, y), widthMeters, depthMeters, angle: outer.angle }
}

/** The corners, counter-clockwise. */
export function cornersOf(rectangle: Rectangle): Place[] {
  return [pointIn(rectangle, -1, -1), pointIn(rectangle, 1, -1), pointIn(rectangle, 1, 1), pointIn(rectangle, -1, 1)]
}

/** The rectangle as a closed GeoJSON ring, `[lng, lat]`, counter-clockwise. */
export function ringOf(rectangle: Rectangle): [number, number][] {
  const corners = cornersOf(rectangle).map(({ lng, lat }): [number, number] => [lng, lat])
  return [...corners, corners[0] as [number, number]]
}
