import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { readDataVersion } from '../../../server/queries/dataVersion.ts'
import { createPointIndexes, type PointIndexes, readPointIndex } from '../../../server/tiles/pointIndexes.ts'
import { locationAt, openSeededStore } from '../../helpers/atlasApp.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'

const whole = 1e9
const errors: unknown[] = []
const open: PointIndexes[] = []

function indexesOf(database: Database, maxBytes = whole, delayMs = 0): PointIndexes {
  const indexes = createPointIndexes(database, maxBytes, (error) => errors.push(error), { delayMs })
  open.push(indexes)
  return indexes
}

async function untilReady(indexes: PointIndexes): Promise<void> {
  while (!indexes.ready) await new Promise((resolve) => setTimeout(resolve, 5))
}

let database: Database
let version: string
beforeAll(async () => {
  database = await openSeededStore(500)
  version = await readDataVersion(database)
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((indexes) => indexes.close()))
  expect(errors.splice(0)).toEqual([])
})
afterAll(() => database.close())

describe('the indexes of points', () => {
  it('are not there at first and come after the first question', async () => {
    const indexes = indexesOf(database)
    expect(indexes.get('hazards', version)).toBeNull()
    await untilReady(indexes)
    expect(indexes.get('hazards', version)?.keys).toHaveLength(450)
    expect(indexes.get('enterprises', version)?.keys).toHaveLength(19)
    expect(indexes.get('accidents', version)?.keys).toHaveLength(1)
    expect(indexes.rows).toBe(470)
  })

  it('wait before they read', async () => {
    const indexes = indexesOf(database, whole, 60_000)
    indexes.get('hazards', version)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([indexes.ready, indexes.rows]).toEqual([false, 0])
  })

  it('never take more than they may, and leave out what does not fit', async () => {
    const all = indexesOf(database)
    all.get('hazards', version)
    await untilReady(all)
    const limit = Math.round((all.get('hazards', version)?.bytes ?? NaN) / 2)
    const some = indexesOf(database, limit)
    some.get('hazards', version)
    await untilReady(some)
    expect(some.bytes).toBeLessThanOrEqual(limit)
    expect(some.get('hazards', version)).toBeNull()
    expect(some.get('enterprises', version)?.keys).toHaveLength(19)
    expect(some.rows).toBe(20)
  })

  it('are never made when they may take nothing', async () => {
    const indexes = indexesOf(database, 0)
    indexes.get('hazards', version)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect([indexes.rows, indexes.bytes]).toEqual([0, 0])
  })

  it('answer for one data version alone and are made anew for the next', async () => {
    const store = await openSeededStore(50)
    const before = await readDataVersion(store)
    const indexes = indexesOf(store)
    indexes.get('accidents', before)
    await untilReady(indexes)
    const record = { values: { accidentNo: 'A2', occurredAt: '2023-06-02' }, location: locationAt(113.3, 23.1) }
    await writeBatch(store, 'accidents', newBatch('more'), [record])
    const after = await readDataVersion(store)
    expect(indexes.get('accidents', before)?.keys).toHaveLength(1)
    expect(indexes.get('accidents', after)).toBeNull()
    expect(indexes.rows).toBe(0)
    await untilReady(indexes)
    expect(indexes.get('accidents', after)?.keys).toHaveLength(2)
    expect(indexes.get('hazards', after)?.keys).toHaveLength(45)
    await indexes.close()
    await store.close()
  })

  it('are left out for a version that the store no longer has', async () => {
    const indexes = indexesOf(database)
    indexes.get('hazards', 'gone')
    await untilReady(indexes)
    expect(indexes.get('hazards', 'gone')).toBeNull()
  })

  it('tell of a store that fails', async () => {
    const broken = { ...database, columns: () => Promise.reject(new Error('no disk')) }
    const indexes = indexesOf(broken)
    indexes.get('hazards', version)
    await untilReady(indexes)
    expect(errors.splice(0)).toMatchObject([{ message: 'no disk' }])
    expect(indexes.get('hazards', version)).toBeNull()
  })
})

describe('readPointIndex', () => {
  it('puts the records in the order of cell and place', async () => {
    const index = await readPointIndex(database, 'hazards', whole, new AbortController().signal)
    const keys = [...(index?.keys ?? [])]
    expect(keys).toEqual(keys.toSorted((a, b) => a - b))
    const places = keys.map((key, row) => `${key} ${index?.lng[row]} ${index?.lat[row]}`)
    expect(places.filter((place, row) => places.indexOf(place) < row - 1 && places[row - 1] !== place)).toEqual([])
  })

  it('tells the bytes of its arrays', async () => {
    const index = await readPointIndex(database, 'enterprises', whole, new AbortController().signal)
    if (!index) throw new Error('there is no index')
    const texts = Object.values(index.texts).flatMap(({ bytes, ends }) => [bytes, ends])
    const codes = Object.values(index.codes).map(({ numbers }) => numbers)
    const arrays = [index.keys, index.lng, index.lat, ...texts, ...codes]
    expect(index.bytes).toBe(arrays.reduce((sum, array) => sum + array.byteLength, 0))
  })

  it('is null once nobody wants it', async () => {
    expect(await readPointIndex(database, 'hazards', whole, AbortSignal.abort())).toBeNull()
  })
})
