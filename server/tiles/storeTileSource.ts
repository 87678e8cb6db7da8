import type { Bbox } from '#model/bbox.ts'
import { collections } from '#model/collections.ts'
import type { Session } from '../database/database.ts'
import type { ResolvedFilter } from '../queries/resolveFilter.ts'
import { countLocated, readTileCells } from '../queries/tileCells.ts'
import { readTilePoints, readTileShapes } from '../queries/tileFeatures.ts'
import type { TileSource } from './buildTile.ts'
import { encodeTile, type TileFeature } from './encodeTile.ts'
import { pointFeatures } from './pointFeatures.ts'
import { crowdedTile } from './representation.ts'
import { shapeFeatures } from './shapeFeatures.ts'
import { readCells } from './sharedCells.ts'
import type { Tile } from './tileGrid.ts'

async function readRecords(
  session: Session,
  resolved: ResolvedFilter,
  bbox: Bbox,
  tile: Tile,
  names: boolean,
): Promise<TileFeature[] | 'tooMany'> {
  if (collections[resolved.collectionId].geometry === 'point') {
    const points = await readTilePoints(session, resolved, bbox, { limit: crowdedTile, names })
    return points === 'tooMany' ? points : pointFeatures(points, tile)
  }
  const shapes = await readTileShapes(session, resolved, bbox, crowdedTile + 1)
  return shapes.length > crowdedTile ? 'tooMany' : shapeFeatures(shapes, tile)
}

/** The tiles of a collection under a filter, out of the store. */
export function storeTileSource(session: Session, resolved: ResolvedFilter): TileSource {
  const { collectionId } = resolved
  return {
    collectionId,
    countLocated: () => countLocated(session, resolved),
    readCells: (bbox, resolution) =>
      readCells(
        session,
        resolved,
        async (...place) => {
          const cells = await readTileCells(session, resolved, ...place)
          return cells.map(({ cell, ...properties }) => ({ cell, properties }))
        },
        bbox,
        resolution,
      ),
    async drawRecords(bbox, tile, names) {
      const features = await readRecords(session, resolved, bbox, tile, names)
      return features === 'tooMany' ? features : encodeTile([{ name: collectionId, features }])
    },
  }
}
