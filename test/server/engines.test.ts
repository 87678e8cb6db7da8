import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/database/database.ts'
import { replaceRegions } from '../../server/queries/regions.ts'
import { seedRecords, type TestApp, testApp, testRegions } from '../helpers/atlasApp.ts'
import { decodeTile } from '../helpers/decodeTile.ts'
import { engines } from '../helpers/engines.ts'

const stores: Database[] = []
const apps: TestApp[] = []
beforeAll(async () => {
  for (const { open } of engines) {
    const database = await open()
    await database.transaction((session) => replaceRegions(session, testRegions))
    await seedRecords(database, 4000)
    stores.push(database)
    apps.push(testApp(database))
  }
})
afterAll(() => Promise.all(stores.map((store) => store.close())))

/** What each engine answers, without the time of day. */
async function answers(path: string): Promise<unknown[]> {
  return Promise.all(
    apps.map(async ({ app }) => {
      const response = await app.request(`/api${path}`)
      const type = response.headers.get('Content-Type') ?? ''
      if (!type.includes('mapbox')) return (await response.text()).replace(/"timeStamp":"[^"]+",/, '')
      const layers = decodeTile(new Uint8Array(await response.arrayBuffer()))
      return Object.entries(layers).map(([name, features]) => [name, features.map((one) => JSON.stringify(one)).sort()])
    }),
  )
}

describe('the API', () => {
  it.each([
    '/collections',
    '/configuration',
    '/collections/hazards/items?limit=50&offset=100&listed=true',
    '/collections/hazards/items?sortby=-dueAt&limit=20',
    '/collections/hazards/items/H000003',
    '/collections/hazards/items/H000003/related',
    '/collections/enterprises/items?text=厂&bbox=113,22,114,24',
    '/collections/hazards/items?near=enterprises/E1,5000&limit=500',
    '/collections/hazards/items?f=csv&lang=zh&sector=gas',
    '/collections/regions/items',
    '/collections/hazards/tiles/WebMercatorQuad/5/13/26',
    '/collections/hazards/tiles/WebMercatorQuad/8/111/208',
    '/collections/hazards/tiles/WebMercatorQuad/11/888/1667?overdue=true',
    '/collections/road-segments/tiles/WebMercatorQuad/9/222/416',
    '/collections/regions/tiles/WebMercatorQuad/4/6/13',
    '/statistics/summary?region=440600',
    '/statistics/regions?parent=440600',
    '/statistics/facets?collection=hazards&level=major',
    '/statistics/trend?bin=month',
    '/search?q=厂',
    '/collections/hazards/items?region=990000',
  ])('answers %s alike on every engine', async (path) => {
    const [reference, ...others] = await answers(path)
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) expect(other).toEqual(reference)
  })
})
