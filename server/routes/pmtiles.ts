import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { notFound, ProblemError } from '../errors.ts'

const fileName = /^[\w-]+\.pmtiles$/

/** Names of the PMTiles files in a folder; those with other than letters, digits, hyphens are passed over. */
export async function listPmtiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => fileName.test(name)).sort()
}

/** First and last byte, inclusive, of the single range that a header asks for. Throws 416 when it has no byte. */
function rangeOf(header: string, size: number): [first: number, last: number] {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  const first = from === '' ? size - Number(to) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if ((from === '' && to === '') || first < 0 || first > last) {
    throw new ProblemError(416, `"${header}" is no single range within ${size} bytes`, {
      headers: { 'Content-Range': `bytes */${size}` },
    })
  }
  return [first, last]
}

/** The file, or the range of it that is asked for, as the PMTiles protocol does. */
export async function servePmtiles(c: Context, directory: string, name: string): Promise<Response> {
  const path = join(directory, name)
  const found = fileName.test(name) ? await stat(path).catch(() => null) : null
  if (!found?.isFile()) throw notFound(`there is no basemap file "${name}"`)
  const header = c.req.header('Range')
  const [start, end] = header ? rangeOf(header, found.size) : [0, found.size - 1]
  c.header('Accept-Ranges', 'bytes')
  c.header('Content-Type', 'application/vnd.pmtiles')
  c.header('ETag', `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`)
  c.header('Cache-Control', 'no-cache')
  c.header('Content-Length', String(end - start + 1))
  if (header) c.header('Content-Range', `bytes ${start}-${end}/${found.size}`)
  const status = header ? 206 : 200
  // Nobody would close the file for an answer without a body, and an empty one has no last byte.
  if (c.req.method === 'HEAD' || end < start) return c.body(null, status)
  return c.body(Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream, status)
}
