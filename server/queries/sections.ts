import type { Provenance } from '#contract/statistics.ts'
import type { RecordCollectionId } from '#model/collections.ts'
import type { Filter } from '#model/filter.ts'
import type { Session } from '../database/database.ts'
import { readOverview } from './overview.ts'
import { type Period, periodFilters, periodOf } from './period.ts'
import { type ResolvedFilter, resolveApplicable } from './resolveFilter.ts'

/** A question over several collections: the filter as each of them can use it. */
export interface Sections<Id extends RecordCollectionId> {
  readonly resolved: Readonly<Record<Id, ResolvedFilter>>
  readonly provenance: Provenance
  readonly period: Period
}

/** Collections whose days are the period. */
const periodic: readonly RecordCollectionId[] = ['accidents', 'supervision-actions']

/** Makes one filter ready for several collections; what one of them cannot use is told in `provenance.notApplied`. */
export async function resolveSections<Id extends RecordCollectionId>(
  session: Session,
  filter: Filter,
  collectionIds: readonly Id[],
): Promise<Sections<Id>> {
  const overview = await readOverview(session)
  const asOf = filter.asOf ?? overview.asOf
  const period = periodOf(filter, asOf, overview)
  const inPeriod = periodFilters(filter)
  const answers = await Promise.all(
    collectionIds.map(async (id) => {
      const { resolved, notApplied } = await resolveApplicable(session, id, filter)
      const names = periodic.includes(id) ? notApplied.filter((name) => !inPeriod.includes(name)) : notApplied
      return { id, resolved, names }
    }),
  )
  return {
    resolved: Object.fromEntries(answers.map(({ id, resolved }) => [id, resolved])) as Record<Id, ResolvedFilter>,
    period,
    provenance: {
      asOf,
      period: { ...period },
      sample: overview.sample,
      dataVersion: overview.dataVersion,
      notApplied: Object.fromEntries(
        answers.filter(({ names }) => names.length > 0).map(({ id, names }) => [id, names]),
      ),
    },
  }
}
