import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { Block } from '../read/blocks.ts'
import type { ValidatedBlock, ValidationSettings } from '../validate/blockValidator.ts'
import type { PackedRegions } from '../place/regionsInUse.ts'
import { startThread } from '../../../server/threads/thread.ts'

/** What a thread needs to know of a file before its first block. */
export interface ValidatorData {
  readonly settings: ValidationSettings
  readonly regions: PackedRegions
}

export type ValidatorMessage =
  | { readonly kind: 'warm' }
  | { readonly kind: 'open'; readonly data: ValidatorData }
  | { readonly kind: 'validate'; readonly block: Block }

/** Short-lived strings by the million: a larger nursery saves a third of the collector's work. */
const youngGenerationMb = 192
/** A thread takes half a second to start and holds 100 MB; it waits this long for another file. */
const keepIdleMs = 20_000

function transferOf(block: Block): ArrayBuffer[] {
  if (block.kind === 'rows') return []
  return block.kind === 'csv' ? [block.bytes.buffer] : [block.bytes.buffer, block.bounds.buffer]
}

/** A thread that validates blocks of one file after another. */
export class ValidatorThread {
  readonly #worker: Worker
  #settle: { resolve: (validated: ValidatedBlock) => void; reject: (error: Error) => void } | null = null
  #failure: Error | null = null

  constructor() {
    const limits = { maxYoungGenerationSizeMb: youngGenerationMb }
    this.#worker = startThread(new URL('./validatorWorker.ts', import.meta.url), null, limits)
    this.#worker.on('message', (validated: ValidatedBlock) => this.#take()?.resolve(validated))
    this.#worker.on('error', (error) => {
      this.#failure = error
      this.#take()?.reject(error)
    })
  }

  get isFit(): boolean {
    return this.#failure === null && this.#settle === null
  }

  #take() {
    const settle = this.#settle
    this.#settle = null
    return settle
  }

  open(data: ValidatorData): void {
    this.#worker.ref()
    this.#post({ kind: 'open', data })
  }

  /** Loads what every file needs. */
  warm(): void {
    this.#post({ kind: 'warm' })
  }

  #post(message: ValidatorMessage): void {
    this.#worker.postMessage(message, [])
  }

  /** One block at a time. Rejects with the error of a thread that died. */
  validate(block: Block): Promise<ValidatedBlock> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure)
        return
      }
      this.#settle = { resolve, reject }
      const message: ValidatorMessage = { kind: 'validate', block }
      this.#worker.postMessage(message, transferOf(block))
    })
  }

  /** Lets the process end while the thread waits. */
  rest(): void {
    this.#worker.unref()
  }

  async stop(): Promise<void> {
    this.#take()?.reject(new Error('the validation was stopped'))
    await this.#worker.terminate()
  }
}

const resting: { thread: ValidatorThread; timer: NodeJS.Timeout }[] = []

/** One a processor, at most four. */
export const maxThreads = Math.min(availableParallelism(), 4)

/** Starts threads ahead of an import that is about to come, while its file is still on the way. */
export function warmThreads(): void {
  for (let missing = maxThreads - resting.length; missing > 0; missing--) {
    const thread = new ValidatorThread()
    thread.warm()
    void giveBack(thread)
  }
}

/** A thread that was kept, or a new one. */
export function takeThread(data: ValidatorData): ValidatorThread {
  const kept = resting.pop()
  if (kept) clearTimeout(kept.timer)
  const thread = kept?.thread ?? new ValidatorThread()
  thread.open(data)
  return thread
}

/** Keeps a thread for the next file; one that is still at work, because the import was cancelled, is stopped. */
export async function giveBack(thread: ValidatorThread): Promise<void> {
  if (!thread.isFit) {
    await thread.stop()
    return
  }
  thread.rest()
  const timer = setTimeout(() => {
    resting.splice(
      resting.findIndex((kept) => kept.thread === thread),
      1,
    )
    void thread.stop()
  }, keepIdleMs)
  timer.unref()
  resting.push({ thread, timer })
}
