import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { nearestSite, readSitePoints } from '../../../server/queries/sitePoints.ts'
import { readSurroundings } from '../../../server/queries/surroundings.ts'
import { engines } from '../../helpers/engines.ts'
import { loadFixture, makeFixture } from '../../helpers/fixture.ts'

const fixture = makeFixture()

describe('the nearest site', () => {
  const sites = {
    ids: ['a', 'b', 'c'],
    names: ['A', 'B', 'C'],
    kinds: ['park', 'hospital', 'park'],
    lngs: Float64Array.of(113, 113.01, 113.02),
    lats: Float64Array.of(23, 23, 23),
  }

  it('is of the kind asked for, with its distance', () => {
    expect(nearestSite(sites, [113.015, 23], ['park'], 5000)).toEqual({ id: 'c', name: 'C', distanceMeters: 512 })
    expect(nearestSite(sites, [113.015, 23], ['hospital', 'park'], 5000)?.id).toBe('b')
  })

  it('is none beyond the distance or of another kind', () => {
    expect(nearestSite(sites, [113.015, 23], ['park'], 500)).toBeNull()
    expect(nearestSite(sites, [113.015, 23], ['mine'], 1e6)).toBeNull()
  })
})

describe.each(engines)('the surroundings of a place on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await loadFixture(database, fixture)
  }, 60_000)
  afterAll(() => database.close())

  it('are counted from its middle', async () => {
    const { center, nearest } = await readSurroundings(database, { bbox: [113, 22.9, 113.4, 23.2] })
    expect(center).toEqual([113.2, 23.049999999999997])
    expect(nearest.map(({ kind }) => kind)).toEqual(['hospital', 'park'])
    const sites = await readSitePoints(database, '0', ['hospital'])
    expect(nearest[0]?.site).toEqual(nearestSite(sites, center as [number, number], ['hospital'], 100_000))
  })

  it('are those of the point of a region, and none for the nation', async () => {
    const region = fixture.regions.find(({ code }) => code === '440604')
    expect((await readSurroundings(database, { region: '440604' })).center).toEqual([region?.lng, region?.lat])
    const { center, nearest } = await readSurroundings(database, {})
    expect(center).toBeNull()
    expect(nearest.map(({ site }) => site)).toEqual([null, null])
  })
})
