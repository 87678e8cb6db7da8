import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, QueryOptions, SqlValue } from '../../../server/database/database.ts'
import { listen, stopListening } from '../../../server/listen.ts'
import { getJson, openSeededStore, testApp } from '../../helpers/atlasApp.ts'

/** Longer than any test waits. */
const endless =
  'select count(*)::integer as count from range(40000000) a, range(40000000) b where a.range % 7 <> b.range'

let database: Database
beforeAll(async () => {
  database = await openSeededStore(30)
})
afterAll(() => database.close())

/** The store, whose counts take for ever while `slow` is set; what was asked of it is told by how it ended. */
function slowStore() {
  const state = { slow: true, asked: 0, ended: [] as string[] }
  const store: Database = {
    ...database,
    async query(sql: string, values?: readonly SqlValue[], options?: QueryOptions) {
      if (!state.slow || !sql.includes('count(*)')) return database.query<never>(sql, values, options)
      state.asked += 1
      try {
        return await database.query<never>(endless, [], options)
      } catch (error) {
        state.ended.push((error as Error).name)
        throw error
      }
    },
  }
  return { state, store }
}

const path = '/api/collections/hazards/items?limit=1'

describe('a request that is given up', () => {
  it('ends its questions to the store when its time is over', async () => {
    const { state, store } = slowStore()
    const { app } = testApp(store, {}, { answerTimeoutMs: 100 })
    const response = await app.request(path)
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('narrow the filter') })
    await expect.poll(() => state.ended).toEqual(['QueryAbandonedError'])
  })

  it('ends its questions to the store when its client leaves', async () => {
    const { state, store } = slowStore()
    const { app } = testApp(store)
    const client = new AbortController()
    const answer = app.request(path, { signal: client.signal })
    await expect.poll(() => state.asked).toBeGreaterThan(0)
    client.abort()
    expect((await answer).status).toBe(499)
    await expect.poll(() => state.ended).toEqual(['QueryAbandonedError'])
  })

  it('ends its questions to the store when its connection breaks', async () => {
    const { state, store } = slowStore()
    const { server, url } = await listen(testApp(store).app.fetch, '127.0.0.1', 0)
    const client = request(`${url}${path}`).on('error', () => {})
    client.end()
    await expect.poll(() => state.asked).toBeGreaterThan(0)
    client.destroy()
    await expect.poll(() => state.ended).toEqual(['QueryAbandonedError'])
    await stopListening(server, 100)
  })

  it('does not take the answer from those who wait for the same', async () => {
    const { state, store } = slowStore()
    const atlas = testApp(store)
    const client = new AbortController()
    const left = atlas.app.request(path, { signal: client.signal })
    await expect.poll(() => state.asked).toBe(1)
    const stays = getJson<{ numberMatched: number }>(atlas, path)
    state.slow = false
    client.abort()
    expect((await left).status).toBe(499)
    expect((await stays).numberMatched).toBe(30)
  })

  it('leaves writing alone', async () => {
    const client = new AbortController()
    client.abort()
    const ring = [[113, 22], [114, 22], [114, 23], [113, 22]] // prettier-ignore
    const body = JSON.stringify({ type: 'Polygon', coordinates: [ring] })
    const headers = { 'Content-Type': 'application/geo+json' }
    const { app } = testApp(database)
    const response = await app.request('/api/areas', { method: 'POST', body, headers, signal: client.signal })
    expect(response.status).toBe(201)
  })
})
