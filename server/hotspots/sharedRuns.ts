import { QueryAbandonedError } from '../database/errors.ts'
import { onBehalfOf, sharedAnswer } from '../database/requestSignal.ts'

export interface WaitOptions<Progress> {
  /** Ends the wait; the work itself ends when nobody waits any more. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** What makes the answer to a key; questions to the store are asked on behalf of the signal. */
export type Work<Answer, Progress> = (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<Answer>

/** Work that several may wait for: equal keys share one run. */
export interface SharedRuns<Answer, Progress> {
  /** The answer of the run under that key, begun by `work` when there is none. Rejects with QueryAbandonedError. */
  join(key: string, work: Work<Answer, Progress>, options: WaitOptions<Progress>): Promise<Answer>
}

/** Work under way and who waits for it. */
interface Run<Answer, Progress> {
  readonly answer: Promise<Answer>
  readonly stop: AbortController
  readonly listeners: Set<(progress: Progress) => void>
  /** Where it stands: whoever joins is told at once. */
  at: Progress
  waiting: number
}

/** As the promise; rejects as soon as the signal is aborted. */
function unlessLeft<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new QueryAbandonedError(signal.reason))
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

function begin<Answer, Progress>(work: Work<Answer, Progress>, first: Progress): Run<Answer, Progress> {
  const stop = new AbortController()
  const listeners: Run<Answer, Progress>['listeners'] = new Set()
  const standing = { at: first, waiting: 0 }
  const tell = (progress: Progress): void => {
    run.at = progress
    for (const listener of listeners) listener(progress)
  }
  // Begun in a turn of its own, so that `run` is there when it tells.
  const answer = onBehalfOf(stop.signal, () => Promise.resolve().then(() => work(stop.signal, tell)))
  const run: Run<Answer, Progress> = Object.assign(standing, { answer, stop, listeners })
  return run
}

/** Runs that are forgotten when they end; `first` is told to those who join before the work has told anything. */
export function createSharedRuns<Answer, Progress>(first: Progress): SharedRuns<Answer, Progress> {
  const underWay = new Map<string, Run<Answer, Progress>>()

  function start(key: string, work: Work<Answer, Progress>): Run<Answer, Progress> {
    const run = begin(work, first)
    const forget = (): void => void (underWay.get(key) === run && underWay.delete(key))
    underWay.set(key, run)
    run.answer.then(forget, forget)
    return run
  }

  function leave(key: string, run: Run<Answer, Progress>, { signal, onProgress }: WaitOptions<Progress>): void {
    run.waiting -= 1
    if (onProgress) run.listeners.delete(onProgress)
    if (run.waiting > 0 || !signal?.aborted) return
    // Another run may have begun under the key since.
    if (underWay.get(key) === run) underWay.delete(key)
    run.stop.abort(new QueryAbandonedError(signal.reason))
  }

  return {
    async join(key, work, options) {
      const { signal, onProgress } = options
      if (signal?.aborted) throw new QueryAbandonedError(signal.reason)
      const run = underWay.get(key) ?? start(key, work)
      run.waiting += 1
      if (onProgress) {
        run.listeners.add(onProgress)
        onProgress(run.at)
      }
      try {
        const shared = sharedAnswer(run.answer, () => this.join(key, work, options))
        return await unlessLeft(shared, signal)
      } finally {
        leave(key, run, options)
      }
    },
  }
}
