import type { Interval } from '#model/filter.ts'
import { type Bin, binEnd, dayNumber, dayOf } from './timeBins.ts'

/** The days shown, from the first to the last, over so many pixels. */
export interface TimeScale {
  readonly from: string
  readonly to: string
  readonly width: number
}

const days = ({ from, to }: TimeScale) => Math.max(dayNumber(to) - dayNumber(from) + 1, 1)

/** Pixels from the left edge to the start of a day; days outside lie outside. */
export function xOfDay(scale: TimeScale, day: string): number {
  return ((dayNumber(day) - dayNumber(scale.from)) / days(scale)) * scale.width
}

/** The day under a pixel, kept within the days shown. */
export function dayAtX(scale: TimeScale, x: number): string {
  const offset = Math.floor((x / Math.max(scale.width, 1)) * days(scale))
  return dayOf(dayNumber(scale.from) + Math.min(Math.max(offset, 0), days(scale) - 1))
}

interface StripBar {
  readonly start: string
  readonly x: number
  readonly width: number
  /** Shares of the height, 0..1. */
  readonly found: number
  readonly rectified: number
}

/** One bar a bin shown, a pixel apart; heights are shares of the tallest of them, at least a hairline for any count. */
export function stripBars(
  scale: TimeScale,
  {
    starts,
    found,
    rectified,
    bin,
  }: {
    readonly starts: readonly string[]
    readonly found: readonly number[]
    readonly rectified: readonly number[]
    readonly bin: Bin
  },
): StripBar[] {
  const visible = starts.flatMap((start, index) =>
    start <= scale.to && binEnd(start, bin) >= scale.from ? [{ start, index }] : [],
  )
  const highest = visible.reduce((most, { index }) => Math.max(most, found[index] ?? 0, rectified[index] ?? 0), 1)
  const share = (count = 0) => (count === 0 ? 0 : Math.max(count / highest, 0.02))
  return visible.map(({ start, index }) => {
    const x = xOfDay(scale, start)
    const end = xOfDay(scale, dayOf(dayNumber(binEnd(start, bin)) + 1))
    return {
      start,
      x,
      width: Math.max(end - x - 1, 1),
      found: share(found[index]),
      rectified: share(rectified[index]),
    }
  })
}

/** A named stretch of time, both days inclusive, cut to what is shown; null when none of it is. */
export function bandOf(scale: TimeScale, from: string, to: string): { x: number; width: number } | null {
  const start = from > scale.from ? from : scale.from
  const end = to < scale.to ? to : scale.to
  if (start > end) return null
  const x = xOfDay(scale, start)
  return { x, width: xOfDay(scale, dayOf(dayNumber(end) + 1)) - x }
}

const minTickPixels = 56
const tickMonths = [1, 2, 3, 6, 12, 24, 60]

/** First days of months for labels, as many as fit; Januaries and the first tick carry the year. */
export function monthTicks(scale: TimeScale): { day: string; x: number; label: string }[] {
  const months = Math.max((days(scale) / 365.25) * 12, 1)
  const step = tickMonths.find((candidate) => (scale.width / months) * candidate >= minTickPixels) ?? 120
  const [year = 0, month = 1] = scale.from.split('-').map(Number)
  const first = year * 12 + (month - 1)
  const ticks: { day: string; x: number; label: string }[] = []
  for (let index = Math.ceil(first / step) * step; ; index += step) {
    const day = dayOf(Date.UTC(Math.floor(index / 12), index % 12, 1) / 86_400_000)
    if (day > scale.to) return ticks
    if (day < scale.from) continue
    const isYear = index % 12 === 0 || ticks.length === 0
    ticks.push({ day, x: xOfDay(scale, day), label: isYear ? day.slice(0, 7) : day.slice(5, 7) })
  }
}

/** An interval with both ends: open ones reach to the edge of what is shown. */
export function closed(interval: Interval, { from, to }: Pick<TimeScale, 'from' | 'to'>): { from: string; to: string } {
  return { from: interval.from ?? from, to: interval.to ?? to }
}

/** Moves an interval by days without changing its length; it stops at the edges. */
export function shifted(interval: Interval, byDays: number, scale: Pick<TimeScale, 'from' | 'to'>): Interval {
  const { from, to } = closed(interval, scale)
  const room = byDays < 0 ? dayNumber(scale.from) - dayNumber(from) : dayNumber(scale.to) - dayNumber(to)
  const step = byDays < 0 ? Math.max(byDays, Math.min(room, 0)) : Math.min(byDays, Math.max(room, 0))
  return { from: dayOf(dayNumber(from) + step), to: dayOf(dayNumber(to) + step) }
}

/** Moves one end of an interval; it stops at the edge and at the other end. */
export function resized(
  interval: Interval,
  end: 'from' | 'to',
  day: string,
  scale: Pick<TimeScale, 'from' | 'to'>,
): Interval {
  const whole = closed(interval, scale)
  if (end === 'from') return { from: day < scale.from ? scale.from : day > whole.to ? whole.to : day, to: whole.to }
  return { from: whole.from, to: day > scale.to ? scale.to : day < whole.from ? whole.from : day }
}

/** The days between two pixels, widened to whole bins: what a brush over the bars means. */
export function brushed(
  scale: TimeScale,
  starts: readonly string[],
  bin: Bin,
  fromX: number,
  toX: number,
): Interval | null {
  const [first, last] = [dayAtX(scale, Math.min(fromX, toX)), dayAtX(scale, Math.max(fromX, toX))]
  const touched = starts.filter((start) => binEnd(start, bin) >= first && start <= last)
  const [low, high] = [touched[0], touched.at(-1)]
  return low && high ? { from: low, to: binEnd(high, bin) } : null
}
