import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tileJsonSchema, tilesetSchema, tilesetsSchema } from '../../../server/contract/tiles.ts'
import type { Database } from '../../../server/database/database.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'
import {
  getJson,
  getProblem,
  locationAt,
  openSeededStore,
  openTestStore,
  type TestApp,
  testApp,
  testHazards,
} from '../../helpers/atlasApp.ts'
import { type DecodedFeature, decodeTile } from '../../helpers/decodeTile.ts'

const quad = 'tiles/WebMercatorQuad'

async function tile(atlas: TestApp, path: string): Promise<Record<string, DecodedFeature[]>> {
  const response = await atlas.app.request(`/api/collections/${path}`)
  if (response.status === 204) return {}
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile')
  return decodeTile(new Uint8Array(await response.arrayBuffer()))
}

/** Rows and columns of the tiles of a zoom level that meet the box of the test's hazards. */
function* tilesOver(z: number): Generator<readonly [y: number, x: number]> {
  const column = (lng: number) => Math.floor(((lng + 180) / 360) * 2 ** z)
  const row = (lat: number) => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z)
  for (let y = row(23.4) - 1; y <= row(22.8) + 1; y += 1) {
    for (let x = column(112.9) - 1; x <= column(113.9) + 1; x += 1) yield [y, x]
  }
}

