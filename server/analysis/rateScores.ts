import { globalEmpiricalBayes } from './empiricalBayes.ts'

/** Cells that would hold fewer cases than this at the overall rate say nothing of their rate. */
export const leastExpectedCases = 2

/**
 * Quantile of the standard normal distribution (Acklam's rational approximation, relative error below 1.2e-9); `p` lies
 * between 0 and 1.
 */
function normalQuantile(p: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239] // prettier-ignore
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1]
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783] // prettier-ignore
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
  const polynomial = (terms: readonly number[], x: number): number => terms.reduce((sum, term) => sum * x + term, 0)
  const tail = (share: number): number => {
    const q = Math.sqrt(-2 * Math.log(share))
    return polynomial(c, q) / polynomial(d, q)
  }
  if (p < 0.02425) return tail(p)
  if (p > 1 - 0.02425) return -tail(1 - p)
  const q = p - 0.5
  return (q * polynomial(a, q * q)) / polynomial(b, q * q)
}

/** P(Y < y) + P(Y = y) / 2 of a Poisson count, or, with a finite `size`, of a negative binomial one. */
function midProbability(y: number, mean: number, size: number): number {
  // ln P(Y = 0); the next terms follow by their ratio.
  let log = Number.isFinite(size) ? size * Math.log(size / (size + mean)) : -mean
  let below = 0
  for (let count = 0; count < y; count += 1) {
    below += Math.exp(log)
    const ratio = Number.isFinite(size) ? ((size + count) * mean) / (size + mean) : mean
    log += Math.log(ratio / (count + 1))
  }
  return below + Math.exp(log) / 2
}

/** No score is further out: beyond, a probability has no digits left. */
const mostExtreme = 1e-12

/**
 * Rates of cells as standard normal scores: where the cases of a cell stand in the distribution that the overall rate, and
 * the variance of true rates between cells (Marshall 1991, by the method of moments), gives a cell of its exposure. Rates
 * of small and large exposures are then alike in distribution, so that they may be dealt to cells at random; raw rates and
 * standardised ones, whose skewness depends on the exposure, may not. Every exposure must expect at least
 * `leastExpectedCases`.
 */
export function rateScores(cases: Float64Array, exposure: Float64Array): Float64Array {
  const { mean, between } = globalEmpiricalBayes(cases, exposure)
  const size = between > 0 ? mean ** 2 / between : Infinity
  return cases.map((count, cell) => {
    if (mean === 0) return 0
    const p = midProbability(count, mean * (exposure[cell] as number), size)
    return normalQuantile(Math.min(1 - mostExtreme, Math.max(mostExtreme, p)))
  })
}
