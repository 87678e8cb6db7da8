/**
 * Shares `total` whole things out in proportion to the weights by largest remainders; the shares add up to `total`
 * exactly. Equal remainders go to the earlier entry.
 */
export function apportion(total: number, weights: ArrayLike<number>): Int32Array {
  const shares = new Int32Array(weights.length)
  const sum = sumOf(weights)
  if (sum <= 0 || total === 0) return shares
  const remainders = new Float64Array(weights.length)
  let given = 0
  for (let i = 0; i < weights.length; i++) {
    const exact = (total * (weights[i] as number)) / sum
    shares[i] = Math.floor(exact)
    remainders[i] = exact - Math.floor(exact)
    given += Math.floor(exact)
  }
  const order = Array.from(remainders.keys()).sort(
    (a, b) => (remainders[b] as number) - (remainders[a] as number) || a - b,
  )
  for (const index of order.slice(0, total - given)) shares[index] = (shares[index] as number) + 1
  return shares
}

function sumOf(weights: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i] as number
  return sum
}

/** Running totals of the weights, for `drawIndex`. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const totals = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) totals[i] = sum += weights[i] as number
  return totals
}

/** The index whose share of the running totals holds `fraction` (0..1) of their last; binary search. */
export function drawIndex(totals: ArrayLike<number>, fraction: number): number {
  const target = fraction * (totals[totals.length - 1] ?? 0)
  let low = 0
  let high = totals.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((totals[middle] as number) <= target) low = middle + 1
    else high = middle
  }
  return low
}
