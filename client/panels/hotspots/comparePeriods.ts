import { addDays, daysBetween, yearBefore } from '#model/day.ts'
import type { Interval } from '#model/filter.ts'
import type { Period } from '../../hotSpotLink.ts'

/** Two periods to be compared, and the words for it. */
export interface Comparison {
  readonly id: 'comparePrevious' | 'compareYear' | 'compareRecent'
  readonly now: Period
  readonly earlier: Period
  readonly days: number
}

function before({ from, to }: Period): Period {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) }
}

function comparison(id: Comparison['id'], now: Period, earlier: Period): Comparison {
  return { id, now, earlier, days: daysBetween(now.from, now.to) + 1 }
}

/**
 * What can be compared: the chosen period with the one before and with a year before; without a whole one, the last days
 * with those before. Left out are those that end before the data, and the year before a period that is longer.
 */
export function comparisons(found: Interval | undefined, data: Period, asOf: string): Comparison[] {
  const isWhole = found?.from && found.to
  const all = isWhole ? ofPeriod({ from: found.from as string, to: found.to as string }) : recent(asOf)
  return all.filter(({ now, earlier }) => earlier.to >= data.from && earlier.to < now.from)
}

function ofPeriod(now: Period): Comparison[] {
  return [
    comparison('comparePrevious', now, before(now)),
    comparison('compareYear', now, { from: yearBefore(now.from), to: yearBefore(now.to) }),
  ]
}

function recent(asOf: string): Comparison[] {
  return [30, 90].map((days) => {
    const now = { from: addDays(asOf, 1 - days), to: asOf }
    return comparison('compareRecent', now, before(now))
  })
}
