import { collections } from '#model/collections.ts'
import type { Session } from '../database/database.ts'
import { measuredRecords } from './hotSpotMeasure.ts'
import { Parameters } from './parameters.ts'
import { parentCell } from './place/spatialCover.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { binned, binStarts } from './trend.ts'
import { where } from './where.ts'

/** Chosen H3 cells of one resolution. */
export interface ChosenCells {
  readonly resolution: number
  readonly cells: BigUint64Array
}

const inCells = ({ resolution, cells }: ChosenCells, parameters: Parameters): string =>
  `${parentCell(resolution)} in ${parameters.addIntegers([...cells])}`

/** How many records of a filter lie in the cells, whatever they measure. */
export async function countInCells(session: Session, resolved: ResolvedFilter, chosen: ChosenCells): Promise<number> {
  const parameters = new Parameters()
  const { table } = collections[resolved.collectionId]
  const [row] = await session.query<{ count: number }>(
    `select count(*)::integer as count from ${table}
     where h3 is not null and ${where(resolved, parameters)} and ${inCells(chosen, parameters)}`,
    parameters.values,
  )
  return row?.count ?? 0
}

/** Hazards of a filter in the cells by the month in which they were found, without gaps from the first to `asOf`. */
export async function readFoundMonths(
  session: Session,
  resolved: ResolvedFilter,
  chosen: ChosenCells,
): Promise<{ starts: string[]; found: number[] }> {
  const parameters = new Parameters()
  const { source } = measuredRecords(resolved, 'count', parameters)
  const rows = await session.query<{ day: string; count: number }>(
    `select found_at as day, count(*)::integer as count ${source} and ${inCells(chosen, parameters)} group by 1 order by 1`,
    parameters.values,
  )
  const [first] = rows
  const starts = first ? binStarts(first.day, resolved.asOf, 'month') : []
  return { starts, found: binned(new Map(rows.map(({ day, count }) => [day, count])), starts, 'month') }
}
