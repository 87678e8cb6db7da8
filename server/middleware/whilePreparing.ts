import type { MiddlewareHandler } from 'hono'
import type { Preparation } from '#contract/preparation.ts'
import { ProblemError } from '../errors.ts'

const retrySeconds = 2
/** What says nothing of the records. */
const open =
  /^\/api(\/(conformance|openapi\.json|api\.html|configuration|health|events)|\/(basemaps|tileMatrixSets)(\/.*)?)?\/?$/
const boundaries = /^\/api\/collections\/regions\/(items|tiles)(\/|$)/

/**
 * Answers questions about data with 503 while the first data are made, since they would find zeros; boundaries are
 * given out as soon as they are stored.
 */
export function whilePreparing(preparing: () => Preparation | null): MiddlewareHandler {
  return (c, next) => {
    const { path } = c.req
    const current = preparing()
    const asked = current !== null && !open.test(path) && !(current.stage === 'sample' && boundaries.test(path))
    if (!asked) return next()
    const what = current.stage === 'sample' ? 'the sample is' : 'the boundaries are'
    throw new ProblemError(503, `${what} being made (${Math.floor(current.progress * 100)} %): ask again soon`, {
      title: 'Preparing the first data',
      headers: { 'Retry-After': String(retrySeconds) },
      preparation: current,
    })
  }
}
