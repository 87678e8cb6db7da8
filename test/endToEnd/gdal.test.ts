import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordCollectionIds } from '../../data/model/collections.ts'
import type { RecordFeatureCollection } from '../../server/contract/ogc.ts'
import type { Database } from '../../server/database/database.ts'
import { listen, stopListening } from '../../server/listen.ts'
import { openSeededStore, testApp } from '../helpers/atlasApp.ts'

const run = promisify(execFile)
const gdal = await run('ogrinfo', ['--version']).then(
  ({ stdout }) => stdout.trim(),
  () => null,
)
if (!gdal) console.info('ogrinfo is not installed: the API is not read by GDAL, GDAL absent')

const hazardCount = 20_000
/** GDAL asks for ten features at a time when left alone. */
const largePages = ['-oo', 'PAGE_SIZE=1000']

describe.runIf(gdal)('GDAL', () => {
  let database: Database
  let server: Server
  let url: string
  let directory: string
  beforeAll(async () => {
    database = await openSeededStore(hazardCount)
    ;({ server, url } = await listen(testApp(database).app.fetch, '127.0.0.1', 0))
    directory = mkdtempSync(join(tmpdir(), 'atlas-gdal-'))
  })
  afterAll(async () => {
    await stopListening(server, 0)
    await database.close()
    rmSync(directory, { recursive: true })
  })

  const ogrinfo = async (...parameters: string[]) => (await run('ogrinfo', parameters, { maxBuffer: 1e9 })).stdout
  const source = () => `OAPIF:${url}/api`
  const countOf = (text: string) => Number(/Feature Count: (\d+)/.exec(text)?.[1])

  it('lists every collection', async () => {
    const text = await ogrinfo(source())
    for (const id of ['regions', ...recordCollectionIds]) expect(text).toMatch(new RegExp(`^\\d+: ${id} `, 'm'))
  })

  it.each(['regions', ...recordCollectionIds])('reads %s whole', async (id) => {
    const { numberMatched } = (await (
      await fetch(`${url}/api/collections/${id}/items`)
    ).json()) as RecordFeatureCollection
    expect(countOf(await ogrinfo('-so', source(), id))).toBe(numberMatched)
    const text = await ogrinfo('-al', '-geom=SUMMARY', ...largePages, source(), id)
    expect(text.match(/^OGRFeature\(/gm)).toHaveLength(numberMatched)
    expect(text).toContain('WGS 84')
  })

  it('gets by a box what the API gives', async () => {
    const box = [113.1, 22.95, 113.2, 23.1]
    const api = (await (
      await fetch(`${url}/api/collections/hazards/items?limit=10000&bbox=${box.join(',')}`)
    ).json()) as RecordFeatureCollection
    const text = await ogrinfo('-al', '-geom=NO', '-spat', ...box.map(String), ...largePages, source(), 'hazards')
    const ids = [...text.matchAll(/^ {2}hazardNo \(String\) = (\S+)$/gm)].map((match) => match[1])
    expect(api.numberMatched).toBeGreaterThan(500)
    expect(ids.sort()).toEqual(api.features.map((feature) => feature.id).sort())
  })

  it('writes 20,000 hazards to a GeoPackage by paging', async () => {
    const path = join(directory, 'hazards.gpkg')
    await run('ogr2ogr', ['-f', 'GPKG', path, source(), 'hazards', ...largePages])
    expect(countOf(await ogrinfo('-so', path, 'hazards'))).toBe(hazardCount)
    const distinct = await ogrinfo('-q', path, '-sql', 'select count(distinct hazardNo) as n from hazards')
    expect(distinct).toContain(`n (Integer) = ${hazardCount}`)
  })

  it('decodes tiles of hexagons, points, lines, polygons and regions', async () => {
    const layers: Record<string, [tile: string, geometry: string]> = {
      'hazards-cells': ['hazards/8/111/208', 'Polygon'],
      enterprises: ['enterprises/8/111/208', 'Point'],
      'road-segments': ['road-segments/9/222/416', 'Line String'],
      sites: ['sites/12/1778/3334', 'Polygon'],
      regions: ['regions/6/27/52', 'Polygon'],
    }
    for (const [layer, [path, geometry]] of Object.entries(layers)) {
      const [id = '', z = '', y = '', x = ''] = path.split('/')
      const response = await fetch(`${url}/api/collections/${id}/tiles/WebMercatorQuad/${z}/${y}/${x}`)
      const folder = join(directory, layer, z, x)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${y}.pbf`), new Uint8Array(await response.arrayBuffer()))
      const text = await ogrinfo('-al', '-geom=SUMMARY', join(folder, `${y}.pbf`), layer)
      expect(text).toMatch(new RegExp(`Geometry: .*${geometry}`))
      expect(countOf(text)).toBeGreaterThan(0)
    }
  })
})
