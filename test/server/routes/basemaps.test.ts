import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { getJson, getProblem, openTestStore, type TestApp, testApp } from '../../helpers/atlasApp.ts'

let database: Database
let directory: string
beforeAll(async () => {
  database = await openTestStore()
  directory = mkdtempSync(join(tmpdir(), 'atlas-basemaps-'))
  writeFileSync(join(directory, 'city.pmtiles'), '0123456789')
  writeFileSync(join(directory, 'secret.txt'), 'no')
})
afterAll(async () => {
  rmSync(directory, { recursive: true })
  await database.close()
})

describe('Tianditu', () => {
  const asked: string[] = []
  const image = () => new Response('png', { headers: { 'Content-Type': 'image/png' } })
  const withUpstream = (answer: () => Response | Promise<Response>): TestApp =>
    testApp(
      database,
      { TIANDITU_KEY: 'k3y' },
      {
        upstream: async (input) => {
          asked.push(String(input))
          return answer()
        },
      },
    )

  it('is fetched with the key, which the answer does not show', async () => {
    const response = await withUpstream(image).app.request('/api/basemaps/tianditu/vec/10/833/444')
    expect(await response.text()).toBe('png')
    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(response.headers.get('Cache-Control')).toContain('max-age=')
    const url = new URL(asked.at(-1) ?? '')
    expect(url.host).toMatch(/^t[0-7]\.tianditu\.gov\.cn$/)
    expect(url.pathname).toBe('/vec_w/wmts')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      TILEMATRIX: '10',
      TILECOL: '833',
      TILEROW: '444',
      tk: 'k3y',
    })
  })

  it('is a style of a map and its labels', async () => {
    const style = await getJson<{ layers: { id: string }[]; sources: Record<string, { tiles: string[] }> }>(
      withUpstream(image),
      '/api/basemaps/tianditu/img/style.json',
    )
    expect(style.layers.map(({ id }) => id)).toEqual(['img', 'cia'])
    expect(style.sources.img?.tiles[0]).toMatch(/\/api\/basemaps\/tianditu\/img\/\{z\}\/\{x\}\/\{y\}$/)
  })

  it.each([
    ['roads/10/0/0', 'layer', /vec, cva/],
    ['vec/0/0/0', 'z', /1 to 18/],
    ['vec/19/0/0', 'z', /1 to 18/],
    ['vec/3/8/0', 'x', /0 to 7/],
    ['vec/3/0/a', 'y', /0 to 7/],
  ])('refuses %s', async (path, name, allowed) => {
    const before = asked.length
    const problem = await getProblem(withUpstream(image), `/api/basemaps/tianditu/${path}`)
    expect(problem).toMatchObject({ status: 400, parameters: [{ name, allowed: expect.stringMatching(allowed) }] })
    expect(asked.length).toBe(before)
  })

  it('is 502 when Tianditu refuses, answers something else, or is away', async () => {
    const path = '/api/basemaps/tianditu/vec/10/833/444'
    const quota = await getProblem(
      withUpstream(() => new Response('', { status: 429 })),
      path,
    )
    expect(quota).toMatchObject({ status: 502, detail: expect.stringContaining('quota') })
    const page = withUpstream(() => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }))
    expect((await getProblem(page, path)).status).toBe(502)
    const away = await getProblem(
      withUpstream(() => Promise.reject(new TypeError('fetch failed tk=k3y'))),
      path,
    )
    expect(away.status).toBe(502)
    expect(JSON.stringify(away)).not.toContain('k3y')
  })

  it('is 404 without a key', async () => {
    expect((await getProblem(testApp(database), '/api/basemaps/tianditu/vec/1/0/0')).detail).toContain('TIANDITU_KEY')
  })
})

describe('PMTiles', () => {
  const path = '/api/basemaps/pmtiles/city.pmtiles'
  const app = () => testApp(database, { PMTILES_DIRECTORY: directory })

  it('are offered and served by ranges', async () => {
    const { basemaps } = await getJson<{ basemaps: { url: string }[] }>(app(), '/api/configuration')
    expect(basemaps.map(({ url }) => url)).toEqual([path])
    const range = async (value: string) => {
      const response = await app().app.request(path, { headers: { Range: value } })
      return [response.status, response.headers.get('Content-Range'), await response.text()]
    }
    expect(await range('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await range('bytes=8-')).toEqual([206, 'bytes 8-9/10', '89'])
    expect(await range('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
    const whole = await app().app.request(path)
    expect([whole.status, await whole.text(), whole.headers.get('Accept-Ranges')]).toEqual([200, '0123456789', 'bytes'])
  })

  it('answer HEAD with the size alone, and an empty file with nothing', async () => {
    const head = await app().app.request(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '10', ''])
    writeFileSync(join(directory, 'empty.pmtiles'), '')
    const empty = await app().app.request('/api/basemaps/pmtiles/empty.pmtiles')
    rmSync(join(directory, 'empty.pmtiles'))
    expect([empty.status, empty.headers.get('Content-Length'), await empty.text()]).toEqual([200, '0', ''])
  })

  it('refuse a range that has no byte', async () => {
    const response = await app().app.request(path, { headers: { Range: 'bytes=20-30' } })
    expect([response.status, response.headers.get('Content-Range')]).toEqual([416, 'bytes */10'])
  })

  it('are nothing but PMTiles of that folder', async () => {
    for (const name of ['secret.txt', '..%2Fsecret.pmtiles', 'none.pmtiles']) {
      expect((await getProblem(app(), `/api/basemaps/pmtiles/${name}`)).status).toBe(404)
    }
  })
})
