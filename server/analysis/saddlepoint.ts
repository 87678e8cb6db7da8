import { normalDensity, normalUpperTail } from './normal.ts'

/** Cumulant generating function of one draw from the values at t, with its first and second derivative. */
function cumulants(values: Float64Array, t: number): [value: number, slope: number, curvature: number] {
  const largest = values.reduce((most, value) => Math.max(most, t * value), -Infinity)
  let [mass, first, second] = [0, 0, 0]
  for (const value of values) {
    const share = Math.exp(t * value - largest)
    mass += share
    first += share * value
    second += share * value * value
  }
  const slope = first / mass
  return [Math.log(mass / values.length) + largest, slope, second / mass - slope * slope]
}

/** The t at which the tilted mean is `target`, by Newton's steps kept inside a shrinking bracket. */
function tiltFor(values: Float64Array, target: number, spread: number): number {
  let [low, high] = [-1 / spread, 1 / spread]
  while (cumulants(values, low)[1] > target) low *= 2
  while (cumulants(values, high)[1] < target) high *= 2
  let t = 0
  for (let round = 0; round < 100; round += 1) {
    const [, slope, curvature] = cumulants(values, t)
    if (slope < target) low = t
    else high = t
    const newton = t + (target - slope) / curvature
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - t) <= 1e-12 * Math.max(1 / spread, Math.abs(t))) return next
    t = next
  }
  return t
}

/**
 * P(sum of k values drawn with replacement >= `sum`) by the Lugannani-Rice formula (1980) on the values' own cumulants: for
 * real values and many cells, where a table of sums would be too long. Relative error of a few per cent in the tail even
 * for skewed values; for few cells of sparse values, where sums are lumpy, use `prepareSumTest`. Beyond the greatest
 * (least) possible sum it is 0 (1); for values all alike 1 up to their sum.
 */
export function saddlepointUpperTail(values: Float64Array, k: number, sum: number): number {
  const least = values.reduce((smallest, value) => Math.min(smallest, value), Infinity)
  const most = values.reduce((largest, value) => Math.max(largest, value), -Infinity)
  if (sum <= least * k) return 1
  if (sum > most * k) return 0
  if (sum === most * k) return (values.filter((value) => value === most).length / values.length) ** k
  const [, mean, variance] = cumulants(values, 0)
  const target = sum / k
  if (Math.abs(target - mean) < 1e-4 * Math.sqrt(variance / k)) return nearTheMean(values, mean, variance, k)
  const t = tiltFor(values, target, Math.sqrt(variance))
  const [logMass, , curvature] = cumulants(values, t)
  const w = Math.sign(t) * Math.sqrt(Math.max(0, 2 * k * (t * target - logMass)))
  const u = t * Math.sqrt(k * curvature)
  return Math.min(1, Math.max(0, normalUpperTail(w) + normalDensity(w) * (1 / u - 1 / w)))
}

/** The limit of the formula at the mean: half, less what skewness moves. */
function nearTheMean(values: Float64Array, mean: number, variance: number, k: number): number {
  const skewness = values.reduce((sum, value) => sum + (value - mean) ** 3, 0) / values.length / variance ** 1.5
  return 0.5 - skewness / (6 * Math.sqrt(2 * Math.PI * k))
}
