import { Readable } from 'node:stream'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { compress } from '../../../server/middleware/compress.ts'

const long = '隐患'.repeat(2000)
const app = new Hono()
  .use(compress())
  .get('/long', (c) => c.json(long))
  .get('/short', (c) => c.json('short'))
  .get('/tagged', (c) => c.json(long, 200, { ETag: '"one"' }))
  .get('/image', () => new Response(long, { headers: { 'Content-Type': 'image/png' } }))
  .get('/events', () => new Response(long, { headers: { 'Content-Type': 'text/event-stream' } }))
  .get('/empty', (c) => c.body(null, 204))
  .get('/csv', () => {
    const parts = Readable.toWeb(Readable.from([Buffer.from(long), Buffer.from(long)]))
    const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="a.csv"' }
    return new Response(parts as ReadableStream, { headers })
  })

const get = (path: string, encoding: string) => app.request(path, { headers: { 'Accept-Encoding': encoding } })
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('compress', () => {
  it('prefers brotli, takes gzip, and neither when not asked', async () => {
    const packed = await get('/long', 'gzip, deflate, br')
    expect(packed.headers.get('Content-Encoding')).toBe('br')
    expect(packed.headers.get('Vary')).toContain('Accept-Encoding')
    expect(JSON.parse(brotliDecompressSync(await bytes(packed)).toString())).toBe(long)
    const zipped = await get('/long', 'gzip')
    expect(JSON.parse(gunzipSync(await bytes(zipped)).toString())).toBe(long)
    const plain = await app.request('/long')
    expect(plain.headers.has('Content-Encoding')).toBe(false)
    expect(await plain.json()).toBe(long)
  })

  it('obeys qualities', async () => {
    expect((await get('/long', 'br;q=0.1, gzip')).headers.get('Content-Encoding')).toBe('gzip')
    expect((await get('/long', 'br;q=0')).headers.has('Content-Encoding')).toBe(false)
    expect((await get('/long', '*')).headers.get('Content-Encoding')).toBe('br')
  })

  it('leaves what is small, already compressed, streamed as events or empty', async () => {
    for (const path of ['/short', '/image', '/events', '/empty']) {
      expect((await get(path, 'br')).headers.has('Content-Encoding')).toBe(false)
    }
    expect(await (await get('/short', 'br')).json()).toBe('short')
  })

  it('compresses a stream as it comes', async () => {
    const response = await get('/csv', 'gzip')
    expect(gunzipSync(await bytes(response)).toString()).toBe(long + long)
  })

  it('weakens the tag of what it has changed and compresses a tagged answer once', async () => {
    const first = await get('/tagged', 'br')
    const second = await get('/tagged', 'br')
    expect(first.headers.get('ETag')).toBe('W/"one"')
    expect(await bytes(second)).toEqual(await bytes(first))
  })

  it('answers HEAD without a body', async () => {
    const response = await app.request('/long', { method: 'HEAD', headers: { 'Accept-Encoding': 'br' } })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })
})
