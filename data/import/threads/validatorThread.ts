import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { LocatorIndex } from '../../regions/regionLocator.ts'
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
  /** Asks for the index of the boundaries that come with the product. */
  | { readonly kind: 'index' }
  /** `index` is that of the boundaries that come with the product. */
  | { readonly kind: 'open'; readonly data: ValidatorData; readonly index?: LocatorIndex }
  | { readonly kind: 'validate'; readonly block: Block }

/** Short-lived strings by the million: a larger nursery saves a third of the collector's work. */
const youngGenerationMb = 192
/** A thread takes half a second to start and holds 100 MB; it waits this long for another file. */
const keepIdleMs = 20_000

function transferOf(block: Block): ArrayBuffer[] {
  if (block.kind === 'rows') return []
  return block.kind === 'csv' ? [block.bytes.buffer] : [block.bytes.buffer, block.bounds.buffer]
}

/** Made by one thread for all: it costs each of them half a second, and 40 MB. */
let builtInIndex: Promise<LocatorIndex> | null = null

/** A thread that validates blocks of one file after another. */
export class ValidatorThread {
  readonly #worker: Worker
  #settle: { resolve: (answer: ValidatedBlock | LocatorIndex) => void; reject: (error: Error) => void } | null = null
  #failure: Error | null = null
  /** Settle when the thread has made the index it was asked for, and when its file is open. */
  #indexing: Promise<unknown> = Promise.resolve()
  #opening: Promise<void> = Promise.resolve()
  #isValidating = false

  constructor() {
    const limits = { maxYoungGenerationSizeMb: youngGenerationMb }
    this.#worker = startThread(new URL('./validatorWorker.ts', import.meta.url), null, limits)
    this.#worker.on('message', (answer: ValidatedBlock | LocatorIndex) => this.#take()?.resolve(answer))
    this.#worker.on('error', (error) => {
      this.#failure = error
      this.#take()?.reject(error)
    })
  }

  get isFit(): boolean {
    return this.#failure === null && !this.#isValidating
  }

  #take() {
    const settle = this.#settle
    this.#settle = null
    return settle
  }

  open(data: ValidatorData): void {
    this.#worker.ref()
    this.#opening = this.#open(data)
    // Told by `validate`; until then a failure must not count as unhandled.
    this.#opening.catch(() => undefined)
  }

  async #open(data: ValidatorData): Promise<void> {
    await this.#indexing.catch(() => undefined)
    const index = data.regions === null ? { index: await this.#builtInIndex() } : {}
    const message: ValidatorMessage = { kind: 'open', data, ...index }
    this.#worker.postMessage(message, [])
  }

  /** Loads what every file needs. */
  warm(): void {
    this.#builtInIndex().catch(() => undefined)
  }

  /** That of the thread that was first asked; of this one when the other could not tell, for it was stopped. */
  async #builtInIndex(): Promise<LocatorIndex> {
    const mine = (): Promise<LocatorIndex> => {
      const index = this.#ask({ kind: 'index' }, []) as Promise<LocatorIndex>
      this.#indexing = index
      builtInIndex = index
      return index
    }
    return await (builtInIndex ?? mine()).catch(mine)
  }

  #ask(message: ValidatorMessage, transfer: ArrayBuffer[]): Promise<ValidatedBlock | LocatorIndex> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure)
        return
      }
      this.#settle = { resolve, reject }
      this.#worker.postMessage(message, transfer)
    })
  }

  /** One block at a time. Rejects with the error of a thread that died. */
  async validate(block: Block): Promise<ValidatedBlock> {
    this.#isValidating = true
    await this.#opening
    const validated = await this.#ask({ kind: 'validate', block }, transferOf(block))
    this.#isValidating = false
    return validated as ValidatedBlock
  }

  /** Lets the process end while the thread waits. */
  rest(): void {
    this.#worker.unref()
  }

  async stop(): Promise<void> {
    this.#failure ??= new Error('the validation was stopped')
    this.#take()?.reject(this.#failure)
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
    if (resting.length === 0) builtInIndex = null
    void thread.stop()
  }, keepIdleMs)
  timer.unref()
  resting.push({ thread, timer })
}
