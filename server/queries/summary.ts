import type { AccidentCounts, Summary } from '#contract/statistics.ts'
import type { Filter } from '#model/filter.ts'
import { reportingUnits } from '#model/reportingUnit.ts'
import type { Session } from '../database/database.ts'
import { accidentCountColumns, accidentCounts, accidentPeriods, type AccidentRow } from './accidentCounts.ts'
import { hazardCounts, hazardCountSql, sumHazardCounts } from './hazardCounts.ts'
import { Parameters } from './parameters.ts'
import type { Period } from './period.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { resolveSections } from './sections.ts'
import { countRows } from './tables.ts'
import { unitSql, where } from './where.ts'

const unitIds: ReadonlySet<string> = new Set(reportingUnits.map(({ id }) => id))

/** Counted by unit: that tells the totals as well as how many units reported. */
async function countHazards(
  session: Session,
  resolved: ResolvedFilter,
): Promise<Pick<Summary, 'hazards' | 'reportingUnits'>> {
  const parameters = new Parameters()
  const rows = await session.query(hazardCountSql(unitSql, resolved, parameters), parameters.values)
  const counts = rows.map((row) => ({ unit: row.code, hazards: hazardCounts(row) }))
  const reporting = counts.filter(({ unit, hazards }) => hazards.found > 0 && unitIds.has(String(unit)))
  return { hazards: sumHazardCounts(counts.map(({ hazards }) => hazards)), reportingUnits: reporting.length }
}

function countMatching(session: Session, table: string, resolved: ResolvedFilter): Promise<number> {
  const parameters = new Parameters()
  return countRows(session, `${table} where ${where(resolved, parameters)}`, parameters.values)
}

async function countSegments(session: Session, resolved: ResolvedFilter): Promise<Summary['roadSegments']> {
  const parameters = new Parameters()
  const [row] = await session.query<{ segments: number; length: number | null; accidents: number | null }>(
    `select count(*)::integer as segments, sum(length_meters) as length, sum(accidents_3y)::integer as accidents
     from road_segment where ${where(resolved, parameters)}`,
    parameters.values,
  )
  const length = row?.length ?? null
  return {
    segments: row?.segments ?? 0,
    lengthMeters: length === null ? null : Math.round(length),
    accidents3y: row?.accidents ?? null,
  }
}

async function countAccidents(session: Session, resolved: ResolvedFilter, period: Period): Promise<AccidentCounts> {
  const parameters = new Parameters()
  const rows = await session.query<AccidentRow>(
    `select ${accidentCountColumns(period, parameters)} from accident
     where ${where(resolved, parameters, ['found'])} and ${accidentPeriods(period, parameters)}`,
    parameters.values,
  )
  return accidentCounts(rows)
}

interface ActionRow extends Record<string, string | number | null> {
  action_type: string
  times: number
  amount: number | null
}

async function countActions(session: Session, resolved: ResolvedFilter, period: Period): Promise<Summary['actions']> {
  const parameters = new Parameters()
  const rows = await session.query<ActionRow>(
    `select action_type, sum(coalesce(count, 1))::integer as times, sum(amount_cny) as amount from supervision_action
     where ${where(resolved, parameters, ['found'])}
       and acted_at between ${parameters.addDay(period.from)} and ${parameters.addDay(period.to)}
     group by action_type`,
    parameters.values,
  )
  const timesOf = (type: string): number => rows.find((row) => row.action_type === type)?.times ?? 0
  const amount = rows.find((row) => row.action_type === 'penalty')?.amount ?? 0
  return {
    assistanceVisits: timesOf('assistanceVisit'),
    inspections: timesOf('inspection'),
    penalties: timesOf('penalty'),
    penaltyAmountCny: Math.round(amount * 100) / 100,
    letters: timesOf('letter'),
    interviews: timesOf('interview'),
    exposures: timesOf('exposure'),
    tipOffs: timesOf('tipOff'),
  }
}

/** The totals for a filter; each section uses what it can of it. Throws FilterError. */
export async function readSummary(session: Session, filter: Filter): Promise<Summary> {
  const sections = ['hazards', 'enterprises', 'road-segments', 'accidents', 'sites', 'supervision-actions'] as const
  const { resolved, period, provenance } = await resolveSections(session, filter, sections)
  const [hazards, enterprises, roadSegments, accidents, sites, actions] = await Promise.all([
    countHazards(session, resolved.hazards),
    countMatching(session, 'enterprise', resolved.enterprises),
    countSegments(session, resolved['road-segments']),
    countAccidents(session, resolved.accidents, period),
    countMatching(session, 'site', resolved.sites),
    countActions(session, resolved['supervision-actions'], period),
  ])
  return { ...provenance, ...hazards, enterprises, roadSegments, accidents, sites, actions }
}
