import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeSample } from '../../data/sample/makeSample.ts'
import type { Database } from '../../server/database/database.ts'
import { openDatabase } from '../../server/database/openDatabase.ts'
import { readOverview } from '../../server/queries/overview.ts'
import { benchBundle } from './bundle.ts'
import { benchDbscan } from './dbscan.ts'
import { benchEmerging } from './emerging.ts'
import { benchImport } from './importEnterprises.ts'
import { benchHotSpots } from './hotSpots.ts'
import { formatMs, printTable } from './measure.ts'
import { benchNationalHotSpots } from './nationalHotSpots.ts'
import { startPostgis } from './postgisPeer.ts'
import { loadPostgisTiles } from './postgisTiles.ts'
import { benchStartUp, buildPage, startServer } from './startUp.ts'
import { benchTiles, benchZooms } from './tiles.ts'

const port = 8799
const homeOf = (scale: string) => join(process.env.ATLAS_HOME ?? '.atlas', 'bench', scale)

/** The store of a scale, made once and kept for later runs. */
async function openSample(scale: 'city' | 'national' | 'stress'): Promise<Database> {
  mkdirSync(homeOf(scale), { recursive: true })
  const database = await openDatabase({ home: homeOf(scale) })
  const { counts } = await readOverview(database)
  if ((counts.enterprises ?? 0) === 0) {
    console.log(`making the ${scale} sample ...`)
    await makeSample(database, { scale, seed: 1, home: homeOf(scale) })
  }
  return database
}

async function tilesOf(scale: 'national' | 'stress', peer: Parameters<typeof benchTiles>[1]) {
  await buildPage(homeOf(scale))
  const server = await startServer(homeOf(scale), port)
  try {
    return await benchTiles(server.origin, peer)
  } finally {
    await server.stop()
  }
}

const parts = new Set(process.argv.slice(2))
const wanted = (part: string) => parts.size === 0 || parts.has(part)

/** What is measured on a store: import, tiles and start. */
async function benchStores(): Promise<void> {
  if (wanted('hotspots')) benchHotSpots()

  const stress = await openSample('stress')
  const postgis = wanted('tiles') || wanted('import') ? await startPostgis() : null
  console.log(postgis ? `peer: PostGIS ${postgis.version}` : 'peer: PostGIS is not installed or not wanted')
  try {
    if (wanted('import')) await benchImport(stress, homeOf('stress'), postgis?.url ?? null)
    const peer = wanted('tiles') && postgis ? await loadPostgisTiles(postgis.url, stress) : null
    await stress.close()
    if (wanted('tiles')) {
      const many = await tilesOf('stress', peer)
      await peer?.close()
      await (await openSample('national')).close()
      const few = await tilesOf('national', null)
      printTable(
        'Growth of the tile time: stress (1.2 M) over national (0.3 M)',
        benchZooms.map((z) => ({
          name: `z${z}`,
          ours: formatMs(many.get(z) ?? NaN),
          peer: formatMs(few.get(z) ?? NaN),
          ratio: `${((many.get(z) ?? NaN) / (few.get(z) ?? NaN)).toFixed(2)} times for 4 times the rows`,
          bar: '<= 2x for 10x',
        })),
      )
    }
  } finally {
    await postgis?.stop()
  }
  if (wanted('start')) {
    await (await openSample('national')).close()
    const scripts = await benchStartUp(homeOf('national'), port)
    await benchBundle(homeOf('national'), scripts)
  }
}

if (wanted('dbscan')) benchDbscan()
if (wanted('emerging')) benchEmerging()
if (wanted('national')) {
  for (const scale of ['national', 'stress'] as const) await (await openSample(scale)).close()
  await benchNationalHotSpots([
    ['0.3 M enterprises', homeOf('national')],
    ['1.2 M enterprises', homeOf('stress')],
  ])
}
if (['import', 'tiles', 'start'].some(wanted)) await benchStores()
