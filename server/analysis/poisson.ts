/** log(k!) - log of Stirling's formula without its last term, to 1e-15 (Loader 2000). */
function stirlingError(k: number): number {
  if (k < 16) {
    let logFactorial = 0
    for (let factor = 2; factor <= k; factor++) logFactorial += Math.log(factor)
    return logFactorial - (k + 0.5) * Math.log(k) + k - 0.5 * Math.log(2 * Math.PI)
  }
  const kk = k * k
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / kk) / kk) / kk) / kk) / k
}

/** k log(k / mean) + mean - k without cancellation where the two are close (Loader 2000). */
function deviance(k: number, mean: number): number {
  const difference = k - mean
  if (Math.abs(difference) >= 0.1 * (k + mean)) return k * Math.log(k / mean) - difference
  const ratio = difference / (k + mean)
  let sum = difference * ratio
  let term = 2 * k * ratio
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio
    const next = sum + term / odd
    if (next === sum) return sum
    sum = next
  }
}

/** P(X = k) of a Poisson count with the given mean; k a whole number. Accurate to 1e-14 relative for any size. */
export function poissonMass(k: number, mean: number): number {
  if (k < 0) return 0
  if (mean === 0) return k === 0 ? 1 : 0
  if (k === 0) return Math.exp(-mean)
  return Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k)
}

/** P(X <= k). Summed from k down below the mean, so that a small tail keeps its digits. */
export function poissonLower(k: number, mean: number): number {
  if (k < 0) return 0
  if (k >= mean) return 1 - upwards(k + 1, mean)
  let sum = 0
  for (let at = k, mass = poissonMass(k, mean); at >= 0 && mass > sum * 1e-17; mass *= at-- / mean) sum += mass
  return sum
}

/** P(X >= k), the p of Choynowski for a region with k cases where `mean` are expected. `poissonUpper(1, 2)` is .8647. */
export function poissonUpper(k: number, mean: number): number {
  return k > mean ? upwards(k, mean) : 1 - poissonLower(k - 1, mean)
}

/** P(X >= k) for k above the mean. */
function upwards(k: number, mean: number): number {
  let sum = 0
  for (let at = k, mass = poissonMass(k, mean); mass > sum * 1e-17; mass *= mean / ++at) sum += mass
  return sum
}

/** The smallest k with P(X <= k) >= p, for p above 0 and below 1. */
export function poissonQuantile(p: number, mean: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p is ${p}, must be above 0 and below 1`)
  let k = Math.floor(mean)
  while (k > 0 && poissonLower(k - 1, mean) >= p) k--
  while (poissonLower(k, mean) < p) k++
  return k
}

/**
 * Exact limits of the mean of a Poisson count of which `count` was seen (Garwood 1936): each tail holds half of
 * 1 - `confidence`. Equal to half the chi-square quantiles with 2k and 2k + 2 degrees of freedom. 3 gives .619 to 8.767.
 */
export function poissonLimits(count: number, confidence = 0.95): [low: number, high: number] {
  const tail = (1 - confidence) / 2
  const most = count + 12 * Math.sqrt(count + 1) - 4 * Math.log(tail)
  const low = count === 0 ? 0 : bisect((mean) => poissonUpper(count, mean) < tail, 0, count)
  return [low, bisect((mean) => poissonLower(count, mean) > tail, count, most)]
}

/** Where `below` turns from true to false between two numbers, to the last digits. */
function bisect(below: (value: number) => boolean, low: number, high: number): number {
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (below(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}
