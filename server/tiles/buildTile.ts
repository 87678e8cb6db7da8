import type { Bbox } from '#model/bbox.ts'
import { cellFeatures, type CountedCell } from './cellFeatures.ts'
import { encodeTile } from './encodeTile.ts'
import { maxTileBytes, type Representation, representations } from './representation.ts'
import { bufferedBbox, type Tile } from './tileGrid.ts'

/** Where the content of the tiles of one collection and one filter comes from. */
export interface TileSource {
  readonly collectionId: string
  /** How many located records match, over the whole world. */
  countLocated(): Promise<number>
  /** The cells near the box, each with the counts of all its records. */
  readCells(bbox: Bbox, resolution: number): Promise<CountedCell[]>
  /** A tile of the records in the box, or `tooMany` above `crowdedTile` of them. */
  drawRecords(bbox: Bbox, tile: Tile, names: boolean): Promise<Uint8Array | 'tooMany'>
}

export interface BuiltTile {
  /** Empty when nothing lies in the tile. */
  readonly bytes: Uint8Array
  readonly representation: Representation
}

async function tryRepresentation(source: TileSource, tile: Tile, way: Representation): Promise<Uint8Array | null> {
  const bbox = bufferedBbox(tile)
  if (way.kind === 'cells') {
    const cells = await source.readCells(bbox, way.resolution)
    const bytes = encodeTile([{ name: `${source.collectionId}-cells`, features: cellFeatures(cells, tile) }])
    return bytes.length <= maxTileBytes || way.resolution === 0 ? bytes : null
  }
  const bytes = await source.drawRecords(bbox, tile, way.names)
  return bytes !== 'tooMany' && bytes.length <= maxTileBytes ? bytes : null
}

/** A tile drawn in the best way that fits its limits (see representation.ts). */
export async function buildTile(source: TileSource, tile: Tile): Promise<BuiltTile> {
  const ways = representations(tile.z, await source.countLocated())
  for (const representation of ways) {
    const bytes = await tryRepresentation(source, tile, representation)
    if (bytes) return { bytes, representation }
  }
  throw new Error(`no representation of tile ${tile.z}/${tile.x}/${tile.y} of ${source.collectionId} fits`)
}
