import type { Facets } from '#contract/statistics.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Filter, FilterName } from '#model/filter.ts'
import type { Session } from '../database/database.ts'
import { hazardRules } from './hazardRules.ts'
import { Parameters } from './parameters.ts'
import { periodOf } from './period.ts'
import { type ResolvedFilter, resolveFilter } from './resolveFilter.ts'
import { codeColumns, unitSql, where } from './where.ts'

const facetNames = [...(Object.keys(codeColumns) as (keyof typeof codeColumns)[]), 'status', 'unit'] as const
const flagNames = ['listed', 'overdue'] as const
type FacetName = (typeof facetNames)[number] | (typeof flagNames)[number]

function facetSql(name: FacetName, asOf: () => string): string {
  if (name === 'unit') return unitSql
  if (name !== 'status' && name !== 'listed' && name !== 'overdue') return codeColumns[name]
  const sql = hazardRules(asOf())[name]
  return name === 'status' ? sql : `case when ${sql} then 'true' else 'false' end`
}

type Counts = Record<string, number>

/** Counts of several facets that have the same rows behind them, in one pass. */
async function countTogether(
  session: Session,
  resolved: ResolvedFilter,
  names: readonly FacetName[],
  without: readonly FilterName[],
): Promise<[FacetName, Counts][]> {
  const parameters = new Parameters()
  const kept = where(resolved, parameters, without)
  const columns = names.map((name, index) => `${facetSql(name, () => parameters.addDay(resolved.asOf))} as f${index}`)
  const set = names.map((_, index) => `when grouping(f${index}) = 0 then ${index}`)
  const rows = await session.query<{ facet: number; value: string | null; count: number }>(
    `select case ${set.join(' ')} end as facet,
       coalesce(${names.map((_, index) => `f${index}`).join(', ')}, null) as value, count(*)::integer as count
     from (select ${columns.join(', ')} from ${collections[resolved.collectionId].table} where ${kept}) records
     group by grouping sets (${names.map((_, index) => `(f${index})`).join(', ')})`,
    parameters.values,
  )
  return names.map((name, index) => {
    const own = rows.filter((row) => row.facet === index && row.value !== null)
    const sorted = own.toSorted((a, b) => (a.value as string).localeCompare(b.value as string, 'en'))
    return [name, Object.fromEntries(sorted.map((row) => [row.value as string, row.count]))]
  })
}

/**
 * How many records each option of each filter would show: a facet ignores its own filter and obeys all others. Records
 * without a value count in no option. Throws FilterError.
 */
export async function readFacets(session: Session, collectionId: RecordCollectionId, filter: Filter): Promise<Facets> {
  const resolved = await resolveFilter(session, collectionId, filter)
  const usable: readonly FilterName[] = collections[collectionId].filters
  const names = [...facetNames, ...flagNames].filter((name) => usable.includes(name))
  const free = names.filter((name) => filter[name] === undefined)
  const groups = [
    ...(free.length > 0 ? [countTogether(session, resolved, free, [])] : []),
    ...names.filter((name) => !free.includes(name)).map((name) => countTogether(session, resolved, [name], [name])),
  ]
  const facets = Object.fromEntries((await Promise.all(groups)).flat())
  return {
    asOf: resolved.asOf,
    period: { ...periodOf(filter, resolved.asOf, resolved.overview) },
    sample: resolved.overview.sample,
    dataVersion: resolved.dataVersion,
    notApplied: {},
    collection: collectionId,
    facets: Object.fromEntries(names.map((name) => [name, facets[name] ?? {}])),
  }
}
