import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/** The ETag of what is made from the data of a version and nothing else but the key. */
export function etagOf(dataVersion: string, key: string): string {
  return `"${createHash('sha256').update(`${dataVersion}\n${key}`).digest('base64url').slice(0, 27)}"`
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
