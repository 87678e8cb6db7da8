import { equivalentHalves, type HotSpotMeasureId, hotSpotMeasures, severityPoints } from '#model/hotSpot.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { hazardEvents, hazardRules } from './hazardRules.ts'
import type { Parameters } from './parameters.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { where } from './where.ts'

/** What a measure sums up, as SQL over the columns of its collection. */
interface MeasureSql {
  /** True for the records that count. */
  readonly counts: string
  /** A whole number a record. */
  readonly points: string
}

export const collectionOfMeasure = (measure: HotSpotMeasureId): RecordCollectionId =>
  hotSpotMeasures.find(({ id }) => id === measure)?.collection ?? 'hazards'

/** What a sum of 1 of a measure stands for. */
export const unitOfMeasure = (measure: HotSpotMeasureId): number =>
  measure === 'accidents' ? 1 / equivalentHalves.accident : 1

function measureSql(measure: HotSpotMeasureId, asOf: string): MeasureSql {
  const { open, overdue, listed } = hazardRules(asOf)
  const { accident, death, injury } = equivalentHalves
  const injuries = 'coalesce(serious_injuries, 0) + coalesce(minor_injuries, 0)'
  const { general, major, listed: listedPoints } = severityPoints
  const exists = `(${hazardEvents(asOf).dismissed}) is not true`
  switch (measure) {
    case 'count':
    case 'rate':
      return { counts: exists, points: '1' }
    case 'open':
      return { counts: open, points: '1' }
    case 'overdue':
      return { counts: overdue, points: '1' }
    case 'listed':
      return { counts: `${listed} and ${exists}`, points: '1' }
    case 'severity':
      return {
        counts: exists,
        points: `(case when ${listed} then ${listedPoints} when level = 'major' then ${major} else ${general} end)`,
      }
    case 'accidents':
      return { counts: 'true', points: `(${accident} + ${death} * coalesce(deaths, 0) + ${injury} * (${injuries}))` }
  }
}

/**
 * The records of a filter that a measure counts, SQL from `from` on, and the whole number that each is worth. With
 * `located` false those without a place alone are meant, with null all of them.
 */
export function measuredRecords(
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
  parameters: Parameters,
  located: boolean | null = true,
): { readonly points: string; readonly source: string } {
  const { counts, points } = measureSql(measure, parameters.addDay(resolved.asOf))
  const { table } = collections[resolved.collectionId]
  const place = located === null ? '' : `h3 is ${located ? 'not ' : ''}null and `
  return { points, source: `from ${table} where ${place}${where(resolved, parameters)} and ${counts}` }
}
