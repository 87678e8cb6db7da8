import type { Random } from '../draw/random.ts'

/** `K314+000`. */
export function stakeMark(meters: number): string {
  return `K${Math.floor(meters / 1000)}+${String(meters % 1000).padStart(3, '0')}`
}

/** `K314+000-K316+100`; descending where travel is against the stakes. */
export function stakeText(start: number, end: number): string {
  return `${stakeMark(start)}-${stakeMark(end)}`
}

/** The same, in one of the manners that ledgers have. */
export function ledgerStakeText(start: number, end: number, random: Random): string {
  const style = random.below(10)
  if (style < 5) return stakeText(start, end)
  if (style < 7) return `${stakeMark(start)}~${stakeMark(end)}`
  const split = (meters: number) => [Math.floor(meters / 1000), String(meters % 1000).padStart(3, '0')] as const
  const [startKm, startRest] = split(start)
  const [endKm, endRest] = split(end)
  if (style < 9) return `${startKm}KM+${startRest}M-${endKm}KM+${endRest}M`
  return `${startKm}公里加${start % 1000}米至${endKm}公里加${end % 1000}米`
}
