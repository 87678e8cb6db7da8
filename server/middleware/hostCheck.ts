import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../errors.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return loopback.test(host) || host === '::1'
}

/**
 * A server bound to loopback answers only requests that name it so: a foreign page whose name has been made to resolve
 * to this machine (DNS rebinding) gets 421. Bound to another address it does not check, names may be many.
 */
export function hostCheck(boundHost: string, publicUrl: string | null): MiddlewareHandler {
  const publicHost = publicUrl ? new URL(publicUrl).hostname : null
  return async (c, next) => {
    const { hostname } = new URL(c.req.url)
    if (isLoopback(boundHost) && !isLoopback(hostname) && hostname !== publicHost) {
      throw new ProblemError(421, `this server answers as localhost, not as "${hostname}"; set HOST or PUBLIC_URL`)
    }
    await next()
  }
}
