import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { readRegionRecords, readRegionValues } from '../../../server/queries/regionValues.ts'
import { resolveFilter } from '../../../server/queries/resolveFilter.ts'
import { seedRecords, testHazards, testRegions } from '../../helpers/atlasApp.ts'
import { engines } from '../../helpers/engines.ts'
import { replaceRegions } from '../../../server/queries/regions.ts'

const hazards = testHazards(300)
const countOf = (code: string, level?: string): number =>
  hazards.filter(({ values }) => values.regionCode === code && (!level || values.level === level)).length

describe.each(engines)('values by region on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await database.transaction((session) => replaceRegions(session, testRegions))
    await seedRecords(database, 300)
  }, 60_000)
  afterAll(() => database.close())

  it('sum a measure by child, records without coordinates included', async () => {
    const resolved = await resolveFilter(database, 'hazards', {})
    const byCounty = await readRegionValues(database, resolved, 'count', '440600')
    expect(byCounty).toEqual(
      new Map([
        ['440604', countOf('440604')],
        ['440605', countOf('440605')],
      ]),
    )
    const byProvince = await readRegionValues(database, resolved, 'count', '100000')
    expect(byProvince).toEqual(new Map([['440000', 300]]))
  })

  it('keep to the filter and the points of the measure', async () => {
    const major = await resolveFilter(database, 'hazards', { level: ['major'] })
    const counts = await readRegionValues(database, major, 'count', '440600')
    expect(counts.get('440604')).toBe(countOf('440604', 'major'))
    const points = await readRegionValues(database, major, 'severity', '440600')
    expect(points.get('440604')).toBeGreaterThanOrEqual(3 * countOf('440604', 'major'))
  })

  it('count records of any collection by child', async () => {
    const resolved = await resolveFilter(database, 'enterprises', {})
    expect(await readRegionRecords(database, resolved, '440600')).toEqual(new Map([['440604', 20]]))
  })
})
