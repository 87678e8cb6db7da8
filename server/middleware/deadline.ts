import type { MiddlewareHandler } from 'hono'
import { onBehalfOf } from '../database/requestSignal.ts'
import { ProblemError } from '../errors.ts'

/** Never resolves; rejects with the signal's reason. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/**
 * Gives a reading request up after `milliseconds`, with 504, and when its client leaves: what it asks of the store ends
 * with it. Once an answer has begun only the client ends it; what writes is never given up.
 */
export function deadline(milliseconds: number): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const request = new AbortController()
    const giveUp = (status: number, why: string) => request.abort(new ProblemError(status, why))
    const leave = () => giveUp(499, 'the client left before the answer')
    const timer = setTimeout(
      () => giveUp(504, `no answer within ${milliseconds / 1000} s: narrow the filter`),
      milliseconds,
    )
    const { signal: connection } = c.req.raw
    connection.addEventListener('abort', leave, { once: true })
    if (connection.aborted) leave()
    try {
      await onBehalfOf(request.signal, () => Promise.race([aborted(request.signal), next()]))
    } finally {
      clearTimeout(timer)
    }
  }
}
