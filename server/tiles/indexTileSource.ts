import type { Session } from '../database/database.ts'
import type { PointCollectionId } from '../queries/pointRows.ts'
import type { ResolvedFilter } from '../queries/resolveFilter.ts'
import { countLocated } from '../queries/tileCells.ts'
import type { TileSource } from './buildTile.ts'
import { hazardRows } from './hazardRows.ts'
import { countCells } from './indexCells.ts'
import { drawRecords } from './indexRecords.ts'
import { type PointIndex, rowsIn } from './pointIndex.ts'
import { crowdedTile } from './representation.ts'
import { dayNumber, rowTest } from './rowTest.ts'
import { readCells } from './sharedCells.ts'

/** The tiles of a collection of points under an indexed filter, out of an index of the same data version. */
export function indexTileSource(session: Session, resolved: ResolvedFilter, index: PointIndex): TileSource {
  const collectionId = resolved.collectionId as PointCollectionId
  const asOf = dayNumber(resolved.asOf)
  const keeps = rowTest(index, resolved)
  const flags = collectionId === 'hazards' ? hazardRows(index, asOf).flags : null
  return {
    collectionId,
    countLocated: async () => (keeps ? countLocated(session, resolved) : index.keys.length),
    readCells: (bbox, resolution) =>
      readCells(session, resolved, (...place) => countCells(index, { keeps, flags }, ...place), bbox, resolution),
    async drawRecords(bbox, tile, names) {
      const rows = rowsIn(index, bbox, keeps, crowdedTile + 1)
      return rows.length > crowdedTile ? 'tooMany' : drawRecords(index, collectionId, rows, { tile, asOf, names })
    },
  }
}
