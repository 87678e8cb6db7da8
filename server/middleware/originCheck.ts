import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that a page of another origin sends (CSRF). Browsers name the origin of every such request; programs
 * that are no browser send neither header and pass.
 */
export function originCheck(publicUrl: string | null): MiddlewareHandler {
  const publicOrigin = publicUrl ? new URL(publicUrl).origin : null
  return async (c, next) => {
    const origin = c.req.header('Origin')
    const site = c.req.header('Sec-Fetch-Site')
    const own = origin === undefined || origin === new URL(c.req.url).origin || origin === publicOrigin
    const near = site === undefined || site === 'same-origin' || site === 'none'
    if (!safe.has(c.req.method) && !(own && near)) {
      throw new ProblemError(403, `writing is open to pages of this server alone, not to ${origin ?? site}`)
    }
    await next()
  }
}
