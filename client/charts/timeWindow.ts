import { addDays, daysBetween } from '#model/day.ts'
import type { Interval } from '#model/filter.ts'
import type { ClosedInterval } from './timeBins.ts'
import { closed, shifted } from './timeStripLayout.ts'

/** What the strip shows: all of the data, the last year of them, the chosen days, or what was zoomed to by hand. */
export type ShownMode = 'all' | 'year' | 'chosen'

/** Closer than this the bars tell nothing more. */
const fewestDays = 14
const yearDays = 365
/** Room beside the chosen days, as a share of them. */
const margin = 0.15
/** Data of more years than these begin with the last one: a campaign would be a sliver in them. */
const crowdedDays = 2.2 * yearDays

const length = ({ from, to }: ClosedInterval): number => daysBetween(from, to) + 1

/** So many days around a day that keeps its place, within the extent; the whole extent when it is shorter. */
function around(day: string, place: number, days: number, extent: ClosedInterval): ClosedInterval {
  const kept = Math.min(Math.max(Math.round(days), fewestDays), length(extent))
  const from = addDays(day, -Math.round(place * (kept - 1)))
  const latest = addDays(extent.to, 1 - kept)
  const start = from < extent.from ? extent.from : from > latest ? latest : from
  return { from: start, to: addDays(start, kept - 1) }
}

/** The mode to begin with. */
export const firstMode = (extent: ClosedInterval): ShownMode => (length(extent) > crowdedDays ? 'year' : 'all')

/** The days that a mode shows; `chosen` without chosen days is everything. */
export function shownDays(
  mode: ShownMode,
  {
    extent,
    chosen,
    asOf,
  }: { readonly extent: ClosedInterval; readonly chosen: Interval | null; readonly asOf: string },
): ClosedInterval {
  if (mode === 'year') return around(asOf < extent.to ? asOf : extent.to, 1, yearDays, extent)
  if (mode === 'all' || !chosen) return extent
  const span = closed(chosen, extent)
  const days = length(span)
  return around(addDays(span.from, Math.floor(days / 2)), 0.5, days * (1 + 2 * margin), extent)
}

/** Shows `factor` times as many days; the day at `place` (0 the left edge, 1 the right one) stays where it is. */
export function zoomed(shown: ClosedInterval, extent: ClosedInterval, factor: number, place: number): ClosedInterval {
  const day = addDays(shown.from, Math.round(place * (length(shown) - 1)))
  return around(day, place, length(shown) * factor, extent)
}

/** Moves by a share of the days shown, towards later ones when positive; stops at the ends of the extent. */
export function panned(shown: ClosedInterval, extent: ClosedInterval, share: number): ClosedInterval {
  const days = Math.sign(share) * Math.max(1, Math.round(Math.abs(share) * length(shown)))
  return closed(shifted(shown, days, extent), extent)
}
