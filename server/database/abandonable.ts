import { QueryAbandonedError } from './errors.ts'

/** An engine does not hear an interruption before it has begun: it is told again until the statement ends. */
const repeatMs = 20

/**
 * The result of `run`. When the signal is aborted meanwhile `interrupt` has to make it fail soon. Throws
 * QueryAbandonedError when the signal was aborted before the result was there.
 */
export async function abandonable<T>(
  signal: AbortSignal | undefined,
  interrupt: () => void,
  run: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return run()
  if (signal.aborted) throw new QueryAbandonedError(signal.reason)
  let timer: NodeJS.Timeout | undefined
  const begin = (): void => {
    interrupt()
    timer = setInterval(interrupt, repeatMs)
  }
  signal.addEventListener('abort', begin, { once: true })
  try {
    return await run()
  } catch (error) {
    throw signal.aborted ? new QueryAbandonedError(signal.reason) : error
  } finally {
    signal.removeEventListener('abort', begin)
    clearInterval(timer)
  }
}
