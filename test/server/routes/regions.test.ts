import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordFeature, RecordFeatureCollection } from '../../../server/contract/ogc.ts'
import type { Database } from '../../../server/database/database.ts'
import { replaceRegions } from '../../../server/queries/regions.ts'
import { getJson, getProblem, openTestStore, squareRegion, type TestApp, testApp } from '../../helpers/atlasApp.ts'

let database: Database
let atlas: TestApp
beforeAll(async () => {
  database = await openTestStore()
  atlas = testApp(database)
})
afterAll(() => database.close())

const list = (query = '') => getJson<RecordFeatureCollection>(atlas, `/api/collections/regions/items${query}`)
const codes = async (query: string) => (await list(query)).features.map(({ id }) => id)

describe('regions', () => {
  it('are features with their shapes', async () => {
    const { features, numberMatched } = await list()
    expect(numberMatched).toBe(6)
    expect(features[1]).toMatchObject({
      id: '440000',
      geometry: { type: 'Polygon' },
      properties: { level: 'province' },
    })
  })

  it('are kept by parent, level and box', async () => {
    expect(await codes('?parent=440600')).toEqual(['440604', '440605'])
    expect(await codes('?level=province')).toEqual(['440000', '450000'])
    expect(await codes('?bbox=110.5,22.5,110.6,22.6')).toEqual(['100000', '450000'])
  })

  it('come in pages and without shapes when asked', async () => {
    const page = await list('?limit=2&offset=2&skipGeometry=true')
    expect(page.features.map(({ id }) => id)).toEqual(['440600', '440604'])
    expect(page.features.every(({ geometry }) => geometry === null)).toBe(true)
    expect(page.links.map(({ rel }) => rel).sort()).toEqual(['next', 'prev', 'self'])
    const one = await getJson<RecordFeature>(atlas, '/api/collections/regions/items/440604?skipGeometry=true')
    expect(one.geometry).toBeNull()
  })

  it('are found by code', async () => {
    const one = await getJson<RecordFeature>(atlas, '/api/collections/regions/items/440604')
    expect(one).toMatchObject({ id: '440604', properties: { parentCode: '440600' } })
    expect((await getProblem(atlas, '/api/collections/regions/items/990000')).status).toBe(404)
  })

  it.each([
    ['parent=44', 'parent'],
    ['parent=990000', 'parent'],
    ['level=village', 'level'],
    ['sector=gas', 'sector'],
    ['bbox=5,5,1,1', 'bbox'],
    ['f=csv', 'f'],
  ])('refuse %s', async (query, name) => {
    expect((await getProblem(atlas, `/api/collections/regions/items?${query}`)).parameters?.[0]?.name).toBe(name)
  })

  it('follow when an operator replaces the boundaries', async () => {
    const other = await openTestStore()
    const app = testApp(other)
    await app.app.request('/api/collections/regions/items')
    const regions = [squareRegion('100000', 'nation', null, [110, 20, 8]), squareRegion('460000', 'province', '100000', [110, 20, 1])] // prettier-ignore
    await other.transaction((session) => replaceRegions(session, regions))
    const after = await getJson<RecordFeatureCollection>(app, '/api/collections/regions/items')
    expect(after.features.map(({ id }) => id)).toEqual(['100000', '460000'])
    await other.close()
  })
})