describe('tiles of few records', () => {
  let database: Database
  let atlas: TestApp
  beforeAll(async () => {
    database = await openSeededStore(500)
    atlas = testApp(database)
  })
  afterAll(() => database.close())

  it('hold the records at every zoom, with stacks', async () => {
    const { hazards = [] } = await tile(atlas, `hazards/${quad}/5/13/26`)
    expect(hazards).toHaveLength(450)
    const stacked = hazards.filter(({ properties }) => properties.stack === 2)
    expect(stacked.map(({ properties }) => properties.id).sort()).toEqual(['H000000', 'H000001'])
    expect(Object.keys(hazards[0]?.properties ?? {}).sort()).toEqual(
      ['id', 'level', 'listed', 'overdue', 'sector', 'source', 'stack', 'status'].sort(),
    )
  })

  it('obey the filter and the day', async () => {
    const filtered = await tile(atlas, `hazards/${quad}/5/13/26?sector=gas&level=major`)
    for (const { properties } of filtered.hazards ?? [])
      expect(properties).toMatchObject({ sector: 'gas', level: 'major' })
    const early = await tile(atlas, `hazards/${quad}/5/13/26?asOf=2023-05-10`)
    expect(early.hazards?.length).toBeLessThan(450)
  })

  it('hold lines and polygons', async () => {
    expect((await tile(atlas, `road-segments/${quad}/9/222/416`))['road-segments']).toMatchObject([
      { type: 'line', properties: { id: 'S1', name: '国道325', grade: 'A' } },
    ])
    expect((await tile(atlas, `sites/${quad}/12/1778/3334`)).sites).toMatchObject([
      { type: 'polygon', properties: { id: 'P1', name: '东园', kind: 'park' } },
    ])
  })

  it('are 204 where nothing lies, with a tag', async () => {
    const response = await atlas.app.request(`/api/collections/hazards/${quad}/5/0/0`)
    expect(response.status).toBe(204)
    expect(response.headers.get('ETag')).toBeTruthy()
    expect(await response.text()).toBe('')
  })

  it('are 304 for who holds them, however the tag was weakened on its way', async () => {
    const path = `/api/collections/hazards/${quad}/5/13/26`
    const first = await atlas.app.request(path, { headers: { 'Accept-Encoding': 'gzip' } })
    const tag = first.headers.get('ETag') ?? ''
    expect(first.headers.get('Cache-Control')).toBe('no-cache')
    expect(tag).toMatch(/^W\//)
    const again = await atlas.app.request(path, { headers: { 'If-None-Match': tag } })
    expect(again.status).toBe(304)
    const filtered = await atlas.app.request(`${path}?listed=true`, { headers: { 'If-None-Match': tag } })
    expect(filtered.status).toBe(200)
  })

  it('have one tag for one filter, however it is written', async () => {
    const tagOf = async (query: string) =>
      (await atlas.app.request(`/api/collections/hazards/${quad}/5/13/26?${query}`)).headers.get('ETag')
    expect(await tagOf('listed=true&sector=gas')).toBe(await tagOf('sector=gas&listed=true&v=12'))
    expect(await tagOf('listed=true')).not.toBe(await tagOf('listed=false'))
  })

  it('change when the data change', async () => {
    const path = `/api/collections/accidents/${quad}/5/13/26`
    const first = await atlas.app.request(path)
    expect(await tile(atlas, `accidents/${quad}/5/13/26`)).toHaveProperty('accidents.length', 1)
    const record = { values: { accidentNo: 'A2', occurredAt: '2023-06-02' }, location: locationAt(113.3, 23.1) }
    await writeBatch(database, 'accidents', newBatch('more'), [record])
    const second = await atlas.app.request(path, { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } })
    expect(second.status).toBe(200)
    expect(await tile(atlas, `accidents/${quad}/5/13/26`)).toHaveProperty('accidents.length', 2)
  })

  it.each([
    ['hazards', '23/0/0', 'z', /0 to 22/],
    ['hazards', '-1/0/0', 'z', /0 to 22/],
    ['hazards', 'a/0/0', 'z', /0 to 22/],
    ['hazards', '3/8/0', 'y', /0 to 7 at zoom 3/],
    ['hazards', '3/0/8', 'x', /0 to 7 at zoom 3/],
    ['regions', '13/0/0', 'z', /0 to 12/],
  ])('of %s at %s are refused and %s is named', async (id, path, name, allowed) => {
    const problem = await getProblem(atlas, `/api/collections/${id}/${quad}/${path}`)
    expect(problem.status).toBe(400)
    expect(problem.parameters).toMatchObject([{ name, allowed: expect.stringMatching(allowed) }])
  })

  it('refuse a filter that the collection has not, and collections without geometry', async () => {
    expect(await getProblem(atlas, `/api/collections/sites/${quad}/5/13/26?overdue=true`)).toMatchObject({
      status: 400,
    })
    expect(await getProblem(atlas, `/api/collections/supervision-actions/${quad}/0/0/0`)).toMatchObject({ status: 404 })
    expect(await getProblem(atlas, '/api/collections/hazards/tiles/WorldCRS84Quad/0/0/0')).toMatchObject({
      status: 404,
    })
  })

  it('of regions show levels by zoom or the children of a parent', async () => {
    const codes = async (path: string) =>
      ((await tile(atlas, `regions/${quad}/${path}`)).regions ?? []).map(({ properties }) => properties.code).sort()
    expect(await codes('2/1/3')).toEqual(['440000', '450000'])
    expect(await codes('2/1/3?parent=440600')).toEqual(['440604', '440605'])
    expect((await getProblem(atlas, `/api/collections/regions/${quad}/2/1/3?parent=990000`)).status).toBe(400)
  })

  it.each([
    ['accidents', ['cell', 'count', 'sector', 'sectorCount']],
    ['sites', ['cell', 'count']],
    ['road-segments', ['cell', 'count']],
  ])('of %s promise what their hexagons hold', async (id, names) => {
    const tileset = tilesetSchema.parse(await getJson(atlas, `/api/collections/${id}/${quad}`))
    const cells = tileset.layers.find((layer) => layer.id === `${id}-cells`)
    expect(Object.keys(cells?.propertiesSchema.properties ?? {})).toEqual(names)
  })

  it('describe themselves', async () => {
    const list = tilesetsSchema.parse(await getJson(atlas, '/api/collections/hazards/tiles'))
    expect(list.tilesets).toHaveLength(1)
    const tileset = tilesetSchema.parse(await getJson(atlas, `/api/collections/hazards/${quad}?sector=gas`))
    expect(tileset.layers.map(({ id }) => id)).toEqual(['hazards', 'hazards-cells'])
    expect(tileset.description).toContain('500000')
    expect(tileset.links.find(({ rel }) => rel === 'item')?.href).toMatch(
      /\{tileMatrix\}\/\{tileRow\}\/\{tileCol\}\?sector=gas$/,
    )
    const tileJson = tileJsonSchema.parse(
      await getJson(atlas, `/api/collections/hazards/${quad}?f=tilejson&sector=gas`),
    )
    expect(tileJson.tiles[0]).toMatch(/\/\{z\}\/\{y\}\/\{x\}\?sector=gas$/)
    expect(tileJson.bounds?.[0]).toBeGreaterThanOrEqual(113)
    const regions = tileJsonSchema.parse(await getJson(atlas, `/api/collections/regions/${quad}?f=tilejson`))
    expect(regions).toMatchObject({ bounds: [110, 20, 118, 28], maxzoom: 12 })
    const matrix = await getJson<{ tileMatrices: object[] }>(atlas, '/api/tileMatrixSets/WebMercatorQuad')
    expect(matrix.tileMatrices[0]).toMatchObject({ matrixWidth: 1, scaleDenominator: expect.closeTo(559082264.028, 2) })
  })
})

