/** Probability of each sum of k cells; index = sum, for values counted in whole steps from 0. */
export type SumDistribution = Float64Array

/** How many cells hold each value 0, 1, 2, ..; the last count is not 0. */
export type ValueHistogram = Float64Array

const occupied = (histogram: ValueHistogram): number[] =>
  [...histogram.keys()].filter((level) => (histogram[level] as number) > 0)

/** Multiplications that `sumsWithReplacement` needs up to k cells: what decides between the ways. */
export function costWithReplacement(histogram: ValueHistogram, k: number): number {
  return (occupied(histogram).length * (histogram.length - 1) * k * k) / 2
}

/** Multiplications that `sumsWithoutReplacement` needs up to k cells. */
export function costWithoutReplacement(histogram: ValueHistogram, k: number): number {
  const perLevel = occupied(histogram).map((level) => {
    const taken = Math.min(k, histogram[level] as number)
    return (level * (k * k * taken)) / 2
  })
  return perLevel.reduce((sum, cost) => sum + cost, k * k)
}

/**
 * Distribution of the sum of 1, 2, .., k cells drawn with replacement (the k-fold convolution of the histogram with
 * itself), one per number of cells; index 0 is the empty sum.
 */
export function sumsWithReplacement(histogram: ValueHistogram, k: number): SumDistribution[] {
  const total = histogram.reduce((sum, count) => sum + count, 0)
  const levels = Int32Array.from(occupied(histogram))
  const shares = Float64Array.from(levels, (level) => (histogram[level] as number) / total)
  const sums: SumDistribution[] = [Float64Array.of(1)]
  for (let cells = 1; cells <= k; cells += 1) {
    const before = sums[cells - 1] as SumDistribution
    const now = new Float64Array(before.length + histogram.length - 1)
    for (let index = 0; index < levels.length; index += 1)
      addShifted(now, before, levels[index] as number, shares[index] as number)
    sums.push(now)
  }
  return sums
}

function addShifted(into: Float64Array, from: Float64Array, shift: number, factor: number): void {
  for (let sum = 0; sum < from.length; sum += 1)
    into[sum + shift] = (into[sum + shift] as number) + (from[sum] as number) * factor
}

/** Binomial probabilities of 0 .. most successes among `trials` at `chance`. */
function binomial(trials: number, chance: number, most: number): Float64Array {
  const probabilities = new Float64Array(most + 1)
  probabilities[0] = Math.exp(trials * Math.log1p(-chance))
  for (let hits = 1; hits <= most; hits += 1) {
    const odds = (((trials - hits + 1) / hits) * chance) / (1 - chance)
    probabilities[hits] = (probabilities[hits - 1] as number) * odds
  }
  return probabilities
}

/**
 * The same without replacement: the coefficient of yᵏ tˢ in Π (1 + y tᵛ)^count(v), divided by C(n, k). Every cell is taken
 * with one chance on its own, which keeps all terms in range; given the number taken, that is a draw without replacement.
 */
export function sumsWithoutReplacement(histogram: ValueHistogram, k: number): SumDistribution[] {
  const total = histogram.reduce((sum, count) => sum + count, 0)
  if (k > total) throw new RangeError(`cannot draw ${k} of ${total} cells`)
  const chance = Math.min(k / total, 0.5)
  const top = histogram.length - 1
  const sums = Array.from({ length: k + 1 }, (_, cells) => new Float64Array(cells * top + 1))
  ;(sums[0] as Float64Array)[0] = 1
  let reach = 0
  for (const level of occupied(histogram)) {
    const taken = binomial(histogram[level] as number, chance, Math.min(k, histogram[level] as number))
    for (let cells = k; cells >= 0; cells -= 1) {
      const into = sums[cells] as Float64Array
      for (let sum = 0; sum <= cells * reach; sum += 1) into[sum] = (into[sum] as number) * (taken[0] as number)
      for (let hits = 1; hits <= Math.min(cells, taken.length - 1); hits += 1) {
        const from = (sums[cells - hits] as Float64Array).subarray(0, (cells - hits) * reach + 1)
        addShifted(into, from, hits * level, taken[hits] as number)
      }
    }
    reach = level
  }
  return sums.map(normalised)
}

function normalised(weights: Float64Array): SumDistribution {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/** Tail probabilities of a sum; both include equality. */
export interface SumTails {
  readonly upper: Float64Array
  readonly lower: Float64Array
}

/** Cumulates a distribution from both ends, so that small tails keep their digits. */
export function tailsOf(distribution: SumDistribution): SumTails {
  const upper = Float64Array.from(distribution)
  const lower = Float64Array.from(distribution)
  for (let sum = 1; sum < lower.length; sum += 1)
    lower[sum] = Math.min(1, (lower[sum] as number) + (lower[sum - 1] as number))
  for (let sum = upper.length - 2; sum >= 0; sum -= 1)
    upper[sum] = Math.min(1, (upper[sum] as number) + (upper[sum + 1] as number))
  return { upper, lower }
}

/** min(1, 2 min(upper, lower)): the usual two-sided p of a permutation test. */
export function doubledTail({ upper, lower }: SumTails): Float64Array {
  return upper.map((value, sum) => Math.min(1, 2 * Math.min(value, lower[sum] as number)))
}

/**
 * Two-sided p that adds to the smaller tail the largest tail on the other side that is no greater: the chance of a sum at
 * least as rare as this one, counted by tails (Fay 2010, "central" refined; Blaker 2000). Never above the doubled tail, and
 * half of it where counts are so sparse that too few can never be rare.
 */
export function rarerTails({ upper, lower }: SumTails): Float64Array {
  const p = new Float64Array(upper.length)
  for (let sum = 0, other = upper.length - 1; sum < p.length; sum += 1) {
    const tail = lower[sum] as number
    if (tail > (upper[sum] as number)) break
    while (other > 0 && (upper[other - 1] as number) <= tail) other -= 1
    p[sum] = Math.min(1, tail + ((upper[other] as number) <= tail ? (upper[other] as number) : 0))
  }
  for (let sum = p.length - 1, other = 0; sum >= 0; sum -= 1) {
    const tail = upper[sum] as number
    if (tail >= (lower[sum] as number)) break
    while (other < p.length - 1 && (lower[other + 1] as number) <= tail) other += 1
    p[sum] = Math.min(1, tail + ((lower[other] as number) <= tail ? (lower[other] as number) : 0))
  }
  return p
}
