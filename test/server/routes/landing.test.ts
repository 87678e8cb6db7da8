import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  collectionSchema,
  collectionsSchema,
  conformanceSchema,
  landingPageSchema,
  type Link,
  queryablesSchema,
} from '../../../server/contract/ogc.ts'
import type { Database } from '../../../server/database/database.ts'
import type { OpenApi } from '../../../server/routes/openApi.ts'
import { getJson, getProblem, openSeededStore, openTestStore, type TestApp, testApp } from '../../helpers/atlasApp.ts'

let database: Database
let atlas: TestApp
beforeAll(async () => {
  database = await openSeededStore(50)
  atlas = testApp(database, { MAP_APPROVAL_NO: 'GS(2024)0650号' })
})
afterAll(() => database.close())

const pathOf = ({ href }: Link): string => {
  const url = new URL(href)
  return `${url.pathname}${url.search}`
}

describe('the landing page', () => {
  it('links to the parts of the API, and every link answers', async () => {
    const landing = landingPageSchema.parse(await getJson(atlas, '/api'))
    expect(landing.attribution).toBe('GS(2024)0650号')
    const relations = landing.links.map(({ rel }) => rel)
    for (const rel of ['self', 'service-desc', 'service-doc', 'conformance', 'data']) expect(relations).toContain(rel)
    for (const link of landing.links) {
      const response = await atlas.app.request(pathOf(link))
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Type')).toContain(link.type?.split(';')[0])
    }
  })

  it('answers with a slash at the end too', async () => {
    expect((await atlas.app.request('/api/')).status).toBe(200)
  })

  it('declares the classes it keeps', async () => {
    const { conformsTo } = conformanceSchema.parse(await getJson(atlas, '/api/conformance'))
    for (const name of ['core', 'geojson', 'oas30']) {
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`)
    }
    for (const name of ['core', 'tileset', 'mvt']) {
      expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`)
    }
  })
})

describe('collections', () => {
  it('are listed with extent, names in two languages, and links that answer', async () => {
    const { collections } = collectionsSchema.parse(await getJson(atlas, '/api/collections'))
    expect(collections.map(({ id }) => id)).toEqual([
      'regions',
      'hazards',
      'enterprises',
      'road-segments',
      'accidents',
      'sites',
      'supervision-actions',
    ])
    for (const collection of collections) {
      expect(collectionSchema.parse(await getJson(atlas, `/api/collections/${collection.id}`))).toEqual(collection)
      for (const link of collection.links) {
        const response = await atlas.app.request(pathOf(link))
        expect([link.href, response.status]).toEqual([link.href, 200])
        expect(response.headers.get('Content-Type')).toContain(link.type?.split(';')[0])
        await response.arrayBuffer()
      }
    }
  })

  it('have the extent of the data, and none when there are no data', async () => {
    const hazards = collectionSchema.parse(await getJson(atlas, '/api/collections/hazards'))
    expect(hazards.extent.spatial?.bbox[0]?.[0]).toBeGreaterThanOrEqual(113)
    expect(hazards.extent.temporal?.interval[0]?.[0]).toMatch(/^2023-05-\d\dT00:00:00Z$/)
    expect(hazards).toMatchObject({ sample: true, titles: { zh: '隐患', en: 'Hazards' } })
    const empty = await openTestStore()
    const bare = collectionSchema.parse(await getJson(testApp(empty), '/api/collections/hazards'))
    expect(bare.extent.spatial).toBeUndefined()
    const regions = collectionSchema.parse(await getJson(testApp(empty), '/api/collections/regions'))
    expect(regions.extent.spatial?.bbox).toEqual([[110, 20, 118, 28]])
    await empty.close()
  })

  it('name the properties to filter by', async () => {
    const queryables = queryablesSchema.parse(await getJson(atlas, '/api/collections/hazards/queryables'))
    expect(queryables.properties.sector).toMatchObject({ type: 'string', enum: expect.arrayContaining(['gas']) })
    expect(queryables.properties).toHaveProperty('geometry')
  })

  it('are 404 when unknown', async () => {
    expect((await getProblem(atlas, '/api/collections/volcanoes')).detail).toContain('regions, hazards')
  })
})

describe('the definition of the API', () => {
  it('is OpenAPI 3.0 with unique operations, closed references and typed parameters', async () => {
    const definition = await getJson<OpenApi>(atlas, '/api/openapi.json')
    expect(definition.openapi).toBe('3.0.3')
    const described = Object.entries(definition.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    )
    const ids = described.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect(declared).toEqual(inPath)
      for (const { schema } of operation.parameters) expect(Object.keys(schema).length).toBeGreaterThan(0)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '404', '500']))
    }
    expect(JSON.stringify(definition)).not.toContain('"$ref":"#')
  })

  it('tells clients how large a page may be', async () => {
    const definition = await getJson<OpenApi>(atlas, '/api/openapi.json')
    const limit = definition.paths['/collections/hazards/items']?.get?.parameters.find(({ name }) => name === 'limit')
    expect(limit?.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 10_000, default: 100 })
    const spots = definition.paths['/hotspots/clusters']?.get?.parameters
    expect(spots?.find(({ name }) => name === 'X-Analysis-Key')).toMatchObject({ in: 'header', required: false })
  })

  it('names every route that is there, and no other', async () => {
    const definition = await getJson<OpenApi>(atlas, '/api/openapi.json')
    const plain = (path: string) =>
      path
        .replace(/\{\w+\}|:\w+/g, '*')
        .replace(/\/collections\/(regions|[a-z-]+)(?=\/|$)/, '/collections/*')
        .replace('WebMercatorQuad', '*')
    const documented = new Set(
      Object.entries(definition.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${plain(path === '/' ? '' : path)}`),
      ),
    )
    const served = new Set(
      atlas.app.routes
        .filter(({ path, method }) => path.startsWith('/api') && method !== 'ALL' && !path.startsWith('/api/basemaps'))
        .map(
          ({ path, method }) => `${method.toLowerCase()} ${plain(path.replace(/^\/api\/?/, '/').replace(/\/$/, ''))}`,
        ),
    )
    expect([...served].sort()).toEqual([...documented].sort())
  })

  it('can be read as a page without scripts', async () => {
    const response = await atlas.app.request('/api/api.html')
    const text = await response.text()
    expect(text).toContain('/collections/hazards/items')
    expect(text).not.toContain('<script')
  })
})
