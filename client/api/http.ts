import type * as z from 'zod'
import { type Problem, problemSchema } from '#contract/problem.ts'
import { requestTimeoutMs } from '../config.ts'

/** What a failed request means to the page. `status` is 0 when no answer came. */
export class ApiError extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string
  /** Every parameter at fault, with its value as sent and what is allowed. */
  readonly parameters: NonNullable<Problem['parameters']>
  /** True when the same request may succeed later. */
  readonly retryable: boolean

  constructor(status: number, title: string, detail: string, parameters: NonNullable<Problem['parameters']> = []) {
    super(`${title}: ${detail}`)
    this.name = 'ApiError'
    this.status = status
    this.title = title
    this.detail = detail
    this.parameters = parameters
    this.retryable = status === 0 || status === 408 || status === 429 || status >= 500
  }
}

export interface RequestOptions {
  readonly query?: URLSearchParams | string
  readonly method?: 'GET' | 'POST'
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

/** The address of an API path with its query; an empty query leaves no question mark. */
export function apiUrl(path: string, query: URLSearchParams | string = ''): string {
  const text = query.toString()
  return `/api${path}${text === '' ? '' : `?${text}`}`
}

async function errorOf(response: Response): Promise<ApiError> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  const parsed = problemSchema.safeParse(isJson ? await response.json().catch(() => null) : null)
  if (!parsed.success) return new ApiError(response.status, 'Unexpected answer', response.statusText || 'no details')
  const { title, detail, parameters } = parsed.data
  return new ApiError(response.status, title, detail, parameters)
}

/**
 * The page's only fetch: what `read` makes of the answer. A request that its caller aborted rejects with the signal's
 * reason; every other failure is an `ApiError`, also when the server cannot be reached or breaks off (`offline`), does
 * not send the whole answer in time (`timeout`), or sends no JSON where JSON is read.
 */
async function request<Body>(
  path: string,
  read: (response: Response) => Promise<Body>,
  options: RequestOptions = {},
): Promise<Body> {
  const { query, method = 'GET', body, headers, signal, timeoutMs = requestTimeoutMs } = options
  const timeout = AbortSignal.timeout(timeoutMs)
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout
  try {
    const response = await fetch(apiUrl(path, query), { method, body, headers, signal: either })
    if (!response.ok) throw await errorOf(response)
    return await read(response)
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof ApiError) throw error
    if (error instanceof SyntaxError) throw new ApiError(200, 'Unexpected answer', `${path}: ${error.message}`)
    if (timeout.aborted) throw new ApiError(0, 'timeout', `no answer within ${timeoutMs} ms`)
    throw new ApiError(0, 'offline', error instanceof Error ? error.message : String(error))
  }
}

/** Asks for JSON and checks it against the contract; an answer that breaks the contract is an `ApiError` too. */
export async function requestJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  options: RequestOptions = {},
): Promise<z.infer<Schema>> {
  const headers = { accept: 'application/json', ...options.headers }
  const parsed = schema.safeParse(await request(path, (response) => response.json(), { ...options, headers }))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ApiError(200, 'Unexpected answer', `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}
