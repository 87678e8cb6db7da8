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

async function fetchTile(origin: string, { z, x, y }: TileAddress): Promise<number> {
  const answer = await fetch(`${origin}/api/collections/enterprises/tiles/WebMercatorQuad/${z}/${y}/${x}`, {
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
 * Times enterprise tiles at six zooms over HTTP, one after another: uncached, then cached, beside the same tiles of
 * PostGIS over `pg`. Returns the p95 of the uncached tiles by zoom, in milliseconds.
 */
export async function benchTiles(origin: string, peer: PostgisTiles | null): Promise<Map<number, number>> {
  await measure(tilesAt(9), (tile) => fetchTile(origin, tile))
  const rows: BenchRow[] = []
  const p95 = new Map<number, number>()
  for (const z of benchZooms) {
    const tiles = tilesAt(z)
    const cold = await measure(tiles, (tile) => fetchTile(origin, tile))
    const cached = await measure(tiles, (tile) => fetchTile(origin, tile))
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
  printTable('Enterprise tiles of the stress sample, uncached p95 (peer: PostGIS ST_AsMVT over pg)', rows)
  return p95
}
