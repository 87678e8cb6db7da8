import type { Preparation } from '#contract/preparation.ts'
import type { Problem } from '#contract/problem.ts'

export type ParameterProblem = NonNullable<Problem['parameters']>[number]

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  416: 'Range not satisfiable',
  421: 'Misdirected request',
  499: 'Client closed request',
  500: 'Internal error',
  502: 'Bad gateway',
  503: 'Service unavailable',
  504: 'Gateway timeout',
  507: 'Insufficient storage',
}

interface ProblemOptions {
  /** The status in words when left out. */
  readonly title?: string
  readonly parameters?: readonly ParameterProblem[]
  readonly headers?: Record<string, string>
  readonly preparation?: Preparation
  readonly cause?: unknown
}

/** An error that the client is told of as it is: a status, a sentence, and the parameters at fault. */
export class ProblemError extends Error {
  readonly status: number
  readonly parameters: readonly ParameterProblem[] | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly title: string
  readonly preparation: Preparation | undefined

  constructor(status: number, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause })
    this.name = 'ProblemError'
    this.status = status
    this.title = options.title ?? titles[status] ?? 'Error'
    this.parameters = options.parameters
    this.headers = options.headers ?? {}
    this.preparation = options.preparation
  }
}

/** 400 that names every parameter at fault, its value and what is allowed. */
export function badParameters(parameters: readonly ParameterProblem[]): ProblemError {
  const sentence = ({ name, value, allowed }: ParameterProblem) => `${name} = "${value.slice(0, 100)}": ${allowed}`
  return new ProblemError(400, parameters.map(sentence).join('; '), { parameters })
}

export function badParameter(name: string, value: string, allowed: string): ProblemError {
  return badParameters([{ name, value, allowed }])
}

export function notFound(detail: string): ProblemError {
  return new ProblemError(404, detail)
}

/** The body of the one error shape; what is no ProblemError is hidden behind a plain 500. */
export function problemOf(error: unknown): Problem {
  const hidden = 'The server failed to answer; the cause is in its log.'
  const { status, title, message, parameters, preparation } =
    error instanceof ProblemError ? error : new ProblemError(500, hidden)
  return {
    type: 'about:blank',
    title,
    status,
    detail: message,
    ...(parameters ? { parameters: [...parameters] } : {}),
    ...preparation,
  }
}
