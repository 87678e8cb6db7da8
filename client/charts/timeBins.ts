import { addDays } from '#model/day.ts'
import type { Interval } from '#model/filter.ts'

export type Bin = 'day' | 'week' | 'month'

/** Days since 1970-01-01 of an ISO day. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** The ISO day of a number of days since 1970-01-01. */
export const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)

/** The last day of the bin that starts on `start`. */
export function binEnd(start: string, bin: Bin): string {
  if (bin === 'day') return start
  if (bin === 'week') return addDays(start, 6)
  const [year = 0, month = 1] = start.split('-').map(Number)
  return dayOf(Date.UTC(year, month, 0) / 86_400_000)
}

/** The bins from the `first`-th to the `last`-th as days; the order of the two does not matter. */
export function intervalOfBins(starts: readonly string[], bin: Bin, first: number, last: number): Interval {
  const [low, high] = [Math.min(first, last), Math.max(first, last)]
  const end = starts[high]
  return { from: starts[low] ?? null, to: end ? binEnd(end, bin) : null }
}

/** Sum of the counts of the bins that start within an interval; open ends reach to the edge. */
export function sumWithin(starts: readonly string[], counts: readonly number[], { from, to }: Interval): number {
  return starts.reduce((sum, start, index) => {
    const inside = (from === null || start >= from) && (to === null || start <= to)
    return inside ? sum + (counts[index] ?? 0) : sum
  }, 0)
}
