import { momentsOf } from './giStar.ts'
import { type SpatialWeights, neighborCount, spatialLag } from './spatialWeights.ts'

export interface PermutationOptions {
  readonly seed: number
  readonly permutations: number
}

/** A generator of numbers in [0, 1) (mulberry32, Tommy Ettinger 2017, public domain): the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Puts `count` values of `pool`, drawn without replacement, at its front. */
function draw(pool: Float64Array, count: number, random: () => number): void {
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (pool.length - at))
    const kept = pool[at] as number
    pool[at] = pool[other] as number
    pool[other] = kept
  }
}

/** The p of `localMoranPermutation` one item after the other, for callers that do something else in between. */
export function* localMoranPermutations(
  values: Float64Array,
  weights: SpatialWeights,
  { seed, permutations }: PermutationOptions,
): Generator<number, void> {
  const { mean, variance } = momentsOf(values)
  const deviations = values.map((value) => value - mean)
  const lag = spatialLag(weights, deviations)
  const random = randomFrom(seed)
  for (let item = 0; item < values.length; item += 1) {
    const neighbors = neighborCount(weights, item)
    if (neighbors === 0 || variance === 0) {
      yield NaN
      continue
    }
    const others = deviations.filter((_value, other) => other !== item)
    const observed = lag[item] as number
    const tolerance = 1e-12 * Math.sqrt(variance) * neighbors
    let [above, below] = [0, 0]
    for (let round = 0; round < permutations; round += 1) {
      draw(others, neighbors, random)
      let sum = 0
      for (let at = 0; at < neighbors; at += 1) sum += others[at] as number
      if (sum >= observed - tolerance) above += 1
      if (sum <= observed + tolerance) below += 1
    }
    yield Math.min(1, (2 * (Math.min(above, below) + 1)) / (permutations + 1))
  }
}

/**
 * Two-sided p of local Moran under conditional permutation: each item keeps its value, the others are dealt to its
 * neighbours at random. p = min(1, 2 (r + 1) / (R + 1)) with r the permutations at least as extreme on the rarer side.
 * Weights of 1. For few items, where the normal approximation of its moments does not hold. NaN for an item without
 * neighbours, and throughout when all values are alike.
 */
export function localMoranPermutation(
  values: Float64Array,
  weights: SpatialWeights,
  options: PermutationOptions,
): Float64Array {
  return Float64Array.from(localMoranPermutations(values, weights, options))
}
