import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collections, recordCollectionIds } from '../../../data/model/collections.ts'
import {
  featureCollectionSchema,
  recordFeatureSchema,
  type RecordFeatureCollection,
} from '../../../server/contract/ogc.ts'
import type { Database } from '../../../server/database/database.ts'
import { getJson, getProblem, openSeededStore, type TestApp, testApp } from '../../helpers/atlasApp.ts'

const hazardCount = 500
let database: Database
let atlas: TestApp
beforeAll(async () => {
  database = await openSeededStore(hazardCount)
  atlas = testApp(database)
})
afterAll(() => database.close())

const page = (query: string, id = 'hazards') =>
  getJson<RecordFeatureCollection>(atlas, `/api/collections/${id}/items${query}`)

describe('items as GeoJSON', () => {
  it('hold to the contract in every collection', async () => {
    for (const id of recordCollectionIds) {
      const body = featureCollectionSchema.parse(await page('', id))
      expect(body.numberMatched).toBeGreaterThan(0)
      expect(body.features).toHaveLength(body.numberReturned)
      for (const feature of body.features) expect(feature.properties).toHaveProperty(collections[id].key)
    }
  })

  it('say what they are', async () => {
    const response = await atlas.app.request('/api/collections/hazards/items')
    expect(response.headers.get('Content-Type')).toBe('application/geo+json')
    expect(response.headers.get('Content-Crs')).toBe('<http://www.opengis.net/def/crs/OGC/1.3/CRS84>')
    const body = (await response.json()) as RecordFeatureCollection
    expect(body).toMatchObject({ numberMatched: hazardCount, numberReturned: 100, sample: true })
    expect(Date.parse(body.timeStamp)).not.toBeNaN()
  })

  it('carry stable ids, derived properties, and null geometry when unlocated', async () => {
    const { features } = await page('?limit=10')
    expect(features.map((feature) => feature.id)).toEqual(features.map((_, index) => `H00000${index}`))
    expect(features[0]?.geometry).toEqual({ type: 'Point', coordinates: [113.1, 23] })
    expect(features[9]?.geometry).toBeNull()
    for (const { properties } of features) {
      expect(typeof properties.status).toBe('string')
      expect(typeof properties.overdue).toBe('boolean')
      expect(typeof properties.listed).toBe('boolean')
    }
  })

  it('come in the order of a field on request, those without a value last', async () => {
    const daysOf = (body: RecordFeatureCollection) => body.features.map(({ properties }) => properties.dueAt)
    const rising = daysOf(await page('?sortby=dueAt&limit=1000'))
    const falling = daysOf(await page('?sortby=-dueAt&limit=1000'))
    const known = rising.filter((day) => day !== null)
    expect(known.length).toBeGreaterThan(1)
    expect(rising.slice(0, known.length)).toEqual([...known].sort())
    expect(falling.slice(0, known.length)).toEqual([...known].sort().reverse())
  })

  it('refuse an order by what is no field, and name the fields', async () => {
    const problem = await getProblem(atlas, '/api/collections/hazards/items?sortby=-colour')
    expect(problem).toMatchObject({ status: 400, parameters: [{ name: 'sortby', value: '-colour' }] })
    expect(problem.parameters?.[0]?.allowed).toContain('dueAt')
  })

  it('refuse to go on after an id in the order of another field', async () => {
    const problem = await getProblem(atlas, '/api/collections/hazards/items?sortby=foundAt&after=x')
    expect(problem).toMatchObject({ status: 400, parameters: [{ name: 'after', value: 'x' }] })
  })

  it('give lines, polygons and nothing their geometry', async () => {
    expect((await page('', 'road-segments')).features[0]?.geometry?.type).toBe('LineString')
    expect((await page('', 'sites')).features[0]?.geometry?.type).toBe('Polygon')
    expect((await page('', 'supervision-actions')).features[0]?.geometry).toBeNull()
  })

  it('are walked by next links, every record once, with the filter kept', async () => {
    const seen: string[] = []
    const query = 'sector=gas,fireSafety,school,medical,coalMine&listed=false'
    const { numberMatched } = await page(`?${query}&limit=1`)
    let next: string | undefined = `/api/collections/hazards/items?${query}&limit=7`
    while (next) {
      const body: RecordFeatureCollection = await getJson<RecordFeatureCollection>(atlas, next)
      expect(body.numberMatched).toBe(numberMatched)
      seen.push(...body.features.map((feature) => feature.id))
      next = body.links.find(({ rel }) => rel === 'next')?.href
      if (next) expect(new URL(next).searchParams.get('listed')).toBe('false')
    }
    expect(seen).toHaveLength(numberMatched)
    expect(new Set(seen).size).toBe(numberMatched)
  })

  it('link back to the page before', async () => {
    const { links } = await page('?limit=10&offset=5')
    const prev = new URL(links.find(({ rel }) => rel === 'prev')?.href ?? '')
    expect([prev.searchParams.get('offset'), prev.searchParams.get('limit')]).toEqual(['0', '5'])
    expect((await page('?limit=10')).links.some(({ rel }) => rel === 'prev')).toBe(false)
  })

  it('use the public address in links', async () => {
    const behindProxy = testApp(database, { PUBLIC_URL: 'https://atlas.example.org' })
    const body = await getJson<RecordFeatureCollection>(behindProxy, '/api/collections/hazards/items?limit=1')
    for (const { href } of body.links) expect(href).toMatch(/^https:\/\/atlas\.example\.org\/api\//)
  })

  it('obey a box of four numbers and one of six', async () => {
    const four = await page('?bbox=113,22.9,113.2,23.1&limit=1000')
    const six = await page('?bbox=113,22.9,-10,113.2,23.1,9000&limit=1000')
    expect(four.numberMatched).toBeGreaterThan(0)
    expect(six.numberMatched).toBe(four.numberMatched)
    for (const { geometry } of four.features) {
      const [lng = 0, lat = 0] = (geometry?.coordinates ?? []) as number[]
      expect(lng >= 113 && lng <= 113.2 && lat >= 22.9 && lat <= 23.1).toBe(true)
    }
  })

  it('take datetime for found, and match collections without a day whole', async () => {
    const found = await page('?found=2023-06-01/2023-06-15')
    const datetime = await page('?datetime=2023-06-01T00:00:00Z/2023-06-15T23:59:59Z')
    expect(datetime.numberMatched).toBe(found.numberMatched)
    expect((await page('?datetime=1999-01-01', 'enterprises')).numberMatched).toBe(20)
  })

  it('are seen as of a day', async () => {
    const early = await page('?asOf=2023-05-20')
    expect(early.asOf).toBe('2023-05-20')
    expect(early.numberMatched).toBeLessThan(hazardCount)
  })

  it('answer 304 to who holds them, until the data change', async () => {
    const path = '/api/collections/accidents/items'
    const other = await openSeededStore(10)
    const app = testApp(other)
    const tag = (await app.app.request(path)).headers.get('ETag') ?? ''
    const again = await app.app.request(path, { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect((await app.app.request(`${path}?limit=3`)).headers.get('ETag')).not.toBe(tag)
    await other.transaction((session) => session.query('update data_version set version = version + 1'))
    expect((await app.app.request(path, { headers: { 'If-None-Match': `W/${tag}` } })).status).toBe(200)
    await other.close()
  })

  it('answer HEAD without a body', async () => {
    const response = await atlas.app.request('/api/collections/hazards/items', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })
})

describe('one item', () => {
  it('is the feature with its links', async () => {
    const feature = recordFeatureSchema.parse(await getJson(atlas, '/api/collections/hazards/items/H000003'))
    expect(feature.id).toBe('H000003')
    expect(feature.links?.map(({ rel }) => rel)).toEqual(['self', 'collection'])
  })

  it('may have an id that needs escaping, and 404 names the one that is not there', async () => {
    const id = encodeURIComponent('粤/安 1?')
    expect((await getProblem(atlas, `/api/collections/hazards/items/${id}`)).detail).toContain('粤/安 1?')
  })

  it('lists what goes with it', async () => {
    const { groups } = await getJson<{ groups: { collection: string; hits: { id: string }[] }[] }>(
      atlas,
      '/api/collections/hazards/items/H000003/related',
    )
    expect(groups.find(({ collection }) => collection === 'enterprises')?.hits[0]?.id).toBe('E3')
    expect((await getProblem(atlas, '/api/collections/hazards/items/none/related')).status).toBe(404)
  })
})

describe('items as files', () => {
  it('are CSV of every record, marked as a sample, safe in a spreadsheet', async () => {
    const response = await atlas.app.request('/api/collections/hazards/items?f=csv')
    expect(response.headers.get('Content-Type')).toMatch(/^text\/csv/)
    expect(response.headers.get('Content-Disposition')).toMatch(/hazards-\d{4}-\d\d-\d\d-sample\.csv/)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(hazardCount)
    expect(rows[0]).toMatchObject({ hazardNo: 'H000000', lng: '113.1', lat: '23', sample: '示例数据' })
    expect(rows[0]?.title).toBe(`'=HYPERLINK("x")`)
    expect(rows[9]).toMatchObject({ lng: '', lat: '' })
  })

  it('obey the filter and speak the language asked for', async () => {
    const response = await atlas.app.request('/api/collections/hazards/items?f=csv&lang=zh&sector=gas')
    const rows = parse(Buffer.from(await response.arrayBuffer()), { bom: true, columns: true }) as Record<
      string,
      string
    >[]
    expect(rows.length).toBe((await page('?sector=gas')).numberMatched)
    for (const row of rows) expect(row).toMatchObject({ 行业领域: '燃气', 数据说明: '示例数据' })
    expect(rows[0]).toHaveProperty('隐患编号')
  })

  it('are negotiated by the Accept header', async () => {
    const response = await atlas.app.request('/api/collections/sites/items', { headers: { Accept: 'text/csv' } })
    const [row] = parse(Buffer.from(await response.arrayBuffer()), { bom: true, columns: true }) as Record<
      string,
      string
    >[]
    expect(JSON.parse(row?.geometry ?? '')).toMatchObject({ type: 'Polygon' })
  })

  it('are a workbook with the same rows', async () => {
    const response = await atlas.app.request('/api/collections/road-segments/items?f=xlsx&lang=en')
    const sheets = await readXlsxFile(Buffer.from(await response.arrayBuffer()))
    const rows = sheets[0]?.data ?? []
    expect(rows).toHaveLength(2)
    expect(rows[0]).toContain('Route name')
    expect(rows[1]).toContain('国道325')
  })
})

describe('items as one GeoJSON file', () => {
  it('hold every match, unlike the pages', async () => {
    const response = await atlas.app.request('/api/collections/hazards/items?f=geojson&level=major')
    expect(response.headers.get('Content-Disposition')).toContain('attachment')
    const file = (await response.json()) as RecordFeatureCollection
    const { numberMatched } = await page('?level=major')
    expect(numberMatched).toBeGreaterThan(100)
    expect(file.features).toHaveLength(numberMatched)
    expect(file.sample).toBe(true)
  })

  it('may be empty', async () => {
    const response = await atlas.app.request('/api/collections/hazards/items?f=geojson&found=1999-01-01')
    expect(await response.json()).toMatchObject({ type: 'FeatureCollection', features: [] })
  })

  it('refuse to be paged', async () => {
    const problem = await getProblem(atlas, '/api/collections/hazards/items?f=csv&limit=3&sortby=foundAt')
    expect(problem.parameters?.map(({ name }) => name)).toEqual(['limit', 'sortby'])
  })
})

describe('bad requests of items', () => {
  const path = '/api/collections/hazards/items'

  it.each([
    ['limit=0', 'limit', /1 to 10000/],
    ['limit=1000000000', 'limit', /1 to 10000/],
    ['offset=-1', 'offset', /0 to/],
    ['bbox=115,20,110,25', 'bbox', /east of/],
    ['bbox=110,20,190,25', 'bbox', /-180\.\.180/],
    ['found=2023-02-30', 'found', /YYYY-MM-DD/],
    ['datetime=yesterday', 'datetime', /RFC 3339/],
    ['f=shp', 'f', /json, geojson, csv, xlsx/],
    ['risk=high', 'risk', /cannot be filtered by risk/],
    ['colour=red', 'colour', /unknown parameter/],
    ['region=990000', 'region', /region/],
    ['area=0123456789abcdef', 'area', /area/],
    ['near=enterprises/none,100', 'near', /enterprises|feature|record/],
  ])('%s names %s and what is allowed', async (query, name, allowed) => {
    const problem = await getProblem(atlas, `${path}?${query}`)
    expect(problem).toMatchObject({ status: 400, title: 'Bad request' })
    expect(problem.parameters?.map((parameter) => parameter.name)).toEqual([name])
    expect(problem.parameters?.[0]?.allowed).toMatch(allowed)
  })

  it('are 404 for a collection that is not there and name those that are', async () => {
    const problem = await getProblem(atlas, '/api/collections/volcanoes/items')
    expect(problem.status).toBe(404)
    expect(problem.detail).toMatch(/volcanoes.*hazards, enterprises/)
  })

  it('are 406 for a form that cannot be served', async () => {
    expect((await getProblem(atlas, path, { headers: { Accept: 'image/tiff' } })).status).toBe(406)
  })

  it('are 405 for a method that is not there', async () => {
    const response = await atlas.app.request(path, { method: 'DELETE' })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toContain('GET')
    expect(await response.json()).toMatchObject({ status: 405, title: 'Method not allowed' })
  })
})
