import { formatMs, formatRatio, printTable, quantile, timed, type BenchRow } from './measure.ts'
import type { PostgisTiles } from './postgisTiles.ts'

interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** Where firms crowd: the densest of the sample's belts, and a thin one, `[lng, lat]`. */
const centres: readonly (readonly [lng: number, lat: number])[] = [
  [113.12, 23.03],
  [120.6, 31.3],
  [116.4, 39.9],
  [104.07, 30.67],
  [87.6, 43.8],
]
export const benchZooms = [4, 6, 8, 10, 12, 14] as const

/** The tile of a centre and its eight neighbours, each once. */
function tilesAt(z: number): TileAddress[] {
  const size = 2 ** z
  const tiles = new Map<string, TileAddress>()
  for (const [lng, lat] of centres) {
    const sine = Math.sin((lat * Math.PI) / 180)
    const column = Math.floor(((lng + 180) / 360) * size)
    const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size)
    for (let step = 0; step < 9; step += 1) {
      const tile = { z, x: column + (step % 3) - 1, y: row + Math.floor(step / 3) - 1 }
      tiles.set(`${tile.x}/${tile.y}`, tile)
    }
  }
  return [...tiles.values()]
}

type TimedCollection = 'enterprises' | 'hazards'

async function fetchTile(origin: string, id: TimedCollection, { z, x, y }: TileAddress): Promise<number> {
  const answer = await fetch(`${origin}/api/collections/${id}/tiles/WebMercatorQuad/${z}/${y}/${x}`, {
    headers: { 'accept-encoding': 'identity' },
  })
  if (!answer.ok) throw new Error(`tile ${z}/${y}/${x}: ${answer.status} ${await answer.text()}`)
  return (await answer.arrayBuffer()).byteLength
}

interface Measured {
  readonly ms: number[]
  readonly largest: number
}

async function measure(
  tiles: readonly TileAddress[],
  fetchOne: (tile: TileAddress) => Promise<number>,
): Promise<Measured> {
  const ms: number[] = []
  let largest = 0
  for (const tile of tiles) {
    const { ms: taken, result } = await timed(() => fetchOne(tile))
    ms.push(taken)
    largest = Math.max(largest, result)
  }
  return { ms, largest }
}

/**
 * Times the tiles of a collection at six zooms over HTTP, one after another: uncached, then cached, beside the same
 * tiles of PostGIS over `pg`. The first tile of all, which counts the nation, is told by itself and belongs to no zoom.
 * Returns the p95 of the uncached tiles by zoom, in milliseconds.
 */
async function benchCollection(
  origin: string,
  id: TimedCollection,
  peer: PostgisTiles | null,
): Promise<Map<number, number>> {
  const fetchOne = (tile: TileAddress) => fetchTile(origin, id, tile)
  const opening = tilesAt(benchZooms[0]).slice(0, 1)
  const first = await measure(opening, fetchOne)
  await measure(tilesAt(9), fetchOne)
  const rows: BenchRow[] = []
  const p95 = new Map<number, number>()
  for (const z of benchZooms) {
    const tiles = z === benchZooms[0] ? tilesAt(z).slice(1) : tilesAt(z)
    const cold = await measure(tiles, fetchOne)
    const cached = await measure(tiles, fetchOne)
    const theirs = peer ? await measure(tiles, (tile) => peer.read(tile.z, tile.x, tile.y)) : null
    const ours = quantile(cold.ms, 0.95)
    const theirP95 = theirs ? quantile(theirs.ms, 0.95) : null
    p95.set(z, ours)
    rows.push({
      name: `z${z}, ${tiles.length} tiles, p50 ${formatMs(quantile(cold.ms, 0.5))}, cached p95 ${formatMs(quantile(cached.ms, 0.95))}, largest ${Math.round(cold.largest / 1000)} kB`,
      ours: formatMs(ours),
      peer: theirP95 === null ? 'absent' : formatMs(theirP95),
      ratio: formatRatio(theirP95, ours),
      bar: '<= 25 ms, >= 3x',
    })
  }
  const firstMs = formatMs(quantile(first.ms, 1))
  printTable(`Tiles of ${id}, uncached p95, the first of all ${firstMs} (peer: PostGIS ST_AsMVT over pg)`, rows)
  return p95
}

/** Times the tiles of enterprises beside the peer, then those of hazards; the p95 of the former by zoom. */
export async function benchTiles(origin: string, peer: PostgisTiles | null): Promise<Map<number, number>> {
  const enterprises = await benchCollection(origin, 'enterprises', peer)
  await benchCollection(origin, 'hazards', null)
  return enterprises
}
