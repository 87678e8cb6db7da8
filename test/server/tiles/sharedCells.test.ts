import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bbox } from '../../../data/model/bbox.ts'
import type { Database } from '../../../server/database/database.ts'
import { resolveFilter } from '../../../server/queries/resolveFilter.ts'
import { readTileCells } from '../../../server/queries/tileCells.ts'
import { type CountedCell, cellFeatures } from '../../../server/tiles/cellFeatures.ts'
import { readCells } from '../../../server/tiles/sharedCells.ts'
import { bufferedBbox } from '../../../server/tiles/tileGrid.ts'
import { openSeededStore } from '../../helpers/atlasApp.ts'

let database: Database
beforeAll(async () => {
  database = await openSeededStore(2000)
})
afterAll(() => database.close())

describe('readCells', () => {
  it.each([2, 4, 5, 6])('draws at resolution %i what the store counts for the tile', async (resolution) => {
    const resolved = await resolveFilter(database, 'hazards', { listed: true })
    for (const tile of [
      { z: 6, x: 52, y: 27 },
      { z: 7, x: 104, y: 55 },
      { z: 9, x: 416, y: 222 },
    ]) {
      // prettier-ignore
      const bbox = bufferedBbox(tile)
      const count = async (...place: readonly [Bbox, number]): Promise<CountedCell[]> => {
        const cells = await readTileCells(database, resolved, ...place)
        return cells.map(({ cell, ...properties }) => ({ cell, properties }))
      }
      const direct = await count(bbox, resolution)
      const shared = await readCells(database, resolved, count, bbox, resolution)
      const drawn = (cells: typeof direct) =>
        cellFeatures(cells, tile).sort((a, b) => String(a.properties.cell).localeCompare(String(b.properties.cell)))
      expect(drawn(shared)).toEqual(drawn(direct))
    }
  })
})
