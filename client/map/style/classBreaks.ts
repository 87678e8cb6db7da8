export type ClassMethod = 'quantile' | 'equalInterval'

const ascending = (values: readonly number[]) => values.filter(Number.isFinite).sort((a, b) => a - b)

/**
 * Quantile of sorted values with linear interpolation (Hyndman and Fan's type 7, the default of R and NumPy).
 * `share` is 0..1; the list must not be empty.
 */
export function quantileSorted(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const lower = sorted[Math.floor(position)] ?? 0
  const upper = sorted[Math.ceil(position)] ?? lower
  return lower + (upper - lower) * (position - Math.floor(position))
}

/** Classes of equal width from the lowest to the highest value: `classCount + 1` numbers. */
export function equalIntervalBreaks(values: readonly number[], classCount: number): number[] {
  const sorted = ascending(values)
  const low = sorted[0] ?? 0
  const high = sorted.at(-1) ?? 0
  return distinct(Array.from({ length: classCount + 1 }, (_, index) => low + ((high - low) * index) / classCount))
}

/** Classes that hold about as many values each: `classCount + 1` numbers, fewer where many values are the same. */
export function quantileBreaks(values: readonly number[], classCount: number): number[] {
  const sorted = ascending(values)
  if (sorted.length === 0) return []
  return distinct(Array.from({ length: classCount + 1 }, (_, index) => quantileSorted(sorted, index / classCount)))
}

/** Breaks by method over the finite values; empty when there are none, one number when all are equal. */
export function classBreaks(values: readonly number[], method: ClassMethod, classCount: number): number[] {
  const finite = ascending(values)
  if (finite.length === 0) return []
  return method === 'quantile' ? quantileBreaks(finite, classCount) : equalIntervalBreaks(finite, classCount)
}

/**
 * Breaks for people to read: inner breaks cut to two significant digits where that keeps them apart, the ends kept.
 * `[3, 47.31, 182.6, 901]` -> `[3, 47, 180, 901]`.
 */
export function readableBreaks(breaks: readonly number[]): number[] {
  const rounded = breaks.map((value, index) =>
    index === 0 || index === breaks.length - 1 ? value : Number(value.toPrecision(2)),
  )
  const rising = rounded.every((value, index) => index === 0 || value > (rounded[index - 1] ?? -Infinity))
  return rising ? rounded : [...breaks]
}

/** The largest of 1, 2, 5, 10, 20, 50 ... that is not over the value; 1 for anything below. */
export function niceFloor(value: number): number {
  if (value < 1) return 1
  const decade = 10 ** Math.floor(Math.log10(value))
  return decade * ([5, 2].find((step) => step * decade <= value) ?? 1)
}

/**
 * Lower bounds of the classes of counts from 1 up: even steps of the logarithm, as counts have a long tail, rounded down
 * to 1, 2, 5, 10 ... so that they stay put while the map moves. At most `classCount`, the first is 1; the last class is
 * open. `[1, 3, 8, 40, 900]` with 4 classes -> `[1, 5, 20, 100]`.
 */
export function countClassStarts(counts: readonly number[], classCount: number): number[] {
  const highest = Math.max(1, ...counts.filter(Number.isFinite))
  const starts = Array.from({ length: classCount }, (_, index) => niceFloor(highest ** (index / classCount)))
  return distinct([1, ...starts])
}

const distinct = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b)
