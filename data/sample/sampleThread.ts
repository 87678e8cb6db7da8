import type { Worker } from 'node:worker_threads'
import type { RecordCollectionId } from '#model/collections.ts'
import { startThread } from '../../server/threads/thread.ts'
import type { ScaleName } from './calibration.ts'

export interface SampleOrder {
  readonly scale: ScaleName
  readonly seed: number
  /** One 32-bit integer: characters that were made and not yet taken. */
  readonly waiting: SharedArrayBuffer
}

/** What a table will hold, known before its rows are made. */
export interface PlannedTable {
  readonly collection: RecordCollectionId
  readonly rows: number
}

/** Lines of CSV. */
export interface SampleChunk {
  readonly lines: string
  readonly rows: number
}

export type SampleMessage =
  | { readonly kind: 'planned'; readonly tables: readonly PlannedTable[] }
  | { readonly kind: 'chunk'; readonly position: number; readonly chunk: SampleChunk }
  | { readonly kind: 'finished'; readonly position: number }
  | { readonly kind: 'truth'; readonly truth: string }

/** Rows die young by the million: a larger nursery saves most of the collector's work. */
const youngGenerationMb = 128

/**
 * Makes a sample in a thread of its own, ahead of whoever stores it; the loop of this thread stays free. Tables have to
 * be taken in order, each once. An error of the thread reaches whoever waits. `stop` ends it.
 */
export class SampleThread {
  readonly #worker: Worker
  readonly #characters = new Int32Array(new SharedArrayBuffer(4))
  readonly #messages: SampleMessage[] = []
  #failure: Error | null = null
  #wake = (): void => {}

  constructor(scale: ScaleName, seed: number) {
    const order: SampleOrder = { scale, seed, waiting: this.#characters.buffer }
    const limits = { maxYoungGenerationSizeMb: youngGenerationMb }
    this.#worker = startThread(new URL('./sampleWorker.ts', import.meta.url), order, limits)
    this.#worker.on('message', (message: SampleMessage) => {
      this.#messages.push(message)
      this.#wake()
    })
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('the thread that makes the sample has ended')))
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }

  async #next(): Promise<SampleMessage> {
    for (;;) {
      const message = this.#messages.shift()
      if (message) return message
      if (this.#failure) throw this.#failure
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** The tables, in an order in which enterprises and segments come before what refers to them. */
  async tables(): Promise<readonly PlannedTable[]> {
    const message = await this.#next()
    if (message.kind !== 'planned') throw new Error('the tables have been told already')
    return message.tables
  }

  /** The lines of the next table, in chunks. */
  async *take(position: number): AsyncGenerator<SampleChunk> {
    for (;;) {
      const message = await this.#next()
      if (message.kind === 'finished' && message.position === position) return
      if (message.kind !== 'chunk' || message.position !== position)
        throw new Error(`table ${position} is not the next`)
      Atomics.sub(this.#characters, 0, message.chunk.lines.length)
      Atomics.notify(this.#characters, 0)
      yield message.chunk
    }
  }

  /** JSON of the truth, once all tables are taken. */
  async truth(): Promise<string> {
    const message = await this.#next()
    if (message.kind !== 'truth') throw new Error('the truth comes after the tables')
    return message.truth
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}
