import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import type { Database } from '../database/database.ts'
import { cellArray } from './cellValues.ts'
import { measuredRecords } from './hotSpotMeasure.ts'
import { Parameters } from './parameters.ts'
import { parentCell } from './place/spatialCover.ts'
import type { ResolvedFilter } from './resolveFilter.ts'

/** Counts by cell, sector and region code of the records that a measure counts; null where a record states none. */
export interface CellParts {
  readonly cells: BigUint64Array
  readonly sectors: readonly (string | null)[]
  readonly regionCodes: readonly (string | null)[]
  readonly counts: Float64Array
}

/** What chosen cells hold, for the names and leading sectors of hot spots. */
export async function readCellParts(
  database: Database,
  resolved: ResolvedFilter,
  measure: HotSpotMeasureId,
  resolution: number,
  cells: BigUint64Array,
): Promise<CellParts> {
  const parameters = new Parameters()
  const { source } = measuredRecords(resolved, measure, parameters)
  const parent = parentCell(resolution)
  const { cell, sector, region_code, total } = await database.columns(
    { cell: 'bigint', sector: 'text', region_code: 'text', total: 'number' },
    `select ${parent} as cell, sector, region_code, count(*)::integer as total ${source}
       and ${parent} in ${parameters.addIntegers([...cells])} group by 1, 2, 3 order by 1, 2, 3`,
    parameters.values,
  )
  return { cells: cellArray(cell), sectors: sector, regionCodes: region_code, counts: total }
}
