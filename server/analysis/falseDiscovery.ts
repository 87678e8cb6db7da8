/** Confidence levels of a hot or cold spot: class ±1, ±2 and ±3 are significant at these false discovery rates. */
export const significanceLevels = [0.1, 0.05, 0.01] as const

/** Index of the last of rising values that is `value`, which must be among them. */
function lastIndexOf(rising: Float64Array, value: number): number {
  let low = 0
  let high = rising.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((rising[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Adjusted p (q) of the Benjamini-Hochberg procedure: the smallest false discovery rate at which a test is significant.
 * Equal to R's `p.adjust(p, "BH")`. A NaN p has no test: it is left out of the count and stays NaN.
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  const rising = p.filter((value) => !Number.isNaN(value)).sort()
  const rates = new Float64Array(rising.length)
  let smallest = 1
  for (let rank = rising.length; rank > 0; rank -= 1) {
    smallest = Math.min(smallest, ((rising[rank - 1] as number) * rising.length) / rank)
    rates[rank - 1] = smallest
  }
  return p.map((value) => (Number.isNaN(value) ? NaN : (rates[lastIndexOf(rising, value)] as number)))
}

/** The largest p whose q is at most `alpha`; null when there is none. */
export function criticalP(p: Float64Array, q: Float64Array, alpha: number): number | null {
  let largest = -1
  for (let test = 0; test < p.length; test += 1) {
    if ((q[test] as number) <= alpha) largest = Math.max(largest, p[test] as number)
  }
  return largest < 0 ? null : largest
}

/**
 * Classes -3..3 as ArcGIS's Gi_Bin: the sign of `direction` times the number of levels (90, 95, 99 %) that q meets.
 * Give q for false discovery control, or p itself for none. NaN is class 0.
 */
export function significanceClasses(q: Float64Array, direction: Float64Array): Int8Array {
  const classes = new Int8Array(q.length)
  for (let index = 0; index < q.length; index += 1) {
    let level = 0
    for (const alpha of significanceLevels) if ((q[index] as number) <= alpha) level += 1
    if (level > 0) classes[index] = level * Math.sign(direction[index] as number)
  }
  return classes
}
