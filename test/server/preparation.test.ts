import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configurationSchema } from '../../server/contract/configuration.ts'
import { healthSchema } from '../../server/contract/health.ts'
import { problemSchema } from '../../server/contract/problem.ts'
import type { Database } from '../../server/database/database.ts'
import { openDuckDb } from '../../server/database/duckdb.ts'
import { migrate } from '../../server/database/migrate.ts'
import { createEventHub } from '../../server/events/eventHub.ts'
import { missingData } from '../../server/firstData.ts'
import { createPreparation } from '../../server/preparation.ts'
import { getJson, openSeededStore, openTestStore, type TestApp, testApp } from '../helpers/atlasApp.ts'

let empty: Database
let clientDirectory: string
let atlas: TestApp
beforeAll(async () => {
  empty = await openTestStore()
  clientDirectory = mkdtempSync(join(tmpdir(), 'atlas-client-'))
  writeFileSync(join(clientDirectory, 'index.html'), '<!doctype html><title>Atlas</title>')
  atlas = testApp(empty, {}, { clientDirectory, preparing: { stage: 'sample', progress: 0.42 } })
})
afterAll(async () => {
  rmSync(clientDirectory, { recursive: true })
  await empty.close()
})

describe('while the sample is made', () => {
  it.each([
    '/api/statistics/summary',
    '/api/statistics/regions',
    '/api/collections',
    '/api/collections/hazards/items',
    '/api/collections/hazards/tiles/WebMercatorQuad/0/0/0',
    '/api/search?q=a',
    '/api/imports',
  ])('%s says so instead of zero', async (path) => {
    const response = await atlas.app.request(path)
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    const problem = problemSchema.parse(await response.json())
    expect(problem).toMatchObject({ title: 'Preparing the first data', stage: 'sample', progress: 0.42 })
  })

  it('the page, its configuration, the borders and the definition of the API are there', async () => {
    const configuration = configurationSchema.parse(await getJson(atlas, '/api/configuration'))
    expect(configuration.preparing).toEqual({ stage: 'sample', progress: 0.42 })
    const served = ['/', '/api', '/api/openapi.json', '/api/collections/regions/items', '/metrics']
    for (const path of served) expect((await atlas.app.request(path)).status, path).toBe(200)
    expect((await atlas.app.request('/api/collections/regions/tiles/WebMercatorQuad/0/0/0')).status).toBe(200)
  })

  it('the server is alive', async () => {
    const health = healthSchema.parse(await getJson(atlas, '/api/health'))
    expect(health).toMatchObject({ status: 'preparing', stage: 'sample', progress: 0.42 })
  })

  it('pages that listen are told how far it is', async () => {
    const response = await atlas.app.request('/api/events')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    while (!text.includes('"progress":0.42')) text += new TextDecoder().decode((await reader.read()).value)
    expect(text).toContain('event: preparation\ndata: {"preparing":{"stage":"sample"')
    await reader.cancel()
  })
})

describe('when the first data are there', () => {
  it('questions are answered and health passes; a store that stays empty is honestly empty', async () => {
    const ready = testApp(empty, {}, { preparing: { stage: 'boundaries', progress: 0 } })
    expect((await ready.app.request('/api/collections/regions/items')).status).toBe(503)
    ready.services.preparation.report(null)
    const summary = await getJson<{ enterprises: number }>(ready, '/api/statistics/summary')
    expect(summary.enterprises).toBe(0)
    expect(await getJson(ready, '/api/health')).toMatchObject({ status: 'pass' })
    expect(await getJson(ready, '/api/configuration')).not.toHaveProperty('preparing')
    expect((await ready.app.request('/api/collections/hazards/tiles/WebMercatorQuad/0/0/0')).status).toBe(204)
  })

  it('every page that listens hears it, and of progress before now and then', () => {
    const events = createEventHub()
    const heard: unknown[] = []
    events.subscribe(
      ({ event, data }) => heard.push([event, JSON.parse(data)]),
      () => {},
    )
    const preparation = createPreparation({ stage: 'boundaries', progress: 0 }, events)
    for (let done = 0; done <= 1000; done += 1) preparation.report({ stage: 'sample', progress: done / 1000 })
    preparation.report(null)
    expect(heard.length).toBeLessThan(100)
    expect(heard[0]).toEqual(['preparation', { preparing: { stage: 'sample', progress: 0 } }])
    expect(heard.at(-1)).toEqual(['preparation', { preparing: null }])
  })
})

describe('what a store lacks', () => {
  it('is its boundaries, then records, then nothing', async () => {
    const bare = await openDuckDb(':memory:')
    await migrate(bare)
    expect(await missingData(bare)).toMatchObject({ stage: 'boundaries' })
    await bare.close()
    expect(await missingData(empty)).toMatchObject({ stage: 'sample' })
    const full = await openSeededStore(10)
    expect(await missingData(full)).toBeNull()
    await full.close()
  })
})
