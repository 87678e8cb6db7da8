import { emergingPattern } from './emergingPattern.ts'
import { type SumTest, prepareSumTest, sumP } from './exactPermutation.ts'
import { significanceLevels } from './falseDiscovery.ts'
import { mannKendall } from './mannKendall.ts'
import { type CubeSums, type SpaceTimeCube, spaceTimeGiStar, spaceTimeSums } from './spaceTimeCube.ts'
import { type Checkpoint, itemCount } from './spatialWeights.ts'
import type { SumMethod } from './valueLattice.ts'

export interface EmergingOptions {
  /** Steps before its own that belong to a bin's neighbourhood; default 1. */
  readonly lag?: number
  /** Share of false bins among the hot and cold ones; also how rarely noise shows any pattern. Default .05. */
  readonly alpha?: number
  /** Largest p of a trend that makes a pattern intensify or diminish; default .05. */
  readonly trendAlpha?: number
  /**
   * Whose trend is tested. `sums`, the default, are those of the neighbourhood at each step alone; `scores` are the Gi*
   * of ArcGIS, which share steps with the ones before them and so show a trend in noise more often than they should.
   */
  readonly trendOf?: 'sums' | 'scores'
  readonly checkpoint?: Checkpoint
}

export interface EmergingHotSpots {
  /** Index of `emergingPatterns` for each cell. */
  readonly pattern: Uint8Array
  /** Share of the steps at which each cell is hot, and cold. */
  readonly hotShare: Float64Array
  readonly coldShare: Float64Array
  readonly trendZ: Float64Array
  /** Two-sided. */
  readonly trendP: Float64Array
  /** -3..3: hot (above 0) or cold at 90, 95, 99 % after false discovery control over all bins, at the last step. */
  readonly lastClass: Int8Array
  /** Of each bin `cell * steps + step`: 1 hot, -1 cold at `alpha`, else 0. */
  readonly hotness: Int8Array
  /** How the distribution of sums was found. */
  readonly method: SumMethod
}

interface TestedBins {
  readonly test: SumTest
  /** Of each distinct neighbourhood size, q by sum; NaN for sums that no bin has. */
  readonly adjusted: ReadonlyMap<number, Float64Array>
}

interface Outcome {
  readonly p: number
  readonly bins: number
  readonly q: Float64Array
  readonly sum: number
}

/** How many bins have each size and sum. Sums are whole and not negative, so that a table takes the place of a sort. */
function tallySums({ sum, size }: CubeSums): Map<number, Int32Array> {
  const largest = new Map<number, number>()
  let mostBySize = 0
  for (let bin = 0; bin < sum.length; bin++) {
    const k = size[bin] as number
    const total = sum[bin] as number
    if (k > mostBySize) mostBySize = k
    if (total > (largest.get(k) ?? -1)) largest.set(k, total)
  }
  const tallies: (Int32Array | undefined)[] = Array.from({ length: mostBySize + 1 }, (_, k) =>
    largest.has(k) ? new Int32Array((largest.get(k) as number) + 1) : undefined,
  )
  for (let bin = 0; bin < sum.length; bin++) (tallies[size[bin] as number] as Int32Array)[sum[bin] as number]!++
  return new Map([...largest.keys()].map((k) => [k, tallies[k] as Int32Array]))
}

/** Exact permutation p of every size and sum that occurs, adjusted by Benjamini-Hochberg over all bins. */
function testBins(values: Float64Array, sums: CubeSums): TestedBins {
  const tallies = tallySums(sums)
  const test = prepareSumTest(values, Math.max(0, ...tallies.keys()))
  const adjusted = new Map<number, Float64Array>()
  const outcomes: Outcome[] = []
  for (const [k, tally] of tallies) {
    const q = new Float64Array(tally.length).fill(NaN)
    adjusted.set(k, q)
    for (const [sum, bins] of tally.entries()) if (bins > 0) outcomes.push({ p: sumP(test, k, sum), bins, q, sum })
  }
  outcomes.sort((a, b) => b.p - a.p)
  let rank = values.length
  let smallest = 1
  for (const { p, bins, q, sum } of outcomes) {
    smallest = Math.min(smallest, (p * values.length) / rank)
    q[sum] = smallest
    rank -= bins
  }
  return { test, adjusted }
}

function checkCounts({ values }: SpaceTimeCube): void {
  for (let bin = 0; bin < values.length; bin++) {
    const count = values[bin] as number
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`bin ${bin} holds ${count}, not a count`)
  }
}

function blankResult(cells: number, steps: number, method: SumMethod): EmergingHotSpots {
  return {
    pattern: new Uint8Array(cells),
    hotShare: new Float64Array(cells),
    coldShare: new Float64Array(cells),
    trendZ: new Float64Array(cells),
    trendP: new Float64Array(cells).fill(1),
    lastClass: new Int8Array(cells),
    hotness: new Int8Array(cells * steps),
    method,
  }
}

/**
 * Emerging hot spots of counts: which cells are hot or cold at which steps, and what pattern that makes (the 17 of
 * `emergingPatterns`). A bin is tested by the exact permutation distribution of its neighbourhood's sum over the whole
 * cube, so that noise, sparse or clumped within bins, shows a pattern in at most `alpha` of all cubes; the normal score
 * of Gi* would in nearly all. A cube without cells or without events has no pattern anywhere.
 */
export function emergingHotSpots(cube: SpaceTimeCube, options: EmergingOptions = {}): EmergingHotSpots {
  const { lag = 1, alpha = 0.05, trendAlpha = 0.05, trendOf = 'sums', checkpoint = () => {} } = options
  checkCounts(cube)
  const sums = spaceTimeSums(cube, lag)
  const { steps } = cube
  const cells = itemCount(cube.weights)
  if (cells === 0) return blankResult(0, steps, 'withoutReplacement')
  checkpoint()
  const { test, adjusted } = testBins(Float64Array.from(cube.values), sums)
  checkpoint()
  const result = blankResult(cells, steps, test.method)
  const series = trendOf === 'sums' ? spaceTimeSums(cube, 0).sum : spaceTimeGiStar(cube, lag)
  for (let cell = 0; cell < cells; cell++) {
    if ((cell & 0xfff) === 0) checkpoint()
    const from = cell * steps
    for (let step = 0; step < steps; step++) {
      const k = sums.size[from + step] as number
      const sum = sums.sum[from + step] as number
      const q = (adjusted.get(k) as Float64Array)[sum] as number
      const side = Math.sign(sum - k * test.mean)
      if (q <= alpha) {
        result.hotness[from + step] = side
        const shares = side > 0 ? result.hotShare : result.coldShare
        shares[cell] = (shares[cell] as number) + 1 / steps
      }
      if (step === steps - 1) result.lastClass[cell] = side * significanceLevels.filter((level) => q <= level).length
    }
    judgeCell(result, cell, series.subarray(from, from + steps), trendAlpha)
  }
  return result
}

/** Adds the trend and the pattern of a cell. */
function judgeCell(result: EmergingHotSpots, cell: number, series: Float64Array, trendAlpha: number): void {
  const steps = series.length
  // Undefined scores (a cube without variation) have no trend.
  const trend = series.some(Number.isNaN) ? null : mannKendall(series)
  if (trend) {
    result.trendZ[cell] = trend.zScore
    result.trendP[cell] = trend.pValue
  }
  const direction = trend && trend.pValue <= trendAlpha ? Math.sign(trend.s) : 0
  result.pattern[cell] = emergingPattern(result.hotness.subarray(cell * steps, (cell + 1) * steps), direction)
}
