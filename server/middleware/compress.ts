import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Context, MiddlewareHandler } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { LRUCache } from 'lru-cache'

type Encoding = 'br' | 'gzip'

/** Below this a compressed answer is hardly smaller, bytes. */
const thresholdBytes = 1024
/** Compressed bodies kept by ETag, bytes: a cached tile is compressed once. */
const keptBytes = 32 * 1024 * 1024
const brotliParams = { [constants.BROTLI_PARAM_QUALITY]: 4 }
const compressible =
  /^(text\/(?!event-stream)|application\/(geo\+|problem\+|schema\+|vnd\.oai\.openapi\+)?json|application\/(javascript|vnd\.mapbox-vector-tile)|image\/svg)/
/** Files may be larger than memory: they are compressed as they are written. */
const isFile = (headers: Headers) => headers.get('Content-Disposition')?.startsWith('attachment') ?? false

const compressBytes: Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: brotliParams }),
  gzip: (bytes) => promisify(gzip)(bytes),
}

function encodingOf(header: string | undefined): Encoding | null {
  if (!header) return null
  const quality = new Map(parseAccept(header).map(({ type, q }) => [type.toLowerCase(), q]))
  const of = (name: string) => quality.get(name) ?? quality.get('*') ?? 0
  if (of('br') > 0 && of('br') >= of('gzip')) return 'br'
  return of('gzip') > 0 ? 'gzip' : null
}

/** Setting `c.res` carries the old headers over, so they are changed afterwards. */
function replaceBody(c: Context, body: Uint8Array<ArrayBuffer> | ReadableStream, encoding: Encoding | null): void {
  c.res = new Response(body, c.res)
  const { headers } = c.res
  headers.delete('Content-Length')
  if (!encoding) return
  headers.set('Content-Encoding', encoding)
  const etag = headers.get('ETag')
  if (etag && !etag.startsWith('W/')) headers.set('ETag', `W/${etag}`)
}

function compressStream(body: ReadableStream, encoding: Encoding): ReadableStream {
  const packer = encoding === 'br' ? createBrotliCompress({ params: brotliParams }) : createGzip()
  const source = Readable.fromWeb(body as NodeReadableStream)
  source.on('error', (error) => packer.destroy(error))
  packer.on('close', () => source.destroy())
  return Readable.toWeb(source.pipe(packer)) as ReadableStream
}

/** Brotli or gzip as the client prefers; answers already coded, partial or small pass as they are. */
export function compress(): MiddlewareHandler {
  const kept = new LRUCache<string, Uint8Array>({ maxSize: keptBytes, sizeCalculation: (bytes) => bytes.length + 200 })
  return async (c, next) => {
    await next()
    const { headers, status } = c.res
    const type = headers.get('Content-Type') ?? ''
    if (status === 206 || headers.has('Content-Encoding') || !compressible.test(type)) return
    // Neither `c.header` nor the body of the answer is touched where it passes: bytes would become a stream.
    headers.append('Vary', 'Accept-Encoding')
    const encoding = encodingOf(c.req.header('Accept-Encoding'))
    if (!encoding || c.req.method === 'HEAD') return
    const { body } = c.res
    if (!body) return
    if (isFile(headers)) return replaceBody(c, compressStream(body, encoding), encoding)
    const plain = new Uint8Array(await c.res.arrayBuffer())
    if (plain.length < thresholdBytes) return replaceBody(c, plain, null)
    const key = headers.has('ETag') ? `${encoding} ${headers.get('ETag')} ${plain.length}` : null
    const packed = (key && kept.get(key)) || (await compressBytes[encoding](plain))
    if (key) kept.set(key, packed)
    replaceBody(c, packed as Uint8Array<ArrayBuffer>, encoding)
  }
}
