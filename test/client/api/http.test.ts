import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { ApiError, apiUrl, requestJson } from '../../../client/api/http.ts'
import { fakeApi, problem, unanswered } from '../../helpers/fakeApi.ts'

const failureOf = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ApiError)) throw new Error(`no ApiError but ${String(error)}`)
  return error
}

/** An answer whose body begins; the test decides how it goes on. */
const answerThat = (goesOn: (body: ReadableStreamDefaultController) => void): Response =>
  new Response(new ReadableStream({ start: goesOn }), { headers: { 'content-type': 'application/json' } })

afterEach(() => vi.unstubAllGlobals())

describe('requestJson()', () => {
  it('gives the answer that fits the contract', async () => {
    fakeApi({ '/thing': () => ({ count: 3 }) })
    expect(await requestJson('/thing', z.object({ count: z.int() }))).toEqual({ count: 3 })
  })

  it('refuses an answer that breaks the contract and names the member', async () => {
    fakeApi({ '/thing': () => ({ count: 'three' }) })
    const error = await failureOf(requestJson('/thing', z.object({ count: z.int() })))
    expect(error.detail).toContain('count')
    expect(error.retryable).toBe(false)
  })

  it('turns a problem into an error with the parameters at fault', async () => {
    const parameters = [{ name: 'sector', value: 'gaz', allowed: 'gas' }]
    fakeApi({ '/thing': () => problem(400, 'Bad parameter', 'sector cannot be gaz', parameters) })
    const error = await failureOf(requestJson('/thing', z.any()))
    expect(error).toMatchObject({ status: 400, title: 'Bad parameter', detail: 'sector cannot be gaz', parameters })
    expect(error.retryable).toBe(false)
  })

  it.each([429, 500, 503])('calls status %d worth another try', async (status) => {
    fakeApi({ '/thing': () => problem(status, 'Busy', 'later') })
    expect((await failureOf(requestJson('/thing', z.any()))).retryable).toBe(true)
  })

  it('survives an error page that is no problem document', async () => {
    fakeApi({ '/thing': () => new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }) })
    expect(await failureOf(requestJson('/thing', z.any()))).toMatchObject({ status: 502, detail: 'Bad Gateway' })
  })
})

describe('a request', () => {
  it('says offline when no server answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failureOf(requestJson('/thing', z.any()))).toMatchObject({
      status: 0,
      title: 'offline',
      retryable: true,
    })
  })

  it('says timeout when the answer does not come in time', async () => {
    fakeApi({ '/thing': unanswered })
    expect(await failureOf(requestJson('/thing', z.any(), { timeoutMs: 10 }))).toMatchObject({
      title: 'timeout',
      retryable: true,
    })
  })

  it('refuses an answer that is no JSON', async () => {
    fakeApi({ '/thing': () => new Response('{"count": 3') })
    const error = await failureOf(requestJson('/thing', z.any()))
    expect(error).toMatchObject({ status: 200, title: 'Unexpected answer', retryable: false })
    expect(error.detail).toContain('/thing')
  })

  it('says offline when the answer breaks off', async () => {
    fakeApi({ '/thing': () => answerThat((body) => body.error(new TypeError('terminated'))) })
    expect(await failureOf(requestJson('/thing', z.any()))).toMatchObject({ title: 'offline', retryable: true })
  })

  it('says timeout when the answer begins but does not end in time', async () => {
    fakeApi({
      '/thing': ({ signal }) =>
        answerThat((body) => signal.addEventListener('abort', () => body.error(signal.reason), { once: true })),
    })
    expect(await failureOf(requestJson('/thing', z.any(), { timeoutMs: 10 }))).toMatchObject({ title: 'timeout' })
  })

  it('rejects with the reason of the caller who aborts, which is no error of the API', async () => {
    fakeApi({ '/thing': unanswered })
    const controller = new AbortController()
    const promise = requestJson('/thing', z.any(), { signal: controller.signal })
    controller.abort('outdated')
    await expect(promise).rejects.toBe('outdated')
  })
})

describe('apiUrl()', () => {
  it('adds a question mark only before a query', () => {
    expect(apiUrl('/imports')).toBe('/api/imports')
    expect(apiUrl('/imports', new URLSearchParams({ a: '1' }))).toBe('/api/imports?a=1')
  })
})
