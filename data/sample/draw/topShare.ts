/**
 * Marks the `count` highest scores among the members; of equal ones the earlier. Returns the lowest marked score, or
 * Infinity when `count` is 0. Throws when there are too few members.
 */
export function markHighest(
  members: ArrayLike<number>,
  scores: ArrayLike<number>,
  count: number,
  mark: (member: number) => void,
): number {
  if (count > members.length) throw new Error(`cannot mark ${count} of ${members.length}`)
  if (count === 0) return Infinity
  const own = new Float64Array(members.length)
  for (let i = 0; i < members.length; i++) own[i] = scores[members[i] as number] as number
  const sorted = own.toSorted()
  const threshold = sorted[sorted.length - count] as number
  let equals = 0
  for (let i = sorted.length - count; i < sorted.length && sorted[i] === threshold; i++) equals++
  for (let i = 0; i < members.length; i++) {
    const score = own[i] as number
    if (score > threshold || (score === threshold && equals-- > 0)) mark(members[i] as number)
  }
  return threshold
}
