import { type ValueHistogram, costWithReplacement, costWithoutReplacement } from './localSumDistribution.ts'

/** How the distribution of local sums is found. */
export type SumMethod = 'withoutReplacement' | 'withReplacement' | 'grid'

/** Values as whole steps above their smallest, so that sums of cells can be told apart by an index. */
export interface ValueLattice {
  /** Value of step 0. */
  readonly base: number
  /** Width of a step in units of the values. */
  readonly step: number
  /** Cells per step; on a grid a cell between two steps counts for both in shares that keep its value. */
  readonly histogram: ValueHistogram
  readonly method: SumMethod
}

const mostWork = 1e8
const finestSubunits = [1, 2, 10] as const
const most = (values: Float64Array) => values.reduce((largest, value) => Math.max(largest, value), -Infinity)
const least = (values: Float64Array) => values.reduce((smallest, value) => Math.min(smallest, value), Infinity)
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/** The widest step of which all values above the smallest are multiples; null when tenths are not fine enough. */
function commonStep(values: Float64Array, base: number): number | null {
  const subunits = finestSubunits.find((parts) => values.every((value) => isWhole((value - base) * parts)))
  if (subunits === undefined) return null
  let common = 0
  for (const value of values) {
    common = divisor(Math.round((value - base) * subunits), common)
    if (common === 1) break
  }
  return (common || 1) / subunits
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) <= 1e-9 * Math.max(1, Math.abs(value))

function wholeHistogram(values: Float64Array, base: number, step: number, top: number): ValueHistogram {
  const histogram = new Float64Array(top + 1)
  for (const value of values) {
    const level = Math.round((value - base) / step)
    histogram[level] = (histogram[level] as number) + 1
  }
  return histogram
}

/** Splits every value between the steps beside it so that its mean stays: the variance grows by at most step² / 4. */
function gridHistogram(values: Float64Array, base: number, step: number, top: number): ValueHistogram {
  const histogram = new Float64Array(top + 2)
  for (const value of values) {
    const level = Math.floor((value - base) / step)
    const share = (value - base) / step - level
    histogram[level] = (histogram[level] as number) + 1 - share
    histogram[level + 1] = (histogram[level + 1] as number) + share
  }
  const last = histogram.findLastIndex((count) => count > 0)
  return histogram.slice(0, last + 1)
}

/**
 * The lattice of values for sums of up to `cells` of them: exact for whole numbers, halves and tenths of a moderate range,
 * drawn without replacement, or with it where that is dearer; else a grid as fine as a fifth of a second of work allows. Too
 * wide a spread of weights never fails, it coarsens the grid.
 */
export function valueLattice(values: Float64Array, cells: number): ValueLattice {
  const base = least(values)
  const range = most(values) - base
  const step = commonStep(values, base)
  if (step !== null && range / step <= 1e5) {
    const histogram = wholeHistogram(values, base, step, Math.round(range / step))
    if (costWithoutReplacement(histogram, cells) <= mostWork)
      return { base, step, histogram, method: 'withoutReplacement' }
    if (costWithReplacement(histogram, cells) <= mostWork) return { base, step, histogram, method: 'withReplacement' }
  }
  const levels = Math.min(4096, Math.floor(Math.sqrt((2 * mostWork) / (cells * cells))))
  const gridStep = range / levels || 1
  return { base, step: gridStep, histogram: gridHistogram(values, base, gridStep, levels), method: 'grid' }
}
