import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import { createRegionCheck, type DeclaredRegion } from '../../../../data/import/place/regionCheck.ts'
import { packRegionsInUse, unpackRegions } from '../../../../data/import/place/regionsInUse.ts'
import { loadBuiltInRegions } from '../../../../data/regions/loadRegions.ts'
import { replaceRegions } from '../../../../server/queries/regions.ts'
import { squareRegion } from '../../../helpers/atlasApp.ts'
import { emptyStore } from '../../../helpers/importFile.ts'

const check = createRegionCheck(loadBuiltInRegions())

function declared(text: string): DeclaredRegion {
  const read = check.read(text)
  if (read instanceof Refusal) throw new Error(read.reason)
  return read
}

describe('a declared region', () => {
  it('is read with the prefix of Tianditu, in full width, and at every length in use', () => {
    for (const text of ['440606', '156440606', '４４０６０６', ' 440606 ']) expect(declared(text).code).toBe('440606')
    expect(declared('440606001').code).toBe('440606001')
    expect(declared('440606001002').region?.code).toBe('440606')
  })

  it.each(['', '4406', '6590010', '44060X', '佛山市', '440606-1'])('is not %j', (text) => {
    expect(check.read(text)).toBeInstanceOf(Refusal)
  })

  it('that is unknown is stored as it is, with a warning', () => {
    expect(declared('990001')).toMatchObject({ code: '990001', warning: 'is no region of the atlas', region: null })
  })
})

describe('the distance to a declared region', () => {
  it('is told for a point outside, none for a point inside any part of it', () => {
    const foshan = declared('440600')
    expect(check.disagreement(foshan, 113.1227, 23.0287)).toBeNull()
    expect(check.disagreement(declared('440000'), 113.1227, 23.0287)).toBeNull()
    const km = Number(/(\d+) km from it/.exec(check.disagreement(foshan, 116.3975, 39.9088) ?? '')?.[1])
    // The great circle from the north of Foshan to the Forbidden City is about 1,870 km.
    expect(km).toBeGreaterThan(1750)
    expect(km).toBeLessThan(1950)
  })

  it('is told for a point outside of all regions, and nothing is said against an unknown region', () => {
    expect(check.disagreement(declared('440600'), 2.17, 41.38)).toContain('outside of all regions')
    expect(check.disagreement(declared('990001'), 2.17, 41.38)).toBeNull()
  })
})

describe('the boundaries in use', () => {
  it("are the product's own in a store without any, and in one that holds the same", async () => {
    const database = await emptyStore()
    expect(await packRegionsInUse(database)).toBeNull()
    const { regions, geometry } = loadBuiltInRegions()
    const stored = regions.map((region) => ({ ...region, geometry: geometry(region.code, 'light') }))
    await database.transaction((session) => replaceRegions(session, stored))
    expect(await packRegionsInUse(database)).toBeNull()
    await database.close()
  })

  it("are the operator's where the store has others", async () => {
    const database = await emptyStore()
    const own = [
      squareRegion('100000', 'nation', null, [0, 0, 10]),
      squareRegion('880000', 'province', '100000', [0, 0, 5]),
    ]
    await database.transaction((session) => replaceRegions(session, own))
    const regions = createRegionCheck(unpackRegions(await packRegionsInUse(database)))
    expect(regions.locate(2, 2)).toBe('880000')
    expect(regions.locate(113, 23)).toBeNull()
    expect(() => unpackRegions({ regions: [], borders: new Map() }).geometry('1')).toThrow('no region has the code 1')
    await database.close()
  })
})
