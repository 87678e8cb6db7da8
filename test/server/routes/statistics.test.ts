import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configurationSchema } from '../../../server/contract/configuration.ts'
import { searchResultSchema } from '../../../server/contract/search.ts'
import {
  facetsSchema,
  regionStatisticsSchema,
  summarySchema,
  trendSchema,
} from '../../../server/contract/statistics.ts'
import type { Database } from '../../../server/database/database.ts'
import { getJson, getProblem, openSeededStore, type TestApp, testApp } from '../../helpers/atlasApp.ts'

let database: Database
let atlas: TestApp
beforeAll(async () => {
  database = await openSeededStore(300)
  atlas = testApp(database)
})
afterAll(() => database.close())

describe('statistics', () => {
  it('give totals for any filter', async () => {
    const all = summarySchema.parse(await getJson(atlas, '/api/statistics/summary'))
    expect(all).toMatchObject({ sample: true, enterprises: 20, sites: 1, hazards: { found: 300 } })
    const gas = summarySchema.parse(await getJson(atlas, '/api/statistics/summary?sector=gas'))
    expect(gas.hazards.found).toBeLessThan(300)
    expect(gas.notApplied.sites).toEqual(['sector'])
  })

  it('give one row a child region or unit', async () => {
    const rows = regionStatisticsSchema.parse(await getJson(atlas, '/api/statistics/regions?parent=440600')).rows
    expect(rows.map(({ code }) => code)).toEqual(['440604', '440605'])
    expect(rows.reduce((sum, row) => sum + (row.hazards?.found ?? 0), 0)).toBe(300)
    const units = regionStatisticsSchema.parse(await getJson(atlas, '/api/statistics/regions?by=unit'))
    expect(units.rows.find(({ code }) => code === '44')?.hazards?.found).toBe(300)
  })

  it('count the options of each filter', async () => {
    const { facets } = facetsSchema.parse(await getJson(atlas, '/api/statistics/facets?collection=hazards'))
    expect(Object.values(facets.level ?? {}).reduce((sum, count) => sum + count, 0)).toBe(300)
  })

  it('give series over time', async () => {
    const trend = trendSchema.parse(await getJson(atlas, '/api/statistics/trend?bin=week'))
    expect(trend.bin).toBe('week')
    expect(trend.starts).toHaveLength(trend.found.length)
  })

  it('are 304 for who holds them', async () => {
    const first = await atlas.app.request('/api/statistics/summary?listed=true')
    const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' }
    expect((await atlas.app.request('/api/statistics/summary?listed=true', { headers })).status).toBe(304)
    expect((await atlas.app.request('/api/statistics/summary', { headers })).status).toBe(200)
  })

  it.each([
    ['summary?limit=5', 'limit'],
    ['summary?region=990000', 'region'],
    ['summary?campaign=none', 'campaign'],
    ['regions?parent=44', 'parent'],
    ['regions?parent=990000', 'parent'],
    ['regions?by=colour', 'by'],
    ['facets?collection=volcanoes', 'collection'],
    ['facets?collection=sites&overdue=true', 'overdue'],
    ['trend?bin=hour', 'bin'],
  ])('%s names %s', async (path, name) => {
    const problem = await getProblem(atlas, `/api/statistics/${path}`)
    expect(problem.status).toBe(400)
    expect(problem.parameters?.map((parameter) => parameter.name)).toEqual([name])
  })
})

describe('search', () => {
  it('finds by name', async () => {
    const { hits } = searchResultSchema.parse(await getJson(atlas, `/api/search?q=${encodeURIComponent('第7厂')}`))
    expect(hits[0]).toMatchObject({ collection: 'enterprises', id: 'E7' })
  })

  it('needs a text and a sensible limit', async () => {
    expect((await getProblem(atlas, '/api/search')).parameters?.[0]).toMatchObject({ name: 'q', allowed: /required/ })
    expect((await getProblem(atlas, '/api/search?q=%20')).parameters?.[0]?.name).toBe('q')
    expect((await getProblem(atlas, '/api/search?q=a&limit=51')).parameters?.[0]?.allowed).toContain('1 to 50')
  })
})

describe('configuration', () => {
  it('tells the page what it needs', async () => {
    const basemap = { id: 'city', zh: '城', en: 'City', url: 'https://m.example.org/{z}/{x}/{y}.png', kind: 'raster' }
    const app = testApp(database, { BASEMAPS: JSON.stringify([basemap]), TIANDITU_KEY: 'abc', MAP_APPROVAL_NO: 'GS1' })
    const configuration = configurationSchema.parse(await getJson(app, '/api/configuration'))
    expect(configuration).toMatchObject({ sample: true, mapApprovalNo: 'GS1' })
    expect(configuration.basemaps.map(({ id }) => id)).toEqual(['city', 'tianditu-vec', 'tianditu-img', 'tianditu-ter'])
    expect(JSON.stringify(configuration)).not.toContain('abc')
  })
})
