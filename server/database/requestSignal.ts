import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, QueryOptions } from './database.ts'
import { QueryAbandonedError } from './errors.ts'

const signals = new AsyncLocalStorage<AbortSignal>()

/** Does the work on behalf of a request: questions to the store that it leads to are given up with the signal. */
export function onBehalfOf<T>(signal: AbortSignal, work: () => T): T {
  return signals.run(signal, work)
}

/** The signal of the request that this work is done for; undefined when it is for none. */
export const requestSignal = (): AbortSignal | undefined => signals.getStore()

/** The same store; questions asked on behalf of a request end when that request is given up. */
export function abandoningDatabase(database: Database): Database {
  const ended = (options: QueryOptions | undefined): QueryOptions | undefined => {
    const signal = options?.signal ?? signals.getStore()
    return signal ? { signal } : undefined
  }
  return {
    ...database,
    query: (sql, values, options) => database.query(sql, values, ended(options)),
    columns: (types, sql, values, options) => database.columns(types, sql, values, ended(options)),
  }
}

/**
 * An answer that another request is having made. When that one is given up, and the one that waits here is not,
 * `again` makes it.
 */
export async function sharedAnswer<T>(answer: Promise<T>, again: () => Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof QueryAbandonedError && !signals.getStore()?.aborted) return again()
    throw error
  }
}
