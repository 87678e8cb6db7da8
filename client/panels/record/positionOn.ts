type Position = readonly [lng: number, lat: number]

/** A position on a geometry: the point itself, or the middle vertex of the first line or ring. */
export function positionOn(coordinates: unknown): Position | null {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return null
  const [first, second] = coordinates
  if (typeof first === 'number' && typeof second === 'number') return [first, second]
  return positionOn(Array.isArray(first) && typeof first[0] === 'number' ? coordinates[coordinates.length >> 1] : first)
}
