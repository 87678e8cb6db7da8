import type { HazardCounts } from '#contract/statistics.ts'
import { hazardRules } from './hazardRules.ts'

const names = [
  'found',
  'rectified',
  'closed',
  'open',
  'overdue',
  'listed',
  'listedRectified',
  'selfFound',
  'selfRectified',
  'unlocated',
] as const satisfies readonly (keyof HazardCounts)[]

/** SQL of the columns of HazardCounts over rows of `hazard`; `asOf` is SQL of type DATE. Dismissed ones count nowhere. */
export function hazardCountColumns(asOf: string): string {
  const { dismissed, rectified, closed, open, overdue, listed } = hazardRules(asOf)
  const conditions: Record<(typeof names)[number], string> = {
    found: `not ${dismissed}`,
    rectified,
    closed,
    open,
    overdue,
    listed: `not ${dismissed} and ${listed}`,
    listedRectified: `${listed} and ${rectified}`,
    selfFound: `not ${dismissed} and discovery_source = 'selfInspection'`,
    selfRectified: `discovery_source = 'selfInspection' and ${rectified}`,
    unlocated: `not ${dismissed} and h3 is null`,
  }
  return names.map((name) => `count(*) filter (where ${conditions[name]})::integer as "${name}"`).join(', ')
}

/** The counts of one row of such columns. */
export function hazardCounts(row: Record<string, unknown> | undefined): HazardCounts {
  return Object.fromEntries(names.map((name) => [name, Number(row?.[name] ?? 0)])) as HazardCounts
}

/** The sum of counts of disjoint sets of hazards; zeros for none. */
export function sumHazardCounts(counts: readonly HazardCounts[]): HazardCounts {
  return hazardCounts(
    Object.fromEntries(names.map((name) => [name, counts.reduce((sum, part) => sum + part[name], 0)])),
  )
}
