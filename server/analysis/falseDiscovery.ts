/** Confidence levels of a hot or cold spot: class ±1, ±2 and ±3 are significant at these false discovery rates. */
export const significanceLevels = [0.1, 0.05, 0.01] as const

/** Indexes of `p` from the smallest to the largest value. */
function rankOf(p: Float64Array): Uint32Array {
  return Uint32Array.from(p, (_, index) => index).sort((a, b) => (p[a] as number) - (p[b] as number))
}

/**
 * Adjusted p (q) of the Benjamini-Hochberg procedure: the smallest false discovery rate at which a test is significant.
 * Equal to R's `p.adjust(p, "BH")`; `tests` may exceed the number of p given, as when some were not worth computing.
 * A NaN p has no test: it is left out of the count and stays NaN.
 */
export function benjaminiHochberg(p: Float64Array, tests?: number): Float64Array {
  const q = new Float64Array(p.length).fill(NaN)
  const known = p.filter((value) => !Number.isNaN(value)).length
  const count = tests ?? known
  const order = rankOf(p.map((value) => (Number.isNaN(value) ? 2 : value)))
  let smallest = 1
  for (let rank = known; rank > 0; rank -= 1) {
    const index = order[rank - 1] as number
    smallest = Math.min(smallest, ((p[index] as number) * count) / rank)
    q[index] = smallest
  }
  return q
}

/** The largest p that is significant at the false discovery rate `alpha`; null when none is. */
export function criticalP(p: Float64Array, alpha: number): number | null {
  const q = benjaminiHochberg(p)
  const rejected = p.filter((_, index) => (q[index] as number) <= alpha)
  return rejected.length === 0 ? null : rejected.reduce((largest, value) => Math.max(largest, value))
}

/**
 * Classes -3..3 as ArcGIS's Gi_Bin: the sign of `direction` times the number of levels (90, 95, 99 %) that q meets.
 * Give q for false discovery control, or p itself for none. NaN is class 0.
 */
export function significanceClasses(q: Float64Array, direction: Float64Array): Int8Array {
  return Int8Array.from(q, (value, index) => {
    const level = significanceLevels.filter((alpha) => value <= alpha).length
    return level * Math.sign(direction[index] as number)
  })
}
