import { booleanIntersects } from '@turf/boolean-intersects'
import type { Geometry, Polygon } from 'geojson'
import { cellToLatLng, cellToParent, latLngToCell } from 'h3-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bbox } from '../../../data/model/bbox.ts'
import { collections, recordCollectionIds } from '../../../data/model/collections.ts'
import { listedAsOf, overdueAsOf, statusAsOf } from '../../../data/model/lifeCycle.ts'
import type { Database } from '../../../server/database/database.ts'
import { readArea, storeArea } from '../../../server/queries/areas.ts'
import { readConfiguration } from '../../../server/queries/configuration.ts'
import { readItem, readItems } from '../../../server/queries/items.ts'
import { readRegions } from '../../../server/queries/regions.ts'
import { readRelated } from '../../../server/queries/related.ts'
import { resolveFilter } from '../../../server/queries/resolveFilter.ts'
import { search } from '../../../server/queries/search.ts'
import { countLocated, readTileCells } from '../../../server/queries/tileCells.ts'
import { readTilePoints, readTileShapes } from '../../../server/queries/tileFeatures.ts'
import { type Engine, engines } from '../../helpers/engines.ts'
import { fixtureAsOf, loadFixture, makeFixture } from '../../helpers/fixture.ts'
import { datesOf, plainRecords } from '../../helpers/reference.ts'

const fixture = makeFixture()
const records = plainRecords(fixture)
const asOf = fixtureAsOf
const city: Bbox = [113, 22.9, 113.4, 23.2]
const country: Bbox = [73, 18, 135, 54]
const triangle: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [113, 22.9],
      [113.3, 22.95],
      [113.1, 23.2],
      [113, 22.9],
    ],
  ],
}

const located = records.hazards.filter(({ location, values }) => location && String(values.foundAt) <= asOf)

/** The answers of an engine to one question; the engines must agree on each. */
type Question = (database: Database) => Promise<unknown>

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

const questions: Readonly<Record<string, Question>> = {
  ...Object.fromEntries(
    recordCollectionIds.map((id): [string, Question] => [
      `the ${id} as features`,
      async (database) => readItems(database, await resolveFilter(database, id, {}), { limit: 3000, offset: 0 }),
    ]),
  ),
  'the configuration': readConfiguration,
  'the regions': readRegions,
  ...Object.fromEntries(
    ['佛山', '安全', 'AJAX', '100%', '_', 'hz-b12', '91440600MA0000001', 'foshan', '4406', 'R1', 'x', "it's"].map(
      (text): [string, Question] => [`a search for ${text}`, (database) => search(database, text, 12)],
    ),
  ),
  ...Object.fromEntries(
    [
      ['enterprises', 'E7'],
      ['hazards', 'HZ-B45'],
      ['hazards', 'HZ-B44'],
      ['road-segments', 'R3'],
      ['accidents', 'A5'],
      ['sites', 'S12'],
      ['sites', 'S3'],
      ['supervision-actions', 'P4'],
    ].map(([id, key]): [string, Question] => [
      `what is related to ${id} ${key}`,
      (database) => readRelated(database, id as 'sites', key as string),
    ]),
  ),
  'the cells of a country': async (database) =>
    (await readTileCells(database, await resolveFilter(database, 'hazards', { asOf }), country, 3)).toSorted(byText),
  'the cells of accidents': async (database) =>
    (await readTileCells(database, await resolveFilter(database, 'accidents', { asOf }), city, 7)).toSorted(byText),
  'the cells of segments': async (database) =>
    (await readTileCells(database, await resolveFilter(database, 'road-segments', {}), city, 7)).toSorted(byText),
  ...Object.fromEntries(
    (['hazards', 'enterprises', 'accidents'] as const).map((id): [string, Question] => [
      `the points of ${id} in a tile`,
      async (database) => {
        const resolved = await resolveFilter(database, id, {})
        const points = await readTilePoints(database, resolved, city, { limit: 5000, names: true })
        return points === 'tooMany' ? points : points.toSorted(byText)
      },
    ]),
  ),
  ...Object.fromEntries(
    (['road-segments', 'sites'] as const).map((id): [string, Question] => [
      `the shapes of ${id} in a tile`,
      async (database) =>
        (await readTileShapes(database, await resolveFilter(database, id, {}), city, 5000)).toSorted(byText),
    ]),
  ),
}

async function openLoaded(engine: Engine): Promise<Database> {
  const database = await engine.open()
  await loadFixture(database, fixture)
  return database
}

