import { addDays, daysBetween } from '#model/day.ts'
import type { Interval } from '#model/filter.ts'

export type Bin = 'day' | 'week' | 'month'

/** Days, both ends included. */
export interface ClosedInterval {
  readonly from: string
  readonly to: string
}

/** Days since 1970-01-01 of an ISO day. */
export const dayNumber = (day: string): number => daysBetween('1970-01-01', day)

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

/**
 * Sum of the counts of the bins that lie in an interval of days; null when an end of the interval cuts a bin, since
 * what a bin holds on either side is not known. `extent` is the period of the data: outside it a bin holds nothing.
 */
export function sumWithin(
  { starts, bin, extent }: { readonly starts: readonly string[]; readonly bin: Bin; readonly extent: ClosedInterval },
  counts: readonly number[],
  { from, to }: ClosedInterval,
): number | null {
  let sum = 0
  for (const [index, start] of starts.entries()) {
    const first = start < extent.from ? extent.from : start
    const end = binEnd(start, bin)
    const last = end > extent.to ? extent.to : end
    if (last < from || first > to) continue
    if (first < from || last > to) return null
    sum += counts[index] ?? 0
  }
  return sum
}
