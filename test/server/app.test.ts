import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthSchema } from '../../server/contract/health.ts'
import type { Database } from '../../server/database/database.ts'
import { getJson, getProblem, openSeededStore, type TestApp, testApp } from '../helpers/atlasApp.ts'

let database: Database
let atlas: TestApp
let clientDirectory: string
beforeAll(async () => {
  database = await openSeededStore(30)
  clientDirectory = mkdtempSync(join(tmpdir(), 'atlas-client-'))
  mkdirSync(join(clientDirectory, 'assets'))
  writeFileSync(join(clientDirectory, 'index.html'), '<!doctype html><title>Atlas</title>')
  writeFileSync(join(clientDirectory, 'assets', 'page-1a2b.js'), 'export {}')
  atlas = testApp(database, {}, { clientDirectory })
})
afterAll(async () => {
  rmSync(clientDirectory, { recursive: true })
  await database.close()
})

describe('the page', () => {
  it('is served, to be asked for anew, with its hashed files kept for good', async () => {
    const page = await atlas.app.request('/')
    expect(await page.text()).toContain('Atlas')
    expect(page.headers.get('Cache-Control')).toBe('no-cache')
    const script = await atlas.app.request('/assets/page-1a2b.js')
    expect(script.headers.get('Cache-Control')).toContain('immutable')
    expect(script.headers.get('Content-Type')).toContain('javascript')
  })

  it('does not stand in for what is not there', async () => {
    expect((await getProblem(atlas, '/nowhere.js')).status).toBe(404)
    expect((await getProblem(atlas, '/api/nowhere')).status).toBe(404)
    expect((await getProblem(atlas, '/assets/..%2f..%2fpackage.json')).status).toBe(404)
  })
})

describe('every answer', () => {
  it.each(['/', '/api', '/api/nowhere', '/api/collections/hazards/items?limit=0'])('of %s is guarded', async (path) => {
    const { headers } = await atlas.app.request(path)
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.has('X-Powered-By')).toBe(false)
    expect(headers.has('Access-Control-Allow-Origin')).toBe(false)
  })

  it('is refused under a foreign name and to the pages of others', async () => {
    expect((await getProblem(atlas, 'http://rebound.example.com/api')).status).toBe(421)
    const init = { method: 'POST', headers: { Origin: 'https://evil.example.com' } }
    expect((await getProblem(atlas, '/api/areas', init)).status).toBe(403)
  })

  it('may be read by the origins that the operator names', async () => {
    const shared = testApp(database, { CORS_ORIGIN: 'https://maps.example.org' })
    const headers = { Origin: 'https://maps.example.org' }
    const response = await shared.app.request('/api/collections', { headers })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('https://maps.example.org')
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    const other = await shared.app.request('/api/collections', { headers: { Origin: 'https://evil.example.com' } })
    expect(other.headers.get('Access-Control-Allow-Origin')).not.toBe('https://evil.example.com')
    expect(other.headers.get('Access-Control-Allow-Origin')).not.toBe('*')
  })

  it('says what it does not know of a failure, and no more', async () => {
    const broken = testApp({ ...database, query: () => Promise.reject(new Error('secret path /var/x')) })
    const problem = await getProblem(broken, '/api/collections')
    expect(problem).toMatchObject({ status: 500, title: 'Internal error' })
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  it.each([
    ['POST', '/api/collections', 'GET, HEAD'],
    ['PUT', '/api/areas', 'POST'],
    ['DELETE', '/api/collections/hazards/tiles/WebMercatorQuad/0/0/0', 'GET, HEAD'],
  ])('%s %s is 405 and names what is allowed', async (method, path, allow) => {
    const response = await atlas.app.request(path, { method })
    expect([response.status, response.headers.get('Allow')]).toEqual([405, allow])
  })
})

describe('health', () => {
  it('asks the store', async () => {
    const health = healthSchema.parse(await getJson(atlas, '/api/health'))
    expect(health).toMatchObject({ status: 'pass', engine: 'duckdb' })
  })

  it('is 503 when the store does not answer', async () => {
    const broken = testApp({ ...database, query: () => Promise.reject(new Error('gone')) })
    const response = await broken.app.request('/api/health')
    expect(response.status).toBe(503)
    expect(healthSchema.parse(await response.json()).status).toBe('fail')
  })
})

describe('metrics', () => {
  it('count requests by route, and tiles by where they came from', async () => {
    const counted = testApp(database)
    const tile = '/api/collections/hazards/tiles/WebMercatorQuad/5/13/26'
    for (let index = 0; index < 3; index += 1) await counted.app.request(tile)
    const text = await (await counted.app.request('/metrics')).text()
    const route = '/api/collections/:id/tiles/:set/:z/:y/:x'
    expect(text).toContain(`atlas_http_request_duration_seconds_count{method="GET",route="${route}",status="200"} 3`)
    expect(text).toContain('atlas_tile_cache_hits_total 2')
    expect(text).toContain('atlas_tile_cache_misses_total 1')
    expect(text).toMatch(/atlas_tile_cache_bytes \d{3,}/)
    expect(text).toMatch(/atlas_query_duration_seconds_count\{outcome="answered"\} [1-9]/)
  })
})
