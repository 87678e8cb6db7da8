import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'

interface RequestObserver {
  observeRequest(method: string, route: string, status: number, seconds: number): void
}

/** One line a request with its duration; 5xx as errors, 4xx and "ask again" (503) as warnings. Values of the query are logged as sent. */
export function requestLog(log: Logger, observer: RequestObserver): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const durationMs = performance.now() - start
    const { status } = c.res
    observer.observeRequest(c.req.method, routePath(c, -1), status, durationMs / 1000)
    const isError = status >= 500 && status !== 503
    const level = isError ? 'error' : status >= 400 ? 'warn' : 'info'
    const url = new URL(c.req.url)
    log[level]({
      method: c.req.method,
      url: `${url.pathname}${url.search}`,
      status,
      ms: Math.round(durationMs * 10) / 10,
    })
  }
}
