import { checkedCount, momentsOf } from './giStar.ts'
import { normalTwoSided } from './normal.ts'
import { type SpatialWeights, itemCount, neighborCount, spatialLag } from './spatialWeights.ts'

export interface MoranTest {
  readonly i: number
  readonly expected: number
  readonly variance: number
  readonly z: number
  /** Two-sided. */
  readonly p: number
}

export type MoranNull = 'randomisation' | 'normality'

interface WeightConstants {
  readonly s0: number
  readonly s1: number
  readonly s2: number
  /** Items with neighbours: the others are no part of the test. */
  readonly items: number
}

const weightAt = ({ weight }: SpatialWeights, at: number) => (weight === null ? 1 : (weight[at] as number))

/** Where `other` stands in the row of `item`; -1 when it is no neighbour. */
function placeOf({ start, neighbor }: SpatialWeights, item: number, other: number): number {
  let low = start[item] as number
  let high = (start[item + 1] as number) - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = neighbor[middle] as number
    if (found === other) return middle
    if (found < other) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** S0, S1 and S2 of Cliff & Ord; S1 = Σ (wᵢⱼ + wⱼᵢ)² / 2 holds for asymmetric weights too. */
function weightConstants(weights: SpatialWeights): WeightConstants {
  const items = itemCount(weights)
  const rowPlusColumn = new Float64Array(items)
  let s0 = 0
  let s1 = 0
  for (let item = 0; item < items; item += 1) {
    for (let at = weights.start[item] as number; at < (weights.start[item + 1] as number); at += 1) {
      const other = weights.neighbor[at] as number
      const weight = weightAt(weights, at)
      const back = placeOf(weights, other, item)
      s0 += weight
      s1 += weight * weight + (back < 0 ? 0 : weight * weightAt(weights, back))
      rowPlusColumn[item] = (rowPlusColumn[item] as number) + weight
      rowPlusColumn[other] = (rowPlusColumn[other] as number) + weight
    }
  }
  const s2 = rowPlusColumn.reduce((sum, value) => sum + value * value, 0)
  const islands = weights.start.reduce(
    (count, _, item) => count + (item < items && !neighborCount(weights, item) ? 1 : 0),
    0,
  )
  return { s0, s1, s2, items: items - islands }
}

function varianceOf({ s0, s1, s2, items: n }: WeightConstants, kurtosis: number, under: MoranNull): number {
  const expected = -1 / (n - 1)
  if (under === 'normality') return (n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)) - expected ** 2
  const free = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
  const bound = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
  return (free - bound) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected ** 2
}

/**
 * Global Moran's I: whether values of neighbours are alike. Moments after Cliff & Ord under randomisation or normality, as
 * R spdep `moran.test(zero.policy = TRUE, alternative = "two.sided")`: items without neighbours are left out of n but not
 * of the kurtosis. Null for fewer than 4 items with neighbours, or values that are all alike.
 */
export function globalMoran(
  values: Float64Array,
  weights: SpatialWeights,
  under: MoranNull = 'randomisation',
): MoranTest | null {
  const all = checkedCount(values, weights)
  const { mean, variance: m2 } = momentsOf(values)
  const constants = weightConstants(weights)
  if (constants.items < 4 || m2 === 0) return null
  const deviations = values.map((value) => value - mean)
  const lag = spatialLag(weights, deviations)
  const cross = deviations.reduce((sum, deviation, item) => sum + deviation * (lag[item] as number), 0)
  const i = (constants.items * cross) / (constants.s0 * m2 * all)
  const kurtosis = deviations.reduce((sum, deviation) => sum + deviation ** 4, 0) / all / (m2 * m2)
  const expected = -1 / (constants.items - 1)
  const variance = varianceOf(constants, kurtosis, under)
  const z = (i - expected) / Math.sqrt(variance)
  return { i, expected, variance, z, p: normalTwoSided(z) }
}

