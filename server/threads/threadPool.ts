import type { Worker } from 'node:worker_threads'
import { startThread } from './thread.ts'
import type { FromThread, ToThread } from './threadTask.ts'

export interface ThreadRun<Progress> {
  /** Aborting it ends the work at once; `run` then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

/** Threads that do one kind of work, each one piece at a time. */
export interface ThreadPool<Input, Output, Progress> {
  /** Waits for a free thread. What `transfer` lists is moved, not copied. */
  run(input: Input, transfer: readonly ArrayBuffer[], options?: ThreadRun<Progress>): Promise<Output>
  /** Starts a thread ahead of the first piece of work: that takes half a second. */
  warm(): void
  /** Ends all threads; work under way rejects. */
  close(): Promise<void>
}

/** One thread at work; it settles once. */
function workOn<Output, Progress>(
  worker: Worker,
  message: ToThread,
  transfer: readonly ArrayBuffer[],
  { signal, onProgress }: ThreadRun<Progress>,
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.removeAllListeners()
      signal?.removeEventListener('abort', stop)
      act()
    }
    const stop = (): void => settle(() => reject(signal?.reason as Error))
    worker.on('message', (said: FromThread<Output, Progress>) => {
      if (said.kind === 'progress') onProgress?.(said.progress)
      else if (said.kind === 'done') settle(() => resolve(said.output))
      else settle(() => reject(new Error(said.message)))
    })
    worker.on('error', (error) => settle(() => reject(error)))
    worker.on('exit', (code) => settle(() => reject(new Error(`the thread ended with ${code}`))))
    signal?.addEventListener('abort', stop, { once: true })
    worker.postMessage(message, [...transfer])
  })
}

/** Threads of a module that calls `serveThread`; at most `size` at once, kept for the next piece of work. */
export function createThreadPool<Input, Output, Progress>(
  module: URL,
  size: number,
): ThreadPool<Input, Output, Progress> {
  const resting: Worker[] = []
  const working = new Set<Worker>()
  /** Those who wait for a thread that another leaves to them. */
  const waiting: (() => void)[] = []
  let busy = 0
  let closed = false

  async function turn(signal: AbortSignal | undefined): Promise<void> {
    if (busy < size) busy += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    if (!signal?.aborted && !closed) return
    leave()
    throw closed ? new Error('the threads are closed') : (signal?.reason as Error)
  }
  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
  function keep(worker: Worker): void {
    worker.unref()
    // A thread that dies while it rests is not used again.
    worker.on('error', () => resting.splice(resting.indexOf(worker), 1))
    resting.push(worker)
  }

  return {
    async run(input, transfer, options = {}) {
      await turn(options.signal)
      const worker = resting.pop() ?? startThread(module, null)
      worker.removeAllListeners()
      worker.ref()
      working.add(worker)
      try {
        const output = await workOn<Output, Progress>(worker, { input }, transfer, options)
        if (closed) await worker.terminate()
        else keep(worker)
        return output
      } catch (error) {
        await worker.terminate()
        throw error
      } finally {
        working.delete(worker)
        leave()
      }
    },
    warm() {
      if (!closed && resting.length + busy === 0) keep(startThread(module, null))
    },
    async close() {
      closed = true
      await Promise.all([...working, ...resting.splice(0)].map((worker) => worker.terminate()))
    },
  }
}
