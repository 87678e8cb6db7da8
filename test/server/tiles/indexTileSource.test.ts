import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter } from '../../../data/model/filter.ts'
import type { Database } from '../../../server/database/database.ts'
import { type PointCollectionId, pointFields } from '../../../server/queries/pointRows.ts'
import { resolveFilter } from '../../../server/queries/resolveFilter.ts'
import { readTileCells } from '../../../server/queries/tileCells.ts'
import type { TileSource } from '../../../server/tiles/buildTile.ts'
import { cellFeatures, type CountedCell } from '../../../server/tiles/cellFeatures.ts'
import { encodeTile } from '../../../server/tiles/encodeTile.ts'
import { indexTileSource } from '../../../server/tiles/indexTileSource.ts'
import type { PointIndex } from '../../../server/tiles/pointIndex.ts'
import { readPointIndex } from '../../../server/tiles/pointIndexes.ts'
import { isIndexed } from '../../../server/tiles/rowTest.ts'
import { storeTileSource } from '../../../server/tiles/storeTileSource.ts'
import { bufferedBbox, type Tile } from '../../../server/tiles/tileGrid.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'
import { type DecodedFeature, decodeTile } from '../../helpers/decodeTile.ts'
import { engines } from '../../helpers/engines.ts'
import { filtersOf } from '../../helpers/filters.ts'
import { loadFixture, makeFixture } from '../../helpers/fixture.ts'
import { testHazards } from '../../helpers/atlasApp.ts'

const pointCollections = Object.keys(pointFields) as PointCollectionId[]

/** Filters that an index answers. */
const indexedFilters = (id: PointCollectionId): fc.Arbitrary<Filter> =>
  filtersOf(id, ['']).map(({ area: _area, near: _near, text: _text, ...filter }) => filter)

/** Tiles over the fixture's records, from the world to a street. */
const tiles: fc.Arbitrary<Tile> = fc
  .record({
    z: fc.integer({ min: 0, max: 18 }),
    lng: fc.constantFrom(75.2, 100.1, 113.05, 113.12, 113.4),
    lat: fc.constantFrom(20.5, 22.91, 23.02, 23.1),
  })
  .map(({ z, lng, lat }) => {
    const row = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)
    return { z, x: Math.floor(((lng + 180) / 360) * 2 ** z), y: Math.floor(row * 2 ** z) }
  })

type Drawn = Pick<DecodedFeature, 'type' | 'paths' | 'properties'>

/** Features as text, their properties by name. */
const sorted = (features: readonly Drawn[]): string[] =>
  features.map(({ type, paths, properties }) => JSON.stringify([type, paths, Object.entries(properties).sort()])).sort()

function decoded(tile: Uint8Array | 'tooMany' | undefined): readonly string[] {
  if (tile === undefined || tile === 'tooMany') return [String(tile)]
  const layers = Object.entries(decodeTile(tile))
  return layers.flatMap(([name, features]) => [name, ...sorted(features)])
}

const cellTile = (cells: readonly CountedCell[], tile: Tile): readonly string[] =>
  decoded(encodeTile([{ name: 'cells', features: cellFeatures(cells, tile) }]))

describe.each(engines)('tiles out of memory, $name', ({ open }) => {
  let database: Database
  const indexes = new Map<PointCollectionId, PointIndex>()
  beforeAll(async () => {
    database = await open()
    await loadFixture(database, makeFixture())
    await writeBatch(database, 'hazards', newBatch('more'), testHazards(1000))
    for (const id of pointCollections) {
      const index = await readPointIndex(database, id, 1e9, new AbortController().signal)
      if (index) indexes.set(id, index)
    }
  })
  afterAll(() => database.close())

  async function bothSources(id: PointCollectionId, filter: Filter): Promise<[TileSource, TileSource]> {
    const resolved = await resolveFilter(database, id, filter)
    const index = indexes.get(id)
    expect(isIndexed(resolved)).toBe(true)
    if (!index) throw new Error(`there is no index of ${id}`)
    return [indexTileSource(database, resolved, index), storeTileSource(database, resolved)]
  }

  it('are not made where texts, areas or surroundings are asked for', async () => {
    const filters: Filter[] = [{ text: '厂' }, { near: { collection: 'hazards', id: 'H000000', distanceMeters: 100 } }]
    for (const filter of filters) expect(isIndexed(await resolveFilter(database, 'hazards', filter))).toBe(false)
    expect(isIndexed(await resolveFilter(database, 'hazards', { sector: ['gas'] }))).toBe(true)
  })

  it.each(pointCollections)('hold the %s that the store gives, property by property', async (id) => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(indexedFilters(id), tiles, fc.boolean(), async (filter, tile, names) => {
        const sources = await bothSources(id, filter)
        const bbox = bufferedBbox(tile)
        const [ours, reference] = await Promise.all(sources.map((source) => source.drawRecords(bbox, tile, names)))
        expect(decoded(ours)).toEqual(decoded(reference))
        expect(await sources[0].countLocated()).toBe(await sources[1].countLocated())
        compared += decoded(ours).length
      }),
      { numRuns: 50 },
    )
    expect(compared).toBeGreaterThan(100)
  })

  it.each(pointCollections)('count the %s of every cell as the store does', async (id) => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(indexedFilters(id), tiles, fc.integer({ min: 1, max: 10 }), async (filter, tile, resolution) => {
        const resolved = await resolveFilter(database, id, filter)
        const sources = await bothSources(id, filter)
        const bbox = bufferedBbox(tile)
        const stored = await readTileCells(database, resolved, bbox, resolution)
        const reference = stored.map(({ cell, ...properties }): CountedCell => ({ cell, properties }))
        const ours = await sources[0].readCells(bbox, resolution)
        expect(cellTile(ours, tile)).toEqual(cellTile(reference, tile))
        compared += ours.length
      }),
      { numRuns: 50 },
    )
    expect(compared).toBeGreaterThan(100)
  })
})
