import type { PlanePoints } from './kde.ts'

/** More points than this are thinned before bandwidths are compared. */
const mostCompared = 1500
const finestStep = 1e-3

const sorted = (values: Float64Array) => values.toSorted()
const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Quantile with linear interpolation (type 7 of R). */
function quantile(values: Float64Array, p: number): number {
  const ordered = sorted(values)
  const at = (ordered.length - 1) * p
  const low = ordered[Math.floor(at)] as number
  return low + (at - Math.floor(at)) * ((ordered[Math.ceil(at)] as number) - low)
}

function sampleDeviation(values: Float64Array): number {
  const mean = average(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/** Spread of one coordinate that an outlier does not blow up: the lesser of deviation and quartile range / 1.34. */
function robustSpread(values: Float64Array): number {
  return Math.min(sampleDeviation(values), (quantile(values, 0.75) - quantile(values, 0.25)) / 1.34)
}

/** Rules of thumb for one coordinate: `bw.nrd0` and `bw.nrd` of R (`kde2d` of MASS takes four times the latter). */
export function silvermanRule(values: Float64Array): number {
  return 0.9 * robustSpread(values) * values.length ** -0.2
}
export function scottRule(values: Float64Array): number {
  return 1.06 * robustSpread(values) * values.length ** -0.2
}

/** Scott's rule in two dimensions, n^(-1/6) standard deviations for each coordinate: too wide for clustered points. */
export function scottBandwidths({ x, y }: PlanePoints): [x: number, y: number] {
  const shrink = x.length ** (-1 / 6)
  return [sampleDeviation(x) * shrink, sampleDeviation(y) * shrink]
}

export interface PointSpread {
  /** Root of the mean squared distance to the mean centre, metres. */
  readonly standardDistance: number
  readonly medianDistance: number
}

/** How far points lie from their mean centre; zeros for no points. */
export function pointSpread({ x, y }: PlanePoints): PointSpread {
  if (x.length === 0) return { standardDistance: 0, medianDistance: 0 }
  const [centerX, centerY] = [average(x), average(y)]
  const squared = x.map((value, point) => (value - centerX) ** 2 + ((y[point] as number) - centerY) ** 2)
  return { standardDistance: Math.sqrt(average(squared)), medianDistance: quantile(squared.map(Math.sqrt), 0.5) }
}

/** The search radius that ArcGIS gives a kernel density by default, metres; a rule of thumb, too wide for clusters. */
export function arcgisRadius(points: PlanePoints): number {
  const { standardDistance, medianDistance } = pointSpread(points)
  return 0.9 * Math.min(standardDistance, Math.sqrt(1 / Math.LN2) * medianDistance) * points.x.length ** -0.2
}

/** At most `mostCompared` points, evenly taken from west to east, so that their order in the file does not matter. */
function thin({ x, y }: PlanePoints): PlanePoints {
  const step = Math.ceil(x.length / mostCompared)
  const order = Uint32Array.from(x, (_, point) => point).sort(
    (a, b) => (x[a] as number) - (x[b] as number) || (y[a] as number) - (y[b] as number),
  )
  const taken = order.filter((_, place) => place % step === 0)
  return {
    x: Float64Array.from(taken, (point) => x[point] as number),
    y: Float64Array.from(taken, (point) => y[point] as number),
  }
}

/** Log-likelihood of every point under the gaussian density of the others; those at the very same place do not count. */
function likelihood({ x, y }: PlanePoints, bandwidth: number): number {
  const scale = -0.5 / bandwidth ** 2
  const sums = new Float64Array(x.length)
  for (let point = 0; point < x.length; point++) {
    for (let other = 0; other < point; other++) {
      const squared =
        ((x[point] as number) - (x[other] as number)) ** 2 + ((y[point] as number) - (y[other] as number)) ** 2
      const density = squared === 0 ? 0 : Math.exp(squared * scale)
      sums[point] = (sums[point] as number) + density
      sums[other] = (sums[other] as number) + density
    }
  }
  const perPoint = 2 * Math.PI * bandwidth ** 2 * (x.length - 1)
  return sums.reduce((sum, value) => sum + Math.log(Math.max(value, Number.MIN_VALUE) / perPoint), 0)
}

/**
 * Standard deviation of the gaussian kernel, metres, that best foretells each point from the others (likelihood
 * cross-validation, Habbema 1974); null for fewer than three distinct places. Many points are thinned evenly and the
 * answer scaled by n^(-1/6). Use √8 times as much as the radius of a quartic kernel of the same width.
 */
export function crossValidatedBandwidth(points: PlanePoints): number | null {
  const some = thin(points)
  if (new Set(Array.from(some.x, (x, point) => `${x} ${some.y[point]}`)).size < 3) return null
  const { standardDistance } = pointSpread(some)
  const score = (log: number) => likelihood(some, Math.exp(log))
  const logs = Array.from({ length: 19 }, (_, step) => Math.log(standardDistance) + step * 0.4 - 7.2)
  const scores = logs.map(score)
  const best = logs[scores.indexOf(Math.max(...scores))] as number
  const scale = (some.x.length / points.x.length) ** (1 / 6)
  return Math.exp(highest(score, best - 0.4, best + 0.4)) * scale
}

/** Where a function of one top is highest, by the golden section. */
function highest(score: (at: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [scoreLeft, scoreRight] = [score(left), score(right)]
  while (high - low > finestStep) {
    if (scoreLeft > scoreRight) {
      ;[high, right, scoreRight] = [right, left, scoreLeft]
      left = high - golden * (high - low)
      scoreLeft = score(left)
    } else {
      ;[low, left, scoreLeft] = [left, right, scoreRight]
      right = low + golden * (high - low)
      scoreRight = score(right)
    }
  }
  return (low + high) / 2
}
