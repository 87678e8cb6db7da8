import type { Block } from '../read/blocks.ts'
import type { ValidatedBlock } from '../validate/blockValidator.ts'
import { giveBack, maxThreads, takeThread, type ValidatorData, type ValidatorThread } from './validatorThread.ts'

/** Threads that validate the blocks of one file, so that neither the server nor the reader waits for it. */
export interface ValidatorPool {
  /** How many blocks can be in work at a time. */
  readonly size: number
  /** Rejects with the error of a thread that failed. */
  validate(block: Block): Promise<ValidatedBlock>
  close(): Promise<void>
}

/**
 * A pool of up to `maxThreads` threads, started as blocks come: a small file needs one. A mapping that numbers
 * repeats needs all rows in one thread, in order.
 */
export function createValidatorPool(data: ValidatorData): ValidatorPool {
  const isOrdered = Object.values(data.settings.mapping?.fields ?? {}).some((rule) => rule.numberRepeats)
  const size = isOrdered ? 1 : maxThreads
  const threads: ValidatorThread[] = []
  const idle: ValidatorThread[] = []
  const waiting: ((thread: ValidatorThread) => void)[] = []

  async function freeThread(): Promise<ValidatorThread> {
    const free = idle.pop()
    if (free) return free
    if (threads.length === size) return new Promise((take) => waiting.push(take))
    const thread = takeThread(data)
    threads.push(thread)
    return thread
  }

  return {
    size,
    async validate(block) {
      const thread = await freeThread()
      try {
        return await thread.validate(block)
      } finally {
        const next = waiting.shift()
        if (next) next(thread)
        else idle.push(thread)
      }
    },
    async close() {
      await Promise.all(threads.splice(0).map(giveBack))
    },
  }
}
