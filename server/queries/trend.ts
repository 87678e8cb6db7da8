import type { Trend } from '#contract/statistics.ts'
import { addDays } from '#model/day.ts'
import type { Filter } from '#model/filter.ts'
import type { Session } from '../database/database.ts'
import { hazardEvents } from './hazardRules.ts'
import { Parameters } from './parameters.ts'
import type { Period } from './period.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { resolveSections } from './sections.ts'
import { where } from './where.ts'

export type Bin = Trend['bin']
type DayCounts = ReadonlyMap<string, number>

async function countByDay(
  session: Session,
  day: string,
  table: string,
  kept: string,
  parameters: Parameters,
): Promise<DayCounts> {
  const rows = await session.query<{ day: string; count: number }>(
    `select ${day} as day, count(*)::integer as count from ${table} where ${kept} group by 1`,
    parameters.values,
  )
  return new Map(rows.map((row) => [row.day, row.count]))
}

function foundByDay(session: Session, resolved: ResolvedFilter): Promise<DayCounts> {
  const parameters = new Parameters()
  const kept = where(resolved, parameters)
  const { dismissed } = hazardEvents(parameters.addDay(resolved.asOf))
  return countByDay(session, 'found_at', 'hazard', `${kept} and (${dismissed}) is not true`, parameters)
}

/** By the day on which a hazard first counted as rectified. */
function rectifiedByDay(session: Session, resolved: ResolvedFilter): Promise<DayCounts> {
  const parameters = new Parameters()
  const kept = where(resolved, parameters)
  const { dismissed, done } = hazardEvents(parameters.addDay(resolved.asOf))
  const rectified = `${done} and (${dismissed}) is not true`
  return countByDay(session, 'least(rectified_at, closed_at)', 'hazard', `${kept} and ${rectified}`, parameters)
}

function accidentsByDay(session: Session, resolved: ResolvedFilter, period: Period | null): Promise<DayCounts> {
  const parameters = new Parameters()
  const kept = [where(resolved, parameters)]
  if (period) {
    kept.push(`occurred_at between ${parameters.addDay(period.from)} and ${parameters.addDay(period.to)}`)
  }
  return countByDay(session, 'occurred_at', 'accident', kept.join(' and '), parameters)
}

/** The first day of the bin that holds a day; weeks begin on Monday. */
export function binStart(day: string, bin: Bin): string {
  if (bin === 'day') return day
  if (bin === 'month') return `${day.slice(0, 8)}01`
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

const nextStart = (start: string, bin: Bin): string => {
  if (bin === 'month') return binStart(addDays(start, 31), 'month')
  return addDays(start, bin === 'week' ? 7 : 1)
}

/** The first days of all bins from one day to another. */
export function binStarts(first: string, last: string, bin: Bin): string[] {
  const starts: string[] = []
  for (let start = binStart(first, bin); start <= last; start = nextStart(start, bin)) starts.push(start)
  return starts
}

/** Counts by day added up by bin. */
export function binned(counts: DayCounts, starts: readonly string[], bin: Bin): number[] {
  const position = new Map(starts.map((start, index) => [start, index]))
  const sums = starts.map(() => 0)
  for (const [day, count] of counts) {
    const index = position.get(binStart(day, bin))
    if (index !== undefined) sums[index] = (sums[index] as number) + count
  }
  return sums
}

/**
 * Hazards found and rectified and accidents over time, in bins without gaps from the first day with any of them to the
 * last. Throws FilterError.
 */
export async function readTrend(session: Session, filter: Filter, bin: Bin = 'day'): Promise<Trend> {
  const { resolved, period, provenance } = await resolveSections(session, filter, ['hazards', 'accidents'])
  const [found, rectified, accidents] = await Promise.all([
    foundByDay(session, resolved.hazards),
    rectifiedByDay(session, resolved.hazards),
    accidentsByDay(session, resolved.accidents, filter.campaign === undefined ? null : period),
  ])
  const days = [...found.keys(), ...rectified.keys(), ...accidents.keys()].toSorted()
  const starts = days.length === 0 ? [] : binStarts(days[0] as string, days.at(-1) as string, bin)
  return {
    ...provenance,
    bin,
    starts,
    found: binned(found, starts, bin),
    rectified: binned(rectified, starts, bin),
    accidents: binned(accidents, starts, bin),
  }
}