describe('answers', () => {
  const databases: Database[] = []
  beforeAll(async () => {
    for (const engine of engines) databases.push(await openLoaded(engine))
  }, 90_000)
  afterAll(async () => {
    for (const database of databases) await database.close()
  })
  const reference = (): Database => databases[0] as Database

  it.each(Object.entries(questions))('agree on all engines: %s', async (_, question) => {
    const [expected, ...others] = await Promise.all(databases.map((database) => question(database)))
    expect(JSON.stringify(expected).length).toBeGreaterThan(1)
    for (const answer of others) expect(answer).toEqual(expected)
  })

  it('give a feature its values, place, derived state and the columns of its file', async () => {
    const database = reference()
    for (const [index, record] of fixture.records.hazards.slice(0, 60).entries()) {
      const plain = records.hazards[index] as (typeof records.hazards)[number]
      const feature = await readItem(database, 'hazards', plain.key, asOf)
      expect(feature).toMatchObject({ type: 'Feature', id: plain.key, properties: plain.values })
      expect(feature?.geometry).toEqual(
        plain.location ? { type: 'Point', coordinates: [plain.location.lng, plain.location.lat] } : null,
      )
      expect(feature?.properties.extra ?? null).toEqual(record.extra ?? null)
      const dates = datesOf(plain)
      if (dates.foundAt > asOf) continue
      expect(feature?.properties).toMatchObject({
        status: statusAsOf(dates, asOf),
        overdue: overdueAsOf(dates, asOf),
        listed: listedAsOf(dates, asOf),
      })
    }
    expect(await readItem(database, 'hazards', 'none')).toBeNull()
    const segment = await readItem(database, 'road-segments', 'R0')
    const source = fixture.records['road-segments'][0]
    expect(segment?.geometry).toEqual(source?.geometry ? (JSON.parse(source.geometry.json) as Geometry) : null)
    expect(segment?.properties.riskFeatures ?? null).toEqual(source?.values.riskFeatures ?? null)
  })

  it('count every located hazard of a cell, in whichever tile it is seen', async () => {
    const database = reference()
    const resolved = await resolveFilter(database, 'hazards', { asOf })
    expect(await countLocated(database, resolved)).toBe(located.length)
    const resolution = 6
    const counts = new Map<string, number>()
    for (const { location } of located) {
      const cell = cellToParent(latLngToCell(location?.lat ?? 0, location?.lng ?? 0, 12), resolution)
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
    const west = await readTileCells(database, resolved, [112.5, 22.5, 113.2, 23.4], resolution)
    const east = await readTileCells(database, resolved, [113.2, 22.5, 113.9, 23.4], resolution)
    const shared = west.filter(({ cell }) => east.some((other) => other.cell === cell))
    expect(shared.length).toBeGreaterThan(2)
    for (const { cell, count } of [...west, ...east]) expect(`${cell} ${count}`).toBe(`${cell} ${counts.get(cell)}`)
    const seen = new Set([...west, ...east].map(({ cell }) => cell))
    const inside = [...counts.keys()].filter((cell) => {
      const [lat, lng] = cellToLatLng(cell)
      return lng > 112.5 && lng < 113.9 && lat > 22.5 && lat < 23.4
    })
    for (const cell of inside) expect(seen.has(cell)).toBe(true)
  })

  it('name the most frequent sector of a cell and count open, overdue and listed ones', async () => {
    const resolved = await resolveFilter(reference(), 'hazards', { asOf })
    const [cell] = (await readTileCells(reference(), resolved, city, 5)).toSorted((a, b) => b.count - a.count)
    const inside = located.filter(
      ({ location }) => cellToParent(latLngToCell(location?.lat ?? 0, location?.lng ?? 0, 12), 5) === cell?.cell,
    )
    const dates = inside.map(datesOf)
    const isOpen = (status: string | null): boolean => !['closed', 'dismissed', 'pendingReview'].includes(status ?? '')
    const inSector = inside.filter(({ values }) => values.sector === cell?.sector).length
    expect(cell).toMatchObject({
      count: inside.length,
      open: dates.filter((one) => isOpen(statusAsOf(one, asOf))).length,
      overdue: dates.filter((one) => overdueAsOf(one, asOf)).length,
      listed: dates.filter((one) => listedAsOf(one, asOf)).length,
      sectorCount: inSector,
    })
    const sectorsSeen = new Set(inside.map(({ values }) => values.sector).filter((sector) => sector !== null))
    for (const sector of sectorsSeen) {
      expect(inside.filter(({ values }) => values.sector === sector).length).toBeLessThanOrEqual(inSector)
    }
  })

  it('tell how many points share a place, and when there are too many for a tile', async () => {
    const resolved = await resolveFilter(reference(), 'hazards', { asOf })
    const points = await readTilePoints(reference(), resolved, city, { limit: 5000, names: false })
    if (points === 'tooMany') throw new Error('the fixture is small')
    const atSharedPlace = points.filter(({ lng, lat }) => lng === 113.12 && lat === 23.02)
    expect(atSharedPlace.length).toBeGreaterThan(10)
    for (const { properties } of atSharedPlace) expect(properties.stack).toBe(atSharedPlace.length)
    expect(await readTilePoints(reference(), resolved, city, { limit: points.length, names: false })).toHaveLength(
      points.length,
    )
    expect(await readTilePoints(reference(), resolved, city, { limit: points.length - 1, names: false })).toBe(
      'tooMany',
    )
  })

  it('keep the lines and polygons that have a point in the area or box, exactly', async () => {
    const database = reference()
    const { id: area } = await storeArea(database, triangle)
    const box: Bbox = [113.1, 23, 113.2, 23.05]
    const boxShape = await storeArea(database, {
      type: 'Polygon',
      coordinates: [
        [
          [113.1, 23],
          [113.2, 23],
          [113.2, 23.05],
          [113.1, 23.05],
          [113.1, 23],
        ],
      ],
    })
    for (const id of ['road-segments', 'sites'] as const) {
      const shapes = fixture.records[id].filter((record) => record.geometry)
      const keysMeeting = (polygon: Geometry): string[] =>
        shapes
          .filter((record) => booleanIntersects(polygon, JSON.parse(record.geometry?.json ?? '') as Geometry))
          .map((record) => String(record.values[collections[id].key]))
          .toSorted()
      const keysOf = async (filter: object): Promise<string[]> => {
        const resolved = await resolveFilter(database, id, filter)
        const { features } = await readItems(database, resolved, { limit: 1000, offset: 0 })
        return features.map((feature) => feature.id).toSorted()
      }
      expect(await keysOf({ area })).toEqual(keysMeeting(triangle))
      expect(await keysOf({ bbox: box })).toEqual(keysMeeting(boxShape.geometry))
    }
  })

  it('find records that hang together', async () => {
    const groups = await readRelated(reference(), 'hazards', 'HZ-B45')
    const chain = groups?.find(({ zh }) => zh === '复发链')
    expect(chain?.hits.map(({ id }) => id)).toEqual(['HZ-B44'])
    const back = await readRelated(reference(), 'hazards', 'HZ-B44')
    expect(back?.find(({ zh }) => zh === '复发链')?.hits.map(({ id }) => id)).toEqual(['HZ-B45'])
    const own = records.hazards.filter(({ values }) => values.enterpriseId === 'E7').map(({ key }) => key)
    const firm = await readRelated(reference(), 'enterprises', 'E7')
    const hits = firm?.find(({ collection }) => collection === 'hazards')?.hits.map(({ id }) => id) ?? []
    expect(hits.toSorted()).toEqual(own.toSorted())
    expect(await readRelated(reference(), 'hazards', 'none')).toBeNull()
  })

  it('rank exact finds before beginnings before parts', async () => {
    const [first] = await search(reference(), 'E7', 5)
    expect(first).toMatchObject({ collection: 'enterprises', id: 'E7' })
    const [region] = await search(reference(), '佛山', 5)
    expect(region).toMatchObject({
      collection: 'regions',
      id: '440600',
      subtitle: '广东省',
      bbox: expect.any(Array) as [],
    })
    expect(await search(reference(), '  ', 5)).toEqual([])
    const literal = await search(reference(), '100%', 50)
    expect(literal.every(({ title, subtitle }) => `${title}${subtitle}`.includes('100%'))).toBe(true)
  })

  it('store an area once under the hash of its content', async () => {
    const first = await storeArea(reference(), triangle)
    const second = await storeArea(reference(), structuredClone(triangle))
    expect(first.id).toMatch(/^[0-9a-f]{16}$/)
    expect(second).toEqual(first)
    expect(await readArea(reference(), first.id)).toEqual(first)
    expect(await readArea(reference(), '0'.repeat(16))).toBeNull()
    expect(first.areaKm2).toBeGreaterThan(400)
    const rows = await reference().query('select count(*)::integer as count from area where id = $1', [first.id])
    expect(rows).toEqual([{ count: 1 }])
  })
})
