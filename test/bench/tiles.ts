import { formatMs, formatRatio, printTable, quantile, timed, type BenchRow } from './measure.ts'
import type { PostgisTiles } from './postgisTiles.ts'
import { fetchBody, type TileAddress, tilesAt, waitForPointIndexes } from './tileRequests.ts'

export const benchZooms = [4, 6, 8, 10, 12, 14] as const
/** Zoom levels of tiles that are asked for before anything is measured: hexagons, points, points with names. */
const practiceZooms = [5, 7, 9, 11, 13, 15] as const
const bar = '<= 25 ms, >= 3x'

interface Measured {
  readonly ms: readonly number[]
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

const p95 = ({ ms }: Measured): number => quantile(ms, 0.95)

/** Bytes of a tile as it comes over HTTP. */
function tileServer(base: string): (tile: TileAddress) => Promise<number> {
  return async ({ z, x, y }) => (await fetchBody(`${base}/${z}/${y}/${x}`)).length
}

const tilesOf = (origin: string, collection: string) =>
  tileServer(`${origin}/api/collections/${collection}/tiles/WebMercatorQuad`)

/** The first tiles of a start, before and while the points come into memory: what follows every import too. */
async function benchFirstTiles(origin: string): Promise<void> {
  const rows: BenchRow[] = []
  for (const collection of ['enterprises', 'hazards']) {
    for (const z of [4, 12]) {
      const [first, ...others] = (await measure(tilesAt(z), tilesOf(origin, collection))).ms
      const rest = `then p95 ${formatMs(quantile(others, 0.95))}`
      rows.push({ name: `${collection} z${z}, ${rest}`, ours: formatMs(first ?? NaN), peer: '-', ratio: '-', bar: '-' })
    }
  }
  const { ms, result } = await timed(() => waitForPointIndexes(origin))
  rows.push({ name: `${Math.round(result / 1e6)} MB in memory after`, ours: formatMs(ms), peer: '-', ratio: '-', bar: '-' }) // prettier-ignore
  printTable('First tiles after a start, out of the store', rows)
}

async function benchCollection(
  origin: string,
  collection: string,
  peer: PostgisTiles | null,
): Promise<Map<number, number>> {
  const ours = tilesOf(origin, collection)
  const theirs = peer ? tileServer(peer.origin) : null
  for (const z of practiceZooms) {
    await measure(tilesAt(z), ours)
    if (theirs) await measure(tilesAt(z), theirs)
  }
  const rows: BenchRow[] = []
  const times = new Map<number, number>()
  for (const z of benchZooms) {
    const tiles = tilesAt(z)
    const cold = await measure(tiles, ours)
    const cached = await measure(tiles, ours)
    const served = theirs ? await measure(tiles, theirs) : null
    const bare = peer ? await measure(tiles, (tile) => peer.read(tile)) : null
    times.set(z, p95(cold))
    rows.push({
      name: `z${z}, ${tiles.length} tiles, p50 ${formatMs(quantile(cold.ms, 0.5))}, cached p95 ${formatMs(p95(cached))}, largest ${Math.round(cold.largest / 1000)} kB`,
      ours: formatMs(p95(cold)),
      peer: served && bare ? `${formatMs(p95(served))} (bare ${formatMs(p95(bare))})` : '-',
      ratio: served && bare ? `${formatRatio(p95(served), p95(cold))} (${formatRatio(p95(bare), p95(cold))})` : '-',
      bar,
    })
  }
  printTable(
    `Tiles of ${collection}, uncached p95 over HTTP (peer: PostGIS ST_AsMVT behind node:http; bare: over pg)`,
    rows,
  )
  return times
}

/**
 * Times tiles at six zooms over HTTP, one after another: the first after the start, then uncached and cached, those of
 * enterprises beside the same tiles of PostGIS. Returns the p95 of uncached enterprise tiles by zoom, in milliseconds.
 */
export async function benchTiles(origin: string, peer: PostgisTiles | null): Promise<Map<number, number>> {
  await benchFirstTiles(origin)
  const times = await benchCollection(origin, 'enterprises', peer)
  await benchCollection(origin, 'hazards', null)
  return times
}
