import { Worker, type ResourceLimits, workerData } from 'node:worker_threads'

/** Starts a TypeScript module in a thread of its own; it finds `data` by `threadData`. */
export function startThread(module: URL, data: unknown, resourceLimits: ResourceLimits = {}): Worker {
  return new Worker(new URL('./typescriptThread.mjs', import.meta.url), {
    workerData: { module: module.href, data },
    // Not the options of this process: test runners and tsx pass some that a thread cannot take.
    execArgv: [],
    resourceLimits,
  })
}

/** What `startThread` was given, inside the thread. */
export function threadData<T>(): T {
  return (workerData as { data: T }).data
}
