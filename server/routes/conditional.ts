import { createHash, randomUUID } from 'node:crypto'
import type { Context } from 'hono'

/** What decides the content of an answer beside its address. */
interface DataState {
  readonly dataVersion: string
  /** The default day; it moves with the calendar when the data reach into the future. */
  readonly asOf: string
}

/** A new start may be a new program, or a new store that counts its versions from 1 again. */
const start = randomUUID()

/** The ETag of what is made from a state of the data and the key alone. */
export function etagOf({ dataVersion, asOf }: DataState, key: string): string {
  return `"${createHash('sha256').update(`${start} ${dataVersion} ${asOf} ${key}`).digest('base64url').slice(0, 27)}"`
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}

/** Marks the answer as to be revalidated; the 304 to send when the client holds it already, else null. */
export function notModified(c: Context, etag: string): Response | null {
  c.header('ETag', etag)
  c.header('Cache-Control', 'no-cache')
  return matches(c.req.header('If-None-Match'), etag) ? c.body(null, 304) : null
}
