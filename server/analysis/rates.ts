import { poissonLimits, poissonLower, poissonMass, poissonQuantile, poissonUpper } from './poisson.ts'

const normalQuantile975 = 1.959963984540054

export interface RegionRates {
  /** All cases over all exposure. */
  readonly overall: number
  /** Cases per exposure; NaN for a region without exposure. */
  readonly rate: Float64Array
  /** Cases expected at the overall rate. */
  readonly expected: Float64Array
}

/** Throws when counts and exposures do not fit together, naming the region. */
export function checkRates(cases: Float64Array, exposure: Float64Array): void {
  if (cases.length !== exposure.length) {
    throw new RangeError(`${cases.length} counts of cases for ${exposure.length} exposures`)
  }
  for (let region = 0; region < cases.length; region++) {
    const count = cases[region] as number
    const size = exposure[region] as number
    if (!(count >= 0 && count < Infinity)) throw new RangeError(`cases of region ${region} are ${count}`)
    if (!(size >= 0 && size < Infinity)) throw new RangeError(`exposure of region ${region} is ${size}`)
    if (count > 0 && size === 0) throw new RangeError(`region ${region} has ${count} cases without exposure`)
  }
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)

/** Rates of regions and the cases expected if all had the overall rate; an overall rate of 0 without any exposure. */
export function regionRates(cases: Float64Array, exposure: Float64Array): RegionRates {
  checkRates(cases, exposure)
  const size = total(exposure)
  const overall = size > 0 ? total(cases) / size : 0
  return {
    overall,
    rate: cases.map((count, region) => count / (exposure[region] as number)),
    expected: exposure.map((value) => value * overall),
  }
}

/** Choynowski's probability map (1959): how likely a region has as many (as few) cases at the overall rate. */
export function choynowski(cases: Float64Array, exposure: Float64Array): { upper: Float64Array; lower: Float64Array } {
  const { expected } = regionRates(cases, exposure)
  return {
    upper: cases.map((count, region) => poissonUpper(count, expected[region] as number)),
    lower: cases.map((count, region) => poissonLower(count, expected[region] as number)),
  }
}

export interface RateRatio {
  readonly ratio: number
  readonly low: number
  readonly high: number
}

/** Standardised ratio of observed to expected cases with exact Poisson limits; null when nothing was expected. */
export function standardisedRatio(observed: number, expected: number, confidence = 0.95): RateRatio | null {
  if (!(expected > 0)) return null
  const [low, high] = poissonLimits(observed, confidence)
  return { ratio: observed / expected, low: low / expected, high: high / expected }
}

/**
 * Control limit of a funnel plot at the lower probability p (.025, .975, .001, .999): the rate which a region of this
 * exposure exceeds with probability 1 - p when the true rate is `target`. Exact Poisson, interpolated between whole
 * counts (Spiegelhalter 2005, appendix A.1). Infinity or 0 without exposure.
 */
export function funnelLimit(p: number, target: number, exposure: number): number {
  const mean = target * exposure
  if (mean === 0) return p > 0.5 ? Infinity : 0
  const count = poissonQuantile(p, mean)
  const share = (poissonLower(count, mean) - p) / poissonMass(count, mean)
  return Math.max(0, (count - share) / exposure)
}

/** How far a region's rate lies from the target in standard errors under it; 0 without exposure. */
export function funnelScore(cases: number, exposure: number, target: number): number {
  return exposure * target > 0 ? (cases / exposure - target) / Math.sqrt(target / exposure) : 0
}

/** Quantile of sorted values with linear interpolation (type 7 of R). */
function sortedQuantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p
  const low = sorted[Math.floor(at)] as number
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] as number) - low)
}

/**
 * How much more regions differ than chance allows: the mean square of the funnel scores, those outside the 10 % and 90 %
 * quantiles drawn in to them (Spiegelhalter 2005). Limits widen by its root when it is above 1. 1 for no regions.
 */
export function overdispersion(scores: Float64Array, trimmed = 0.1): number {
  if (scores.length === 0) return 1
  const sorted = scores.toSorted()
  const low = sortedQuantile(sorted, trimmed)
  const high = sortedQuantile(sorted, 1 - trimmed)
  return scores.reduce((sum, score) => sum + Math.min(high, Math.max(low, score)) ** 2, 0) / scores.length
}

/**
 * Wilson's limits of a proportion, such as hazards rectified out of those due: 95 % unless another normal quantile is
 * given. 8 of 10 give .490 to .943; null for no trials.
 */
export function wilsonLimits(
  successes: number,
  trials: number,
  quantile = normalQuantile975,
): [low: number, high: number] | null {
  if (!(successes >= 0 && successes <= trials)) throw new RangeError(`${successes} successes of ${trials} trials`)
  if (trials === 0) return null
  const share = successes / trials
  const squared = quantile ** 2 / trials
  const center = (share + squared / 2) / (1 + squared)
  const reach = (quantile * Math.sqrt((share * (1 - share)) / trials + squared / 4 / trials)) / (1 + squared)
  return [Math.max(0, center - reach), Math.min(1, center + reach)]
}