export const quadrants = ['highHigh', 'lowHigh', 'lowLow', 'highLow'] as const
export type Quadrant = (typeof quadrants)[number]

export interface LocalMoran {
  readonly i: Float64Array
  readonly expected: Float64Array
  readonly variance: Float64Array
  /** NaN for an item without neighbours. */
  readonly z: Float64Array
  /** Two-sided; NaN as z. */
  readonly p: Float64Array
  /** By the signs of an item and of its lag about the mean; null without neighbours. Mean it only where p is small. */
  readonly quadrant: readonly (Quadrant | null)[]
}

export type LocalMoranNull = 'conditional' | 'total'

/**
 * Local Moran's I (Anselin 1995) with m2 = Σ z² / n as spdep (`mlvar = TRUE`); esda and ArcGIS divide by n - 1, so their I is
 * (n - 1) / n of this, z and p are the same. Moments after Sokal et al. 1998: `conditional` keeps the item's own value and
 * shuffles the others, `total` shuffles all. Null for fewer than 4 items or values that are all alike.
 */
export function localMoran(
  values: Float64Array,
  weights: SpatialWeights,
  under: LocalMoranNull = 'conditional',
): LocalMoran | null {
  const n = checkedCount(values, weights)
  const { mean, variance: m2 } = momentsOf(values)
  if (n < 4 || m2 === 0) return null
  const deviations = values.map((value) => value - mean)
  const kurtosis = deviations.reduce((sum, deviation) => sum + deviation ** 4, 0) / n / (m2 * m2)
  const lag = spatialLag(weights, deviations)
  const i = deviations.map((deviation, item) => (deviation * (lag[item] as number)) / m2)
  const moments = Array.from(deviations, (deviation, item) => {
    const [sum, squares] = rowSums(weights, item)
    return under === 'total'
      ? totalMoments(n, kurtosis, sum, squares)
      : conditionalMoments(n, m2, deviation, sum, squares)
  })
  const expected = Float64Array.from(moments, (moment) => moment.expected)
  const variance = Float64Array.from(moments, (moment) => moment.variance)
  const z = i.map((value, item) => {
    const spread = variance[item] as number
    return spread > 0 ? (value - (expected[item] as number)) / Math.sqrt(spread) : NaN
  })
  const quadrant = Array.from(deviations, (deviation, item) =>
    neighborCount(weights, item) === 0 ? null : quadrantOf(deviation, lag[item] as number),
  )
  return { i, expected, variance, z, p: z.map(normalTwoSided), quadrant }
}

function rowSums(weights: SpatialWeights, item: number): [sum: number, squares: number] {
  let [sum, squares] = [0, 0]
  for (let at = weights.start[item] as number; at < (weights.start[item + 1] as number); at += 1) {
    sum += weightAt(weights, at)
    squares += weightAt(weights, at) ** 2
  }
  return [sum, squares]
}

function conditionalMoments(n: number, m2: number, deviation: number, sum: number, squares: number) {
  const expected = (-(deviation ** 2) * sum) / ((n - 1) * m2)
  const others = m2 - deviation ** 2 / (n - 1)
  const variance = (deviation / m2) ** 2 * (n / (n - 2)) * (squares - (sum * sum) / (n - 1)) * others
  return { expected, variance }
}

function totalMoments(n: number, kurtosis: number, sum: number, squares: number) {
  const expected = -sum / (n - 1)
  const own = (squares * (n - kurtosis)) / (n - 1)
  const pairs = ((sum * sum - squares) * (2 * kurtosis - n)) / ((n - 1) * (n - 2))
  return { expected, variance: own + pairs - expected ** 2 }
}

function quadrantOf(deviation: number, lag: number): Quadrant {
  if (deviation >= 0) return lag >= 0 ? 'highHigh' : 'highLow'
  return lag >= 0 ? 'lowHigh' : 'lowLow'
}
