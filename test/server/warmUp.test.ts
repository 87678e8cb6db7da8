import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/database/database.ts'
import { warmUp } from '../../server/warmUp.ts'
import { getJson, openSeededStore, testApp } from '../helpers/atlasApp.ts'

let database: Database
beforeAll(async () => {
  database = await openSeededStore(30)
})
afterAll(() => database.close())

describe('warming up', () => {
  it('keeps the tiles that the first page asks for', async () => {
    const atlas = testApp(database)
    await warmUp(atlas.app.request)
    const { dataVersion } = await getJson<{ dataVersion: string }>(atlas, '/api/configuration')
    const { tiles } = atlas.services
    const computed = tiles.misses
    expect(computed).toBeGreaterThan(0)
    for (const path of ['regions/tiles/WebMercatorQuad/3/3/6', 'hazards/tiles/WebMercatorQuad/3/3/6']) {
      const answer = await atlas.app.request(`/api/collections/${path}?v=${dataVersion}`)
      expect(answer.ok).toBe(true)
    }
    expect(tiles.misses).toBe(computed)
    expect(tiles.hits).toBe(2)
  })

  it('lets an answer that fails be', async () => {
    await expect(warmUp(() => new Response(null, { status: 503 }))).resolves.toBeUndefined()
  })
})
