import { checkRates } from './rates.ts'
import { type SpatialWeights, includeSelf, itemCount } from './spatialWeights.ts'

/** What a rate is supposed to be made of: counts without a limit, or cases out of trials. */
export type RateFamily = 'poisson' | 'binomial'

export interface GlobalRates {
  /** Overall rate, to which rates of small regions are drawn. */
  readonly mean: number
  /** Variance of the true rates between regions; 0 when chance alone explains what is seen. */
  readonly between: number
  /** Weighted variance of the raw rates. */
  readonly spread: number
  /** Rates drawn to the mean, the more the smaller the exposure; the mean itself without exposure. */
  readonly estimate: Float64Array
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)

/** Mean and weighted variance of rates, and the mean exposure of the regions that have any. */
function momentsOfRates(cases: Float64Array, exposure: Float64Array): { mean: number; spread: number; size: number } {
  const sum = total(exposure)
  const regions = exposure.filter((value) => value > 0).length
  if (regions === 0) return { mean: 0, spread: 0, size: 1 }
  const mean = total(cases) / sum
  const squares = exposure.reduce(
    (all, size, region) => (size > 0 ? all + size * ((cases[region] as number) / size - mean) ** 2 : all),
    0,
  )
  return { mean, spread: squares / sum, size: sum / regions }
}

/**
 * Empirical Bayes rates of Marshall (1991) by the method of moments, drawn to the overall rate; equal to R spdep `EBest`.
 * Use them to show and rank rates of regions of unlike size. No exposure anywhere gives 0 throughout.
 */
export function globalEmpiricalBayes(
  cases: Float64Array,
  exposure: Float64Array,
  family: RateFamily = 'poisson',
): GlobalRates {
  checkRates(cases, exposure)
  const { mean, spread, size } = momentsOfRates(cases, exposure)
  const chance = family === 'poisson' ? mean : mean * (1 - mean)
  // Binomial chance leaves the variance between true rates by n in the denominator less one, as in spdep.
  const between =
    family === 'poisson'
      ? Math.max(0, spread - chance / size)
      : size > 1
        ? Math.max(0, (size * spread - chance) / (size - 1))
        : 0
  const estimate = cases.map((count, region) => {
    const n = exposure[region] as number
    if (n === 0 || between === 0) return mean
    const noise = family === 'poisson' ? chance / n : (chance - between) / n
    return mean + (between / (between + noise)) * (count / n - mean)
  })
  return { mean, between, spread, estimate }
}

export interface LocalRates {
  /** Rate of each neighbourhood. */
  readonly mean: Float64Array
  /** Variance of the true rates within each neighbourhood. */
  readonly between: Float64Array
  readonly estimate: Float64Array
}

/**
 * Marshall's local rates: each is drawn to the rate of its neighbourhood (itself and its neighbours). The variance centres
 * every rate at its own neighbourhood's mean, as R spdep `EBlocal` and Marshall do; GeoDa centres all at the mean of the
 * one looked at. `weights` list no self; the values of weights do not matter. 0 where a neighbourhood has no exposure.
 */
export function localEmpiricalBayes(cases: Float64Array, exposure: Float64Array, weights: SpatialWeights): LocalRates {
  checkRates(cases, exposure)
  if (itemCount(weights) !== cases.length) {
    throw new RangeError(`${cases.length} regions for weights of ${itemCount(weights)}`)
  }
  const { start, neighbor } = includeSelf(weights)
  const sums = (valueOf: (region: number) => number) =>
    cases.map((_, region) => {
      let sum = 0
      for (let at = start[region] as number; at < (start[region + 1] as number); at++) {
        sum += valueOf(neighbor[at] as number)
      }
      return sum
    })
  const size = sums((region) => exposure[region] as number)
  const mean = sums((region) => cases[region] as number).map((sum, region) => (sum === 0 ? 0 : sum / size[region]!))
  const squares = sums((region) => {
    const n = exposure[region] as number
    return n === 0 ? 0 : n * ((cases[region] as number) / n - (mean[region] as number)) ** 2
  })
  const exposed = sums((region) => ((exposure[region] as number) > 0 ? 1 : 0))
  const between = squares.map((sum, region) => {
    const whole = size[region] as number
    return whole === 0 ? 0 : Math.max(0, sum / whole - (mean[region] as number) / (whole / (exposed[region] as number)))
  })
  const estimate = cases.map((count, region) => {
    const [m, a, n] = [mean[region] as number, between[region] as number, exposure[region] as number]
    return n === 0 || a === 0 ? m : m + (a / (a + m / n)) * (count / n - m)
  })
  return { mean, between, estimate }
}

/**
 * Index of Assuncao and Reis (1999): each rate less the overall one, in standard errors that know of its exposure. The
 * values to give Moran or Gi* in place of raw rates. 0 without exposure, and where every rate is 0.
 */
export function empiricalBayesIndex(cases: Float64Array, exposure: Float64Array): Float64Array {
  const { mean, between } = globalEmpiricalBayes(cases, exposure)
  return cases.map((count, region) => {
    const n = exposure[region] as number
    return n === 0 || mean === 0 ? 0 : (count / n - mean) / Math.sqrt(between + mean / n)
  })
}
