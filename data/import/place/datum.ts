import type { Datum } from '#model/codes.ts'

/**
 * The formulas of GCJ-02 and BD-09 as public libraries give them (gcoord, coordtransform); the tests compare with
 * gcoord, which spends nine tenths of its time on checking arguments.
 */
const { sin, cos, sqrt, abs, atan2, hypot, PI } = Math
const semiMajorAxis = 6_378_245
const eccentricitySquared = 0.006_693_421_622_965_823
const gcj02Box = { west: 72.004, south: 0.8293, east: 137.8347, north: 55.8271 }
const bd09Shift = { lng: 0.0065, lat: 0.006 }
const bd09Wave = (PI * 3000) / 180

/** The offset changes by less than 1/250 of a step, so the error left after a correction of this size is below 1e-10. */
const lastCorrection = 1e-8
const maxSteps = 30

type Position = [lng: number, lat: number]
type Forward = (lng: number, lat: number) => Position

/** Offset in metres east and north, as a function of degrees from 105 E, 35 N. */
function gcj02Meters(x: number, y: number): Position {
  const ripple = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3
  const root = 0.1 * sqrt(abs(x))
  const eastWaves = 20 * sin(x * PI) + 40 * sin((x / 3) * PI) + 150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)
  const northWaves = 20 * sin(y * PI) + 40 * sin((y / 3) * PI) + 160 * sin((y / 12) * PI) + 320 * sin((y / 30) * PI)
  return [
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + root + ripple + (eastWaves * 2) / 3,
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 2 * root + ripple + (northWaves * 2) / 3,
  ]
}

/** WGS-84 degrees to GCJ-02; outside the box of the offset they stay as they are. */
export function toGcj02(lng: number, lat: number): Position {
  const { west, south, east, north } = gcj02Box
  if (lng < west || lng > east || lat < south || lat > north) return [lng, lat]
  const [metersEast, metersNorth] = gcj02Meters(lng - 105, lat - 35)
  const radians = (lat / 180) * PI
  const curvature = 1 - eccentricitySquared * sin(radians) ** 2
  const meridian = (semiMajorAxis * (1 - eccentricitySquared)) / (curvature * sqrt(curvature))
  const parallel = (semiMajorAxis / sqrt(curvature)) * cos(radians)
  return [lng + (metersEast * 180) / (parallel * PI), lat + (metersNorth * 180) / (meridian * PI)]
}

/** WGS-84 degrees to BD-09. */
export function toBd09(lng: number, lat: number): Position {
  const [x, y] = toGcj02(lng, lat)
  const radius = hypot(x, y) + 0.00002 * sin(y * bd09Wave)
  const angle = atan2(y, x) + 0.000003 * cos(x * bd09Wave)
  return [radius * cos(angle) + bd09Shift.lng, radius * sin(angle) + bd09Shift.lat]
}

/** Undoes `forward` by fixed-point iteration; formulas for the way back alone leave up to 2 m. */
function inverse(forward: Forward, lng: number, lat: number): Position {
  let [guessLng, guessLat] = [lng, lat]
  for (let step = 0; step < maxSteps; step++) {
    const [reachedLng, reachedLat] = forward(guessLng, guessLat)
    const [dLng, dLat] = [reachedLng - lng, reachedLat - lat]
    guessLng -= dLng
    guessLat -= dLat
    if (abs(dLng) < lastCorrection && abs(dLat) < lastCorrection) break
  }
  return [guessLng, guessLat]
}

/**
 * A position [lng, lat] of the given datum in WGS-84 degrees, exact to 1e-9 degree. CGCS2000 is WGS-84 to centimetres
 * and is taken as it is. The offset of GCJ-02 is defined on a box around China, 72.004-137.8347 E and 0.8293-55.8271 N,
 * that holds some of its neighbours too; outside it nothing changes.
 */
export function toWgs84(datum: Datum, lng: number, lat: number): Position {
  if (datum === 'gcj02') return inverse(toGcj02, lng, lat)
  return datum === 'bd09' ? inverse(toBd09, lng, lat) : [lng, lat]
}
