/** `[west, south, east, north]`, degrees WGS-84, west <= east: no box crosses the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number]

/** The reason why four numbers are no bbox, or null when they are one. */
export function bboxProblem(values: readonly number[]): string | null {
  if (values.length !== 4 || values.some((value) => !Number.isFinite(value))) {
    return 'must be four numbers: west,south,east,north'
  }
  const [west, south, east, north] = values as unknown as Bbox
  if (west < -180 || east > 180) return 'west and east must lie in -180..180'
  if (south < -90 || north > 90) return 'south and north must lie in -90..90'
  if (west > east) return `west ${west} is east of east ${east}; boxes across the antimeridian are not supported`
  return south > north ? `south ${south} is north of north ${north}` : null
}