describe('tiles of many records', () => {
  const count = 12_000
  let database: Database
  let atlas: TestApp
  beforeAll(async () => {
    database = await openTestStore()
    const crowd = testHazards(7000, 3).map((record, index) => ({
      values: { ...record.values, hazardNo: `C${index}` },
      location: locationAt(113.7 + (index % 80) * 1e-5, 23.2 + Math.floor(index / 80) * 1e-5),
    }))
    await writeBatch(database, 'hazards', newBatch('h'), [...testHazards(count), ...crowd])
    atlas = testApp(database)
  })
  afterAll(() => database.close())

  it.each([4, 7, 9, 10])('count every located hazard once in the hexagons of zoom %i', async (z) => {
    const cells = new Map<unknown, DecodedFeature['properties']>()
    for (const [y, x] of tilesOver(z)) {
      const layers = await tile(atlas, `hazards/${quad}/${z}/${y}/${x}`)
      expect(Object.keys(layers).filter((name) => name !== 'hazards-cells')).toEqual([])
      for (const { properties } of layers['hazards-cells'] ?? []) {
        const known = cells.get(properties.cell)
        if (known) expect(properties).toEqual(known)
        cells.set(properties.cell, properties)
      }
    }
    const sum = (name: string) => [...cells.values()].reduce((total, cell) => total + Number(cell[name]), 0)
    expect(sum('count')).toBe(count * 0.9 + 7000)
    const { hazards } = await getJson<{ hazards: Record<string, number> }>(
      atlas,
      '/api/statistics/summary?bbox=-180,-85,180,85',
    )
    expect([sum('open'), sum('overdue'), sum('listed')]).toEqual([hazards.open, hazards.overdue, hazards.listed])
  })

  it('hold records from zoom 11, hexagons where they crowd', async () => {
    const kinds = new Set<string>()
    const ids = new Set<unknown>()
    for (const [y, x] of tilesOver(11)) {
      const layers = await tile(atlas, `hazards/${quad}/11/${y}/${x}`)
      expect(Object.keys(layers).length).toBeLessThanOrEqual(1)
      for (const name of Object.keys(layers)) kinds.add(name)
      for (const { properties } of layers.hazards ?? []) ids.add(properties.id)
    }
    expect([...kinds].sort()).toEqual(['hazards', 'hazards-cells'])
    expect(ids.size).toBeGreaterThan(count * 0.5)
  })

  it('are computed once for the same filter', async () => {
    const path = `/api/collections/hazards/${quad}/6/27/52?listed=true`
    const before = atlas.services.tiles.misses
    await Promise.all(Array.from({ length: 5 }, () => atlas.app.request(path)))
    expect(atlas.services.tiles.misses - before).toBe(1)
  })
})
