import { vi } from 'vitest'

export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly headers: Headers
  readonly signal: AbortSignal
}

/** Answers a request with JSON; throws or returns a Response for anything else. */
export type FakeRoute = (request: FakeRequest) => unknown

export interface FakeApi {
  readonly requests: FakeRequest[]
  /** The requests to a path, oldest first. */
  to(path: string): FakeRequest[]
  /** Sets or replaces the answer of a path. */
  answer(path: string, route: FakeRoute): void
}

function answerOf(value: unknown): Response {
  return value instanceof Response ? value : Response.json(value)
}

/** Puts a fake in the place of `fetch`; a path without an answer is a 404 problem. */
export function fakeApi(routes: Readonly<Record<string, FakeRoute>>): FakeApi {
  const requests: FakeRequest[] = []
  const answers = new Map(Object.entries(routes))
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const { pathname, searchParams } = new URL(address, 'http://fake')
    const path = pathname.replace(/^\/api/, '')
    const signal = init.signal ?? new AbortController().signal
    const headers = new Headers(init.headers)
    const request = { method: init.method ?? 'GET', path, query: searchParams, body: init.body, headers, signal }
    requests.push(request)
    signal.throwIfAborted()
    const route = answers.get(path)
    return route ? answerOf(await route(request)) : problem(404, 'Not Found', `nothing at ${path}`)
  })
  return {
    requests,
    to: (path) => requests.filter((request) => request.path === path),
    answer: (path, route) => void answers.set(path, route),
  }
}

/** An answer that never comes: it rejects when the request is aborted. */
export function unanswered({ signal }: FakeRequest): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** An answer as the server gives it when something is wrong. */
export function problem(status: number, title: string, detail: string, parameters?: object[]): Response {
  return Response.json(
    { type: 'about:blank', title, status, detail, ...(parameters ? { parameters } : {}) },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
}
