/** Metres of a degree of latitude on the sphere of the Earth's mean radius. */
export const metersPerDegree = 111_195

/** Metres between two places `[lng, lat]` on a plane about them: right to a thousandth within 100 km. */
export function metersBetween(
  [lngA, latA]: readonly [lng: number, lat: number],
  [lngB, latB]: readonly [lng: number, lat: number],
): number {
  const wide = (lngA - lngB) * Math.cos((((latA + latB) / 2) * Math.PI) / 180)
  return Math.hypot(wide, latA - latB) * metersPerDegree
}
