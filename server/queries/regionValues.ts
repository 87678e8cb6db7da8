import { collections } from '#model/collections.ts'
import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import type { Session } from '../database/database.ts'
import { measuredRecords } from './hotSpotMeasure.ts'
import { Parameters } from './parameters.ts'
import { readRegionIndex } from './regionIndex.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { where } from './where.ts'

type CodeTotal = { code: string | null; total: number }

/** Totals by the code that records carry, added up by child of a region. */
async function byChild(
  session: Session,
  rows: readonly CodeTotal[],
  parent: string,
  dataVersion: string,
): Promise<Map<string, number>> {
  const regions = await readRegionIndex(session, dataVersion)
  const totals = new Map<string, number>()
  for (const { code, total } of rows) {
    const child = regions.childOf(parent, code)
    if (child !== null) totals.set(child, (totals.get(child) ?? 0) + total)
  }
  return totals
}

/** The sum of a measure by child of a region, the records without coordinates included; a child without any is left out. */
export async function readRegionValues(
  session: Session,
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
  parent: string,
): Promise<Map<string, number>> {
  const parameters = new Parameters()
  const { points, source } = measuredRecords(resolved, measure, parameters, null)
  const rows = await session.query<CodeTotal>(
    `select region_code as code, sum(${points})::integer as total ${source} group by 1`,
    parameters.values,
  )
  return byChild(session, rows, parent, resolved.dataVersion)
}

/** The records of a filter by child of a region. */
export async function readRegionRecords(
  session: Session,
  resolved: ResolvedFilter,
  parent: string,
): Promise<Map<string, number>> {
  const parameters = new Parameters()
  const rows = await session.query<CodeTotal>(
    `select region_code as code, count(*)::integer as total from ${collections[resolved.collectionId].table}
     where ${where(resolved, parameters)} group by 1`,
    parameters.values,
  )
  return byChild(session, rows, parent, resolved.dataVersion)
}
