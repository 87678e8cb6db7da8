import { type Filter, type FilterName, filterNames } from '#model/filter.ts'
import type { Database } from '../database/database.ts'
import { type ResolvedFilter, resolveFilter } from '../queries/resolveFilter.ts'

/** What of a filter chooses the denominator: a text would be sought in names that hazards do not have. */
const applied: readonly FilterName[] = ['region', 'area', 'bbox', 'near', 'unit', 'sector']

/**
 * What a rate is per: the enterprises of the filter's place and unit and, where it names sectors, of those alone.
 * `notApplied` are the members of the filter that do not choose among enterprises. Throws FilterError.
 */
export async function resolveDenominator(
  database: Database,
  filter: Filter,
): Promise<{ resolved: ResolvedFilter; notApplied: FilterName[] }> {
  const given = filterNames.filter((name) => filter[name] !== undefined)
  const kept = given.filter((name) => applied.includes(name))
  const place: Filter = Object.fromEntries(kept.map((name) => [name, filter[name]]))
  return {
    resolved: await resolveFilter(database, 'enterprises', place),
    notApplied: given.filter((name) => !applied.includes(name)),
  }
}
