import { collections } from '#model/collections.ts'
import { columnOf } from '#model/field.ts'
import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import type { Database, Session } from '../database/database.ts'
import { measuredRecords } from './hotSpotMeasure.ts'
import { Parameters } from './parameters.ts'
import { parentCell } from './place/spatialCover.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { where } from './where.ts'

/** Sums by H3 cell in the order of the index; whole numbers. */
export interface CellValues {
  readonly cells: BigUint64Array
  readonly values: Float64Array
}

/** Sums by cell and step of time, in the order of the cell. */
export interface CellStepValues extends CellValues {
  /** Number of the step that each sum belongs to. */
  readonly steps: Float64Array
}

/** BIGINT of a cell is never negative: its highest bit is not used. */
export const cellArray = (cells: BigInt64Array): BigUint64Array =>
  new BigUint64Array(cells.buffer, cells.byteOffset, cells.length)

/** The sums of a measure over the located records of a filter. */
export async function readCellValues(
  database: Database,
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
  resolution: number,
): Promise<CellValues> {
  const parameters = new Parameters()
  const { points, source } = measuredRecords(resolved, measure, parameters)
  const { cell, total } = await database.columns(
    { cell: 'bigint', total: 'number' },
    `select ${parentCell(resolution)} as cell, sum(${points})::integer as total ${source} group by 1 order by 1`,
    parameters.values,
  )
  return { cells: cellArray(cell), values: total }
}

/**
 * The same by step of time: step i begins on `starts[i]` and ends before the next, the last one with the filter's
 * `asOf`. Records before the first step are left out.
 */
export async function readCellStepValues(
  database: Database,
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
  resolution: number,
  starts: readonly string[],
): Promise<CellStepValues> {
  const parameters = new Parameters()
  const { points, source } = measuredRecords(resolved, measure, parameters)
  const day = columnOf(collections[resolved.collectionId].dateField ?? '')
  const branches = starts
    .slice(1)
    .map((start, index) => `when ${day} < ${parameters.addDay(start)} then ${index}`)
    .join(' ')
  const step = `case ${branches} else ${starts.length - 1} end`
  const { cell, step_no, total } = await database.columns(
    { cell: 'bigint', step_no: 'number', total: 'number' },
    `select ${parentCell(resolution)} as cell, ${step} as step_no, sum(${points})::integer as total
     ${source} and ${day} >= ${parameters.addDay(starts[0] ?? resolved.asOf)} group by 1, 2 order by 1, 2`,
    parameters.values,
  )
  return { cells: cellArray(cell), steps: step_no, values: total }
}

/** How many records of a filter that a measure counts have no place. */
export async function countUnlocatedValues(
  session: Session,
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
): Promise<number> {
  const parameters = new Parameters()
  const { source } = measuredRecords(resolved, measure, parameters, false)
  const [row] = await session.query<{ count: number }>(`select count(*)::integer as count ${source}`, parameters.values)
  return row?.count ?? 0
}

/** The records of a filter by cell, whatever they measure: enterprises as the denominator of a rate. */
export async function readCellCounts(
  database: Database,
  resolved: ResolvedFilter,
  resolution: number,
): Promise<CellValues> {
  const parameters = new Parameters()
  const { table } = collections[resolved.collectionId]
  const { cell, total } = await database.columns(
    { cell: 'bigint', total: 'number' },
    `select ${parentCell(resolution)} as cell, count(*)::integer as total from ${table}
     where h3 is not null and ${where(resolved, parameters)} group by 1 order by 1`,
    parameters.values,
  )
  return { cells: cellArray(cell), values: total }
}

/** Cells that ever held a record of one of the filters, in the order of the index. */
export async function readOccupiedCells(
  database: Database,
  filters: readonly ResolvedFilter[],
  resolution: number,
): Promise<BigUint64Array> {
  const parameters = new Parameters()
  const parts = filters.map((resolved) => {
    const { table } = collections[resolved.collectionId]
    return `select ${parentCell(resolution)} as cell from ${table}
      where h3 is not null and ${where(resolved, parameters)} group by 1`
  })
  const { cell } = await database.columns(
    { cell: 'bigint' },
    `select cell from (${parts.join(' union ')}) occupied order by 1`,
    parameters.values,
  )
  return cellArray(cell)
}
