import type { HazardCounts } from '#contract/statistics.ts'
import { hazardEvents } from './hazardRules.ts'
import type { Parameters } from './parameters.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { where } from './where.ts'

/** SQL of each count over rows of flags, each 0 or 1. */
const sums = {
  found: 'count(*)',
  rectified: 'sum(done)',
  closed: 'sum(closed)',
  open: 'sum(1 - done)',
  overdue: 'sum((1 - done) * past_due)',
  listed: 'sum(listed)',
  listedRectified: 'sum(listed * done)',
  selfFound: 'sum(self)',
  selfRectified: 'sum(self * done)',
  unlocated: 'sum(unlocated)',
} as const satisfies Record<keyof HazardCounts, string>

const names = Object.keys(sums) as readonly (keyof HazardCounts)[]

const flag = (condition: string, name: string): string => `case when ${condition} then 1 else 0 end as ${name}`

/**
 * SQL of HazardCounts by `code`, an expression over the columns of `hazard`. Dismissed hazards count nowhere. Each rule
 * is worked out once a row, then summed up: twice as fast on DuckDB as counting with conditions.
 */
export function hazardCountSql(code: string, resolved: ResolvedFilter, parameters: Parameters): string {
  const kept = where(resolved, parameters)
  const { dismissed, done, closed, listed, pastDue } = hazardEvents(parameters.addDay(resolved.asOf))
  const flags = [
    flag(done, 'done'),
    flag(closed, 'closed'),
    flag(pastDue, 'past_due'),
    flag(listed, 'listed'),
    flag(`discovery_source = 'selfInspection'`, 'self'),
    flag('h3 is null', 'unlocated'),
  ]
  const columns = names.map((name) => `cast(${sums[name]} as integer) as "${name}"`)
  return `select code, ${columns.join(', ')}
    from (select ${code} as code, ${flags.join(', ')} from hazard where ${kept} and (${dismissed}) is not true) flags
    group by code`
}

/** The counts of one row of `hazardCountSql`. */
export function hazardCounts(row: Record<string, unknown>): HazardCounts {
  return Object.fromEntries(names.map((name) => [name, Number(row[name] ?? 0)])) as HazardCounts
}

/** The sum of counts of disjoint sets of hazards; zeros for none. */
export function sumHazardCounts(counts: readonly HazardCounts[]): HazardCounts {
  return hazardCounts(
    Object.fromEntries(names.map((name) => [name, counts.reduce((sum, part) => sum + part[name], 0)])),
  )
}
