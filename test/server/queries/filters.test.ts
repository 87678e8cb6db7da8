import fc from 'fast-check'
import type { MultiPolygon, Polygon } from 'geojson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RecordCollectionId } from '../../../data/model/collections.ts'
import type { Filter } from '../../../data/model/filter.ts'
import type { Database } from '../../../server/database/database.ts'
import { storeArea } from '../../../server/queries/areas.ts'
import { countItems, readItems, streamItems } from '../../../server/queries/items.ts'
import { FilterError, resolveApplicable, resolveFilter } from '../../../server/queries/resolveFilter.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'
import { engines } from '../../helpers/engines.ts'
import { filtersOf } from '../../helpers/filters.ts'
import { fixtureAsOf, loadFixture, locationAt, makeFixture } from '../../helpers/fixture.ts'
import { matches, plainRecords, type ReferenceContext } from '../../helpers/reference.ts'

const fixture = makeFixture()
const center = { values: { enterpriseId: 'E-center', name: 'centre' }, location: locationAt(113.12, 23.02) }
const records = plainRecords({
  ...fixture,
  records: { ...fixture.records, enterprises: [...fixture.records.enterprises, center] },
})

/** A ring with a hole, two parts, and a spiky shape whose outline crosses many cells. */
const areaShapes: readonly (Polygon | MultiPolygon)[] = [
  {
    type: 'Polygon',
    coordinates: [
      [
        [112.9, 22.8],
        [113.5, 22.8],
        [113.5, 23.3],
        [112.9, 23.3],
        [112.9, 22.8],
      ],
      [
        [113.1, 23],
        [113.1, 23.1],
        [113.2, 23.1],
        [113.2, 23],
        [113.1, 23],
      ],
    ],
  },
  {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [75, 20],
          [100, 30],
          [80, 48],
          [75, 20],
        ],
      ],
      [
        [
          [113.05, 22.95],
          [113.25, 22.95],
          [113.15, 23.1],
          [113.05, 22.95],
        ],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        ...Array.from({ length: 60 }, (_, step) => {
          const angle = (step * Math.PI) / 30
          const radius = step % 2 === 0 ? 0.25 : 0.02
          return [113.2 + radius * Math.cos(angle), 23.05 + radius * Math.sin(angle)]
        }),
        [113.45, 23.05],
      ],
    ],
  },
]

const seeded = { seed: 8, numRuns: 50 }
const sortedKeys = (keys: readonly string[]): string[] =>
  keys.toSorted((a, b) => Buffer.from(a).compare(Buffer.from(b)))

describe.each(engines)('filters on $name', ({ open }) => {
  let database: Database
  const areas = new Map<string, Polygon | MultiPolygon>()
  beforeAll(async () => {
    database = await open()
    await loadFixture(database, fixture)
    await writeBatch(database, 'enterprises', newBatch('center'), [center])
    for (const shape of areaShapes) {
      const { id, geometry } = await storeArea(database, shape)
      areas.set(id, geometry)
    }
  }, 60_000)
  afterAll(() => database.close())

  const expected = (collectionId: RecordCollectionId, filter: Filter): string[] => {
    const context: ReferenceContext = { asOf: filter.asOf ?? '2023-12-31', records, areas }
    return sortedKeys(
      records[collectionId].filter((record) => matches(collectionId, record, filter, context)).map(({ key }) => key),
    )
  }
  const readKeys = async (collectionId: RecordCollectionId, filter: Filter): Promise<string[]> => {
    const resolved = await resolveFilter(database, collectionId, filter)
    const { numberMatched, features } = await readItems(database, resolved, { limit: 10_000, offset: 0 })
    expect(numberMatched).toBe(features.length)
    return features.map((feature) => feature.id)
  }
  const asOf = '2023-12-31'

  it.each(['hazards', 'enterprises', 'accidents', 'supervision-actions'] as const)(
    'keeps of %s what a plain reading of the filter keeps',
    async (collectionId) => {
      let kept = 0
      await fc.assert(
        fc.asyncProperty(filtersOf(collectionId, [...areas.keys()]), async (generated) => {
          const filter = collectionId === 'enterprises' ? generated : { asOf, ...generated }
          const keys = await readKeys(collectionId, filter)
          kept += keys.length
          expect(keys).toEqual(expected(collectionId, filter))
        }),
        seeded,
      )
      expect(kept).toBeGreaterThan(100)
    },
  )

  it('keeps each single area, box and circle exactly', async () => {
    for (const area of areas.keys()) {
      const keys = await readKeys('hazards', { area, asOf })
      expect(keys).toEqual(expected('hazards', { area, asOf }))
      expect(keys.length).toBeGreaterThan(10)
    }
    for (const distanceMeters of [1, 3000, 100_000]) {
      const filter = { near: { collection: 'enterprises', id: 'E-center', distanceMeters } }
      expect(await readKeys('enterprises', filter)).toEqual(expected('enterprises', filter))
    }
  })

  it('pages through all records in the order of their keys', async () => {
    const resolved = await resolveFilter(database, 'hazards', { asOf })
    const pages = [0, 700, 1400, 2100].map((offset) => readItems(database, resolved, { limit: 700, offset }))
    const paged = (await Promise.all(pages)).flatMap((page) => page.features.map((feature) => feature.id))
    expect(paged).toEqual(expected('hazards', { asOf }))
    const streamed: string[] = []
    for await (const page of streamItems(database, resolved)) streamed.push(...page.map((feature) => feature.id))
    expect(streamed).toEqual(paged)
    expect(await countItems(database, resolved)).toBe(paged.length)
  })

  it('sees things as of the last day of the data when no day is given', async () => {
    const resolved = await resolveFilter(database, 'hazards', {})
    expect(resolved.asOf >= fixtureAsOf).toBe(true)
    expect(resolved.asOf).toBe(resolved.overview.asOf)
  })

  it.each([
    ['enterprises', { status: ['closed'] }, 'status', 'left out: enterprises can be filtered by'],
    ['hazards', { region: '990000' }, 'region', 'the code of a region'],
    ['hazards', { unit: '77' }, 'unit', 'one of 11, 12'],
    ['hazards', { area: '0123456789abcdef' }, 'area', 'the id of a stored area'],
    ['hazards', { campaign: 'none' }, 'campaign', 'a campaign of the configuration or the data'],
    [
      'hazards',
      { near: { collection: 'enterprises', id: 'x', distanceMeters: 5 } },
      'near',
      'an id that enterprises has',
    ],
    ['hazards', { near: { collection: 'regions', id: '1', distanceMeters: 5 } }, 'near', 'a feature of hazards'],
  ] as const)('refuses of %s the filter %o', async (collectionId, filter, parameter, allowed) => {
    const error = await resolveFilter(database, collectionId, filter).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(FilterError)
    expect(error).toMatchObject({ parameter, allowed: expect.stringContaining(allowed) as string })
  })

  it('refuses to be near a record without a place', async () => {
    const unlocated = records.enterprises.find(({ location }) => !location)?.key ?? ''
    const near = { collection: 'enterprises', id: unlocated, distanceMeters: 5 }
    await expect(resolveFilter(database, 'hazards', { near })).rejects.toThrow('this one has none')
  })

  it('leaves out what a collection cannot use when asked to, telling what', async () => {
    const { resolved, notApplied } = await resolveApplicable(database, 'enterprises', { sector: ['gas'], listed: true })
    expect(resolved.filter).toEqual({ sector: ['gas'] })
    expect(notApplied).toEqual(['listed'])
  })
})
