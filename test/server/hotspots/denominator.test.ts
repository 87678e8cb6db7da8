import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Filter } from '../../../data/model/filter.ts'
import type { Database } from '../../../server/database/database.ts'
import { resolveDenominator } from '../../../server/hotspots/denominator.ts'
import { readCellCounts } from '../../../server/queries/cellValues.ts'
import { openTestStore } from '../../helpers/atlasApp.ts'
import { plantRecords } from '../../helpers/plantedStore.ts'

let database: Database
beforeAll(async () => {
  database = await openTestStore()
  await plantRecords(database)
}, 30_000)
afterAll(() => database.close())

async function firms(filter: Filter): Promise<number> {
  const { resolved } = await resolveDenominator(database, filter)
  const { values } = await readCellCounts(database, resolved, 7)
  return values.reduce((sum, value) => sum + value, 0)
}

it('the denominator of a rate is the enterprises of the place and of the sectors asked for', async () => {
  expect(await firms({})).toBe(2400)
  const own = await firms({ region: '440604' })
  expect(own).toBeLessThan(2400)
  expect(await firms({ region: '440604', sector: ['industryTrade'] })).toBe(own)
  expect(await firms({ region: '440604', sector: ['gas'] })).toBe(0)
})

it('the denominator of a rate leaves out what enterprises do not have, and tells its names', async () => {
  const filter: Filter = {
    level: ['major'],
    text: '燃气',
    found: { from: '2023-05-01', to: '2023-06-01' },
    sector: ['industryTrade'],
  }
  const { notApplied, resolved } = await resolveDenominator(database, filter)
  expect(notApplied.toSorted()).toEqual(['found', 'level', 'text'])
  expect(resolved.filter).toEqual({ sector: ['industryTrade'] })
})
