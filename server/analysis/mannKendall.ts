import { normalTwoSided } from './normal.ts'

export interface TrendTest {
  /** Rises minus falls over all pairs of steps. */
  readonly s: number
  /** Variance of S under no trend, less what ties take away. */
  readonly variance: number
  /** Kendall's tau-b, -1..1; 0 for a constant series. */
  readonly tau: number
  readonly zScore: number
  /** Two-sided. */
  readonly pValue: number
  /** Whether `pValue` comes from the exact null distribution of S. */
  readonly exact: boolean
}

export interface TrendOptions {
  /** Take one off |S| before it is compared with the normal, as hydrology does (Kendall, pyMannKendall). Default true. */
  readonly continuity?: boolean
  /** Longest series without ties that gets the exact p; default 10. The normal is good enough beyond. */
  readonly exactSteps?: number
}

const upperTails = new Map<number, Float64Array>()

/**
 * P(S >= s) of a series of n steps without ties or trend, at index (s + n(n-1)/2) / 2: the number of rises among the
 * pairs is distributed as the inversions of a random permutation (Kendall 1970, chapter 5). O(n^3), kept per n.
 */
function upperTail(n: number): Float64Array {
  const kept = upperTails.get(n)
  if (kept) return kept
  const pairs = (n * (n - 1)) / 2
  let mass = new Float64Array(pairs + 1)
  mass[0] = 1
  for (let size = 2; size <= n; size++) {
    const next = new Float64Array(pairs + 1)
    const most = ((size - 1) * (size - 2)) / 2
    for (let rises = 0; rises <= most; rises++) {
      const share = (mass[rises] ?? 0) / size
      for (let added = 0; added < size; added++) next[rises + added] = (next[rises + added] ?? 0) + share
    }
    mass = next
  }
  for (let rises = pairs - 1; rises >= 0; rises--) mass[rises] = (mass[rises] ?? 0) + (mass[rises + 1] ?? 0)
  upperTails.set(n, mass)
  return mass
}

function riseMinusFall(series: ArrayLike<number>): number {
  let s = 0
  for (let i = 0; i < series.length; i++) {
    const value = series[i] as number
    if (!Number.isFinite(value)) throw new RangeError(`a trend needs finite values, step ${i} holds ${value}`)
    for (let j = i + 1; j < series.length; j++) {
      const later = series[j] as number
      if (later > value) s++
      else if (later < value) s--
    }
  }
  return s
}

/** Of the groups of equal values: their pairs, and the sum of t(t-1)(2t+5) over the sizes t. */
function tiesOf(series: ArrayLike<number>): { pairs: number; spread: number } {
  const sorted = Float64Array.from(series).sort()
  let pairs = 0
  let spread = 0
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++
    const size = to - from
    pairs += (size * (size - 1)) / 2
    spread += size * (size - 1) * (2 * size + 5)
  }
  return { pairs, spread }
}

/**
 * Mann-Kendall test for a monotone trend of evenly spaced steps. Short series without ties get the exact two-sided p,
 * others the normal one with the tie correction of the variance; z is always the normal's. Fewer than three steps, or
 * equal values throughout, give z 0 and p 1. Mann 1945, Kendall 1970.
 * Example: 1, 2, 3, 4, 5 has S 10, z 2.20 and the exact p .0167.
 */
export function mannKendall(series: ArrayLike<number>, options: TrendOptions = {}): TrendTest {
  const { continuity = true, exactSteps = 10 } = options
  const n = series.length
  const s = riseMinusFall(series)
  const ties = tiesOf(series)
  const allPairs = (n * (n - 1)) / 2
  const variance = (n * (n - 1) * (2 * n + 5) - ties.spread) / 18
  const untied = Math.sqrt(allPairs * (allPairs - ties.pairs))
  const zScore = variance > 0 ? (s - (continuity ? Math.sign(s) : 0)) / Math.sqrt(variance) : 0
  const exact = ties.pairs === 0 && n >= 2 && n <= exactSteps
  const pValue = exact
    ? Math.min(1, 2 * (upperTail(n)[(Math.abs(s) + allPairs) / 2] as number))
    : normalTwoSided(zScore)
  return { s, variance, tau: untied > 0 ? s / untied : 0, zScore, pValue, exact }
}

/**
 * Sen's slope: the median of the slopes between all pairs of steps, in units of the series a step; 0 for fewer than two
 * steps. Sen 1968. Example: 2, 1, 3 rises by 0.5 a step.
 */
export function senSlope(series: ArrayLike<number>): number {
  const n = series.length
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let at = 0
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) slopes[at++] = ((series[j] as number) - (series[i] as number)) / (j - i)
  }
  if (at === 0) return 0
  slopes.sort()
  return ((slopes[(at - 1) >> 1] as number) + (slopes[at >> 1] as number)) / 2
}
