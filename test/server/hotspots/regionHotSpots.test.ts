import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StoredRecord } from '../../../data/model/storedRecord.ts'
import type { Database } from '../../../server/database/database.ts'
import { readRegionHotSpots } from '../../../server/hotspots/regionHotSpots.ts'
import { replaceRegions } from '../../../server/queries/regions.ts'
import { locationAt, openTestStore, squareRegion, testRegions } from '../../helpers/atlasApp.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'

const columns = 4
const counties = Array.from({ length: 12 }, (_, index) =>
  squareRegion(`4407${String(index).padStart(2, '0')}`, 'county', '440700', [
    112 + (index % columns) * 0.1,
    22 + Math.floor(index / columns) * 0.1,
    0.1,
  ]),
)
const city = squareRegion('440700', 'city', '440000', [112, 22, 0.8])

/** Records of a county, all in its middle. */
const inCounty = (county: number, count: number, values: (id: string) => StoredRecord['values']): StoredRecord[] => {
  const { code, lng, lat } = counties[county] as (typeof counties)[number]
  return Array.from({ length: count }, (_, index) => ({
    values: { regionCode: code, ...values(`${code}-${index}`) },
    location: locationAt(lng, lat),
  }))
}
const hazard = (id: string) =>
  ({ hazardNo: id, title: '隐患', level: 'general', foundAt: '2023-05-01', discoverySource: 'inspection' }) as const
const enterprise = (id: string) => ({ enterpriseId: id, name: '厂', sector: 'industryTrade' })

let database: Database
beforeAll(async () => {
  database = await openTestStore()
  await database.transaction((session) => replaceRegions(session, [...testRegions, city, ...counties]))
  const places = counties.map((_, county) => county)
  // The first corner has many hazards; the last county has hazards and nobody.
  const hazards = places.flatMap((county) => inCounty(county, [0, 1, 4, 5].includes(county) ? 30 : 2, hazard))
  const firms = places.slice(0, -1).flatMap((county) => inCounty(county, 10, enterprise))
  await writeBatch(database, 'hazards', newBatch('h'), hazards)
  await writeBatch(database, 'enterprises', newBatch('e'), firms)
}, 30_000)
afterAll(() => database.close())

const ask = (measure: 'count' | 'rate') =>
  readRegionHotSpots(database, { filter: {}, measure, parent: '440700', alpha: 0.1 })

it('local Moran of rates tests the regions with enterprises alone', async () => {
  const { rows, tooFew, moran } = await ask('rate')
  expect(tooFew).toBeNull()
  expect(moran?.i).toBeGreaterThan(0)
  const [first, last] = [rows[0], rows.at(-1)]
  expect(first).toMatchObject({ code: '440700', value: 3000 })
  expect(first?.p).toBeLessThan(0.1)
  expect(last).toMatchObject({ code: '440711', value: null, localI: null, p: null, q: null, quadrant: 'none' })
  expect(last?.neighbours.length).toBe(3)
  expect(rows.filter(({ p }) => p !== null).length).toBe(11)
  const counted = await ask('count')
  expect(counted.rows.every(({ p }) => p !== null)).toBe(true)
})

it('local Moran of regions leaves turns to other work and is kept', async () => {
  let [turns, asking] = [0, true]
  const count = (): void => {
    turns += 1
    if (asking) setImmediate(count)
  }
  setImmediate(count)
  const question = { filter: { level: ['general'] }, measure: 'count', parent: '440700', alpha: 0.05 } as const
  const answer = await readRegionHotSpots(database, question)
  asking = false
  expect(turns).toBeGreaterThan(10)
  expect(await readRegionHotSpots(database, question)).toBe(answer)
})
