import type { HazardCounts, RegionRow, RegionStatistics } from '#contract/statistics.ts'
import type { Filter } from '#model/filter.ts'
import { reportingUnits } from '#model/reportingUnit.ts'
import type { Row, Session } from '../database/database.ts'
import { accidentCountColumns, accidentCounts, accidentPeriods, type AccidentRow } from './accidentCounts.ts'
import { groupBy } from './groupBy.ts'
import { hazardCounts, hazardCountSql, sumHazardCounts } from './hazardCounts.ts'
import { Parameters } from './parameters.ts'
import type { Period } from './period.ts'
import { readRegionIndex, type RegionIndex, regionRange } from './regionIndex.ts'
import { FilterError, type ResolvedFilter } from './resolveFilter.ts'
import { resolveSections } from './sections.ts'
import { unitSql, where } from './where.ts'

interface RegionQuestion {
  /** Code of the region whose children are compared. */
  readonly parent: string
  /** `unit` compares the 32 reporting units instead, of what lies in the parent. */
  readonly by: 'region' | 'unit'
}

/** Counts by the code (or unit) that the records carry, before they are rolled up. */
type Grouped<Value> = readonly { readonly code: string | null; readonly value: Value }[]

async function grouped<Value>(
  session: Session,
  sql: string,
  parameters: Parameters,
  read: (row: Row) => Value,
): Promise<Grouped<Value>> {
  const rows = await session.query<Row>(sql, parameters.values)
  return rows.map((row) => ({ code: row.code as string | null, value: read(row) }))
}

const countOf = (row: Row): number => Number(row.count)

function groupHazards(session: Session, code: string, resolved: ResolvedFilter): Promise<Grouped<HazardCounts>> {
  const parameters = new Parameters()
  return grouped(session, hazardCountSql(code, resolved, parameters), parameters, hazardCounts)
}

function groupRows(session: Session, code: string, table: string, resolved: ResolvedFilter): Promise<Grouped<number>> {
  const parameters = new Parameters()
  const kept = where(resolved, parameters)
  const sql = `select ${code} as code, count(*)::integer as count from ${table} where ${kept} group by 1`
  return grouped(session, sql, parameters, countOf)
}

function groupAccidents(
  session: Session,
  code: string,
  resolved: ResolvedFilter,
  period: Period,
): Promise<Grouped<AccidentRow>> {
  const parameters = new Parameters()
  const sql = `select ${code} as code, ${accidentCountColumns(period, parameters)} from accident
    where ${where(resolved, parameters, ['found'])} and ${accidentPeriods(period, parameters)} group by 1`
  return grouped(session, sql, parameters, (row) => row as AccidentRow)
}

function groupVisits(
  session: Session,
  code: string,
  resolved: ResolvedFilter,
  period: Period,
): Promise<Grouped<number>> {
  const parameters = new Parameters()
  const sql = `select ${code} as code, sum(coalesce(count, 1))::integer as count from supervision_action
    where action_type = 'assistanceVisit' and ${where(resolved, parameters, ['found'])}
      and acted_at between ${parameters.addDay(period.from)} and ${parameters.addDay(period.to)} group by 1`
  return grouped(session, sql, parameters, countOf)
}

/** One row to be filled: a child region, or a unit. */
interface Child extends Pick<RegionRow, 'code' | 'name' | 'nameEn' | 'inStatistics' | 'areaKm2'> {}

function childrenOf({ parent, by }: RegionQuestion, regions: RegionIndex): Child[] {
  if (by === 'region') {
    return regions
      .children(parent)
      .map(({ code, name, nameEn, inStatistics, areaKm2 }) => ({ code, name, nameEn, inStatistics, areaKm2 }))
  }
  return reportingUnits.map(({ id, zh, en, regionCode }) => ({
    code: id,
    name: zh,
    nameEn: en,
    inStatistics: true,
    areaKm2: (regionCode !== null && regions.byCode.get(regionCode)?.areaKm2) || null,
  }))
}

/** The filter narrowed to the parent. Throws when it asks for a region elsewhere. */
function withinParent(filter: Filter, parent: string): Filter {
  const [outer, inner] = [regionRange(parent), filter.region === undefined ? null : regionRange(filter.region)]
  if (filter.region === undefined || inner === null || outer === null) {
    return { ...filter, region: inner === null ? parent : (filter.region as string) }
  }
  if (inner[0] >= outer[0] && inner[1] <= outer[1]) return filter
  if (outer[0] >= inner[0] && outer[1] <= inner[1]) return { ...filter, region: parent }
  throw new FilterError('region', filter.region, `a region within the parent ${parent}`)
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** One row per child of a region, or per reporting unit: counts for a filter. Throws FilterError. */
export async function readRegionStatistics(
  session: Session,
  filter: Filter,
  question: RegionQuestion,
): Promise<RegionStatistics> {
  const { parent, by } = question
  const collectionIds = ['hazards', 'enterprises', 'road-segments', 'accidents', 'supervision-actions'] as const
  const sections = await resolveSections(session, withinParent(filter, parent), collectionIds)
  const { resolved, period, provenance } = sections
  const regions = await readRegionIndex(session, provenance.dataVersion)
  const children = childrenOf(question, regions)
  const code = by === 'region' ? 'region_code' : unitSql
  const [hazards, enterprises, segments, accidents, visits] = await Promise.all([
    groupHazards(session, code, resolved.hazards),
    groupRows(session, code, 'enterprise', resolved.enterprises),
    groupRows(session, code, 'road_segment', resolved['road-segments']),
    groupAccidents(session, code, resolved.accidents, period),
    groupVisits(session, code, resolved['supervision-actions'], period),
  ])
  const counted = new Set(children.filter((child) => child.inStatistics).map((child) => child.code))
  const childOf = (own: string | null): string | null => {
    const child = by === 'region' ? regions.childOf(parent, own) : own
    return child !== null && counted.has(child) ? child : null
  }
  const rollUp = <Value>(groups: Grouped<Value>): ((child: string | null) => Value[]) => {
    const byChild = groupBy(groups, (group) => childOf(group.code))
    return (child) => (byChild.get(child) ?? []).map((group) => group.value)
  }
  const of = {
    hazards: rollUp(hazards),
    enterprises: rollUp(enterprises),
    segments: rollUp(segments),
    accidents: rollUp(accidents),
    visits: rollUp(visits),
  }
  const rows = children.map((child): RegionRow => {
    const nothing = { hazards: null, enterprises: null, roadSegments: null, accidents: null, assistanceVisits: null }
    if (!child.inStatistics) return { ...child, ...nothing }
    return {
      ...child,
      hazards: sumHazardCounts(of.hazards(child.code)),
      enterprises: total(of.enterprises(child.code)),
      roadSegments: total(of.segments(child.code)),
      accidents: accidentCounts(of.accidents(child.code)),
      assistanceVisits: total(of.visits(child.code)),
    }
  })
  return { ...provenance, parent, by, rows, unassigned: sumHazardCounts(of.hazards(null)) }
}
