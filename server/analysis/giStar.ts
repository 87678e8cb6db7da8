import { type SpatialWeights, itemCount, neighborCount, spatialLag } from './spatialWeights.ts'

export interface LocalG {
  /** Σⱼ wᵢⱼ xⱼ. */
  readonly localSum: Float64Array
  /** Standard score; NaN where it is undefined: no variation, or an item whose neighbours are all items. */
  readonly z: Float64Array
}

export interface Moments {
  readonly mean: number
  /** Population variance, divided by n. */
  readonly variance: number
}

/** Mean and population variance; both 0 for no values. */
export function momentsOf(values: Float64Array): Moments {
  if (values.length === 0) return { mean: 0, variance: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, variance }
}

/** Σ w and Σ w² of a row. */
function rowSums(weights: SpatialWeights, item: number): [sum: number, squares: number] {
  if (weights.weight === null) return [neighborCount(weights, item), neighborCount(weights, item)]
  let sum = 0
  let squares = 0
  for (let at = weights.start[item] as number; at < (weights.start[item + 1] as number); at += 1) {
    const value = weights.weight[at] as number
    sum += value
    squares += value * value
  }
  return [sum, squares]
}

/**
 * Getis-Ord Gi* (Ord & Getis 1995): how far the sum around each item lies from what the mean of all items lets expect.
 * `weights` must hold self (`includeSelf`); a row may be scaled at will without changing z. Equals R spdep `localG`.
 */
export function giStar(values: Float64Array, weights: SpatialWeights): LocalG {
  const n = checkedCount(values, weights)
  const { mean, variance } = momentsOf(values)
  const localSum = spatialLag(weights, values)
  const z = localSum.map((sum, item) => {
    const [w, squares] = rowSums(weights, item)
    const spread = (variance * (n * squares - w * w)) / (n - 1)
    return spread > 1e-12 * variance * n * squares ? (sum - mean * w) / Math.sqrt(spread) : NaN
  })
  return { localSum, z }
}

/**
 * Getis-Ord Gi: the same without self, against the mean and variance of the other items. This is also the exact score of
 * Gi* under conditional permutation (the item keeps its value, all others are shuffled).
 */
export function gi(values: Float64Array, weights: SpatialWeights): LocalG {
  const n = checkedCount(values, weights)
  const { mean, variance } = momentsOf(values)
  const localSum = spatialLag(weights, values)
  const z = localSum.map((sum, item) => {
    const deviation = (values[item] as number) - mean
    const [w, squares] = rowSums(weights, item)
    const meanOfOthers = mean - deviation / (n - 1)
    const varianceOfOthers = (n * variance - deviation ** 2) / (n - 1) - (deviation / (n - 1)) ** 2
    const spread = (varianceOfOthers * ((n - 1) * squares - w * w)) / (n - 2)
    return spread > 1e-12 * variance * n * squares ? (sum - meanOfOthers * w) / Math.sqrt(spread) : NaN
  })
  return { localSum, z }
}

/** The number of items; throws when values and weights differ in it or a value is no finite number. */
export function checkedCount(values: Float64Array, weights: SpatialWeights): number {
  if (values.length !== itemCount(weights)) {
    throw new RangeError(`${values.length} values for weights of ${itemCount(weights)} items`)
  }
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`value ${bad} is ${values[bad]}, not a finite number`)
  return values.length
}
