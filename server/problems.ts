import { HTTPException } from 'hono/http-exception'
import { DatabaseFullError, DatabaseUnreachableError, QueryAbandonedError } from './database/errors.ts'
import { badParameter, ProblemError } from './errors.ts'
import { FilterError } from './queries/resolveFilter.ts'

/** Errors of an import by name: their module reads files and is loaded when one is imported, not before. */
const importStatus: Readonly<Record<string, number>> = {
  ImportError: 400,
  FileTooLargeError: 413,
  UnknownImportError: 404,
  ImportStateError: 409,
}

interface ImportFailure extends Error {
  readonly parameter: string
  readonly value: string
  readonly allowed: string
}

function fromImport(error: ImportFailure, status: number): ProblemError {
  const { parameter, value, allowed, message } = error
  const parameters = status === 400 || status === 413 ? [{ name: parameter, value, allowed }] : undefined
  return new ProblemError(status, message, { cause: error, ...(parameters ? { parameters } : {}) })
}

/** What the client is to be told of an error; what nobody foresaw stays as it is and becomes a 500. */
export function toProblem(error: unknown): unknown {
  if (error instanceof FilterError) return badParameter(error.parameter, error.value, error.allowed)
  if (error instanceof DatabaseFullError) return new ProblemError(507, error.message, { cause: error })
  if (error instanceof DatabaseUnreachableError) return new ProblemError(503, error.message, { cause: error })
  if (error instanceof QueryAbandonedError) return error.cause
  if (error instanceof HTTPException) return new ProblemError(error.status, error.message, { cause: error })
  const status = error instanceof Error ? importStatus[error.name] : undefined
  return status === undefined ? error : fromImport(error as ImportFailure, status)
}
