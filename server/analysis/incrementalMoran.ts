import { type MoranTest, globalMoran } from './moran.ts'
import type { SpatialWeights } from './spatialWeights.ts'

/** Clustering at one scale. */
export interface ScaleTest {
  /** Metres, rings, resolution: whatever the caller steps through. */
  readonly scale: number
  /** Null when Moran's I is undefined there. */
  readonly moran: MoranTest | null
}

/** The scale to analyse at, and why, as data. */
export interface ScaleChoice {
  readonly tests: readonly ScaleTest[]
  /** Index into `tests`; null when no scale could be tested. */
  readonly chosen: number | null
  /** `peak`: the first peak of z; `highest`: z has no peak inside the range; `none`: nowhere is clustering significant. */
  readonly reason: 'peak' | 'highest' | 'none'
}

/**
 * Incremental Moran: clustering is measured at each scale, and the first scale whose z is a peak is where the processes
 * behind it are most pronounced (ArcGIS, Incremental Spatial Autocorrelation). A peak has a smaller z on both sides and is
 * significant at 5 %. Without one the greatest significant z is taken; without that the first scale that could be tested.
 */
export function chooseScale(tests: readonly ScaleTest[]): ScaleChoice {
  const known = [...tests.keys()].filter((index) => tests[index]?.moran)
  const zAt = (index: number | undefined) => (index === undefined ? NaN : (tests[index]?.moran?.z ?? NaN))
  const significant = known.filter((index) => zAt(index) > 0 && (tests[index]?.moran?.p ?? 1) <= 0.05)
  const peak = significant.find((index) => {
    const place = known.indexOf(index)
    return zAt(index) > zAt(known[place - 1]) && zAt(index) > zAt(known[place + 1])
  })
  if (peak !== undefined) return { tests, chosen: peak, reason: 'peak' }
  const highest = significant.toSorted((a, b) => zAt(b) - zAt(a))[0]
  if (highest !== undefined) return { tests, chosen: highest, reason: 'highest' }
  return { tests, chosen: known[0] ?? null, reason: 'none' }
}

/** `chooseScale` over weights of growing reach on the same values; give row-standardised weights to equal ArcGIS. */
export function incrementalMoran(
  values: Float64Array,
  scales: Iterable<{ readonly scale: number; readonly weights: SpatialWeights }>,
): ScaleChoice {
  return chooseScale(Array.from(scales, ({ scale, weights }) => ({ scale, moran: globalMoran(values, weights) })))
}
