import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import type { Database } from '../database/database.ts'
import { cellArray } from './cellValues.ts'
import { measuredRecords } from './hotSpotMeasure.ts'
import { Parameters } from './parameters.ts'
import { parentCell } from './place/spatialCover.ts'
import type { ResolvedFilter } from './resolveFilter.ts'

/** Counts by cell and address of the records that a measure counts. */
export interface CellAddresses {
  readonly cells: BigUint64Array
  readonly addresses: readonly (string | null)[]
  readonly counts: Float64Array
}

/** The addresses that records in chosen cells state. */
export async function readCellAddresses(
  database: Database,
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
  resolution: number,
  cells: BigUint64Array,
): Promise<CellAddresses> {
  const parameters = new Parameters()
  const { source } = measuredRecords(resolved, measure, parameters)
  const parent = parentCell(resolution)
  const { cell, address, total } = await database.columns(
    { cell: 'bigint', address: 'text', total: 'number' },
    `select ${parent} as cell, address, count(*)::integer as total ${source} and address is not null
       and ${parent} in ${parameters.addIntegers([...cells])} group by 1, 2 order by 1, 2`,
    parameters.values,
  )
  return { cells: cellArray(cell), addresses: address, counts: total }
}
