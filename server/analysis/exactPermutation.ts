import {
  type SumTails,
  doubledTail,
  rarerTails,
  sumsWithReplacement,
  sumsWithoutReplacement,
  tailsOf,
} from './localSumDistribution.ts'
import { type SpatialWeights, neighborCount, spatialLag } from './spatialWeights.ts'
import { type SumMethod, valueLattice } from './valueLattice.ts'

/** What chance makes of the sum of 1, 2, .. cells when values are dealt to cells at random. */
export interface SumTest {
  readonly method: SumMethod
  readonly base: number
  readonly step: number
  readonly mean: number
  /** By number of cells, then by step of the sum above `cells * base`. */
  readonly tails: readonly SumTails[]
  /** Two-sided p by the rarer tails, laid out as `tails`. */
  readonly twoSided: readonly Float64Array[]
}

/**
 * Prepares the test of sums of up to `cells` cells. The distribution is the one of all relabellings of the map, exact for
 * counts, and so holds for any clumping of values within cells; one table serves all windows of as many cells.
 */
export function prepareSumTest(values: Float64Array, cells: number): SumTest {
  const { base, step, histogram, method } = valueLattice(values, cells)
  const draw = method === 'withoutReplacement' ? sumsWithoutReplacement : sumsWithReplacement
  const tails = draw(histogram, cells).map(tailsOf)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { method, base, step, mean, tails, twoSided: tails.map(rarerTails) }
}

/** Step of a sum of `cells` cells: rounded towards the mean where it lies between two. */
function stepOf(test: SumTest, cells: number, sum: number): number {
  const exact = (sum - cells * test.base) / test.step
  const whole = Math.round(exact)
  if (test.method !== 'grid' || Math.abs(exact - whole) < 1e-6) return whole
  return sum > cells * test.mean ? Math.floor(exact) : Math.ceil(exact)
}

/** Two-sided p of a sum of `cells` cells. */
export function sumP(test: SumTest, cells: number, sum: number): number {
  return (test.twoSided[cells] as Float64Array)[stepOf(test, cells, sum)] ?? 1
}

/** Two-sided p of the sum around every cell; `sizes` tells of how many cells each sum is. */
export function sumsP(test: SumTest, sizes: Int32Array, sums: Float64Array): Float64Array {
  return sums.map((sum, cell) => sumP(test, sizes[cell] as number, sum))
}

/** The smallest sum of `cells` cells above the mean whose p is at most `p`; null when none is that rare. */
export function neededSum(test: SumTest, cells: number, p: number): number | null {
  const table = test.twoSided[cells] as Float64Array
  const from = Math.ceil((cells * (test.mean - test.base)) / test.step)
  const found = table.findIndex((value, step) => step >= from && value > 0 && value <= p)
  return found < 0 ? null : cells * test.base + found * test.step
}

/** The smallest p that any possible sum could have. */
export function smallestP({ twoSided }: SumTest): number {
  const least = (table: Float64Array) => table.reduce((low, value) => (value > 0 && value < low ? value : low), 1)
  return twoSided.slice(1).reduce((low, table) => Math.min(low, least(table)), 1)
}

/** Permutation p of local sums; all tails include equality. */
export interface PermutationP {
  readonly localSum: Float64Array
  readonly upper: Float64Array
  readonly lower: Float64Array
  /** min(1, 2 min(upper, lower)). */
  readonly twoSided: Float64Array
}

/**
 * Exact permutation p of the Gi* sum of whole, non-negative counts over binary weights that hold self: the share of all
 * relabellings with a sum as great (small) as the one observed. `replacement` draws each cell from the whole map anew,
 * which is the same for maps much larger than a neighbourhood. Throws on other values or weights.
 */
export function exactPermutation(counts: Float64Array, weights: SpatialWeights, replacement = false): PermutationP {
  const bad = counts.findIndex((count) => !Number.isInteger(count) || count < 0)
  if (bad >= 0) throw new RangeError(`value ${bad} is ${counts[bad]}, not a count`)
  if (weights.weight) throw new RangeError('exact permutation needs weights that are all 1')
  const localSum = spatialLag(weights, counts)
  const sizes = Int32Array.from(counts, (_, item) => neighborCount(weights, item))
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0)
  const histogram = new Float64Array(counts.reduce((largest, count) => Math.max(largest, count), 0) + 1)
  for (const count of counts) histogram[count] = (histogram[count] as number) + 1
  const tails = (replacement ? sumsWithReplacement : sumsWithoutReplacement)(histogram, most).map(tailsOf)
  const doubled = tails.map(doubledTail)
  const look = (tables: readonly Float64Array[]) =>
    localSum.map((sum, item) => (tables[sizes[item] as number] as Float64Array)[sum] as number)
  return {
    localSum,
    upper: look(tails.map(({ upper }) => upper)),
    lower: look(tails.map(({ lower }) => lower)),
    twoSided: look(doubled),
  }
}
