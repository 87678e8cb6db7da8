import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { Block } from './blocks.ts'
import type { ValidatedBlock, ValidationSettings } from './blockValidator.ts'
import type { PackedRegions } from './regionsInUse.ts'
import { startThread } from './thread.ts'

const maxWorkers = 4
/** Short-lived strings by the million: a larger nursery saves a third of the collector's work. */
const youngGenerationMb = 64

/** Threads that validate blocks, so that neither the server nor the reader waits for it. */
export interface ValidatorPool {
  /** How many blocks can be in work at a time. */
  readonly size: number
  /** Rejects with the error of a thread that failed. */
  validate(block: Block): Promise<ValidatedBlock>
  close(): Promise<void>
}

/** What a thread is started with. */
export interface ValidatorData {
  readonly settings: ValidationSettings
  readonly regions: PackedRegions
}

interface Task {
  readonly block: Block
  readonly resolve: (validated: ValidatedBlock) => void
  readonly reject: (error: Error) => void
}

function transferOf(block: Block): ArrayBuffer[] {
  if (block.kind === 'rows') return []
  return block.kind === 'csv' ? [block.bytes.buffer] : [block.bytes.buffer, block.bounds.buffer]
}

/** One thread and the task it is at. */
class Validator {
  #task: Task | null = null
  readonly #worker: Worker
  readonly #onIdle: (validator: Validator) => void

  constructor(data: ValidatorData, onIdle: (validator: Validator) => void) {
    this.#onIdle = onIdle
    this.#worker = startThread(new URL('./validatorWorker.ts', import.meta.url), data, {
      maxYoungGenerationSizeMb: youngGenerationMb,
    })
    this.#worker.on('message', (validated: ValidatedBlock) => this.#finish((task) => task.resolve(validated)))
    this.#worker.on('error', (error) => this.#finish((task) => task.reject(error)))
  }

  start(task: Task): void {
    this.#task = task
    this.#worker.postMessage(task.block, transferOf(task.block))
  }

  #finish(settle: (task: Task) => void): void {
    const task = this.#task
    this.#task = null
    if (task) settle(task)
    this.#onIdle(this)
  }

  async close(): Promise<void> {
    this.#task?.reject(new Error('the validator was closed'))
    this.#task = null
    await this.#worker.terminate()
  }
}

/**
 * Starts the threads: one a processor, at most four. A mapping that numbers repeats needs all rows in one thread, in
 * order.
 */
export function createValidatorPool(data: ValidatorData): ValidatorPool {
  const isOrdered = Object.values(data.settings.mapping?.fields ?? {}).some((rule) => rule.numberRepeats)
  const size = isOrdered ? 1 : Math.min(availableParallelism(), maxWorkers)
  const waiting: Task[] = []
  const idle: Validator[] = []
  const onIdle = (validator: Validator) => {
    const task = waiting.shift()
    if (task) validator.start(task)
    else idle.push(validator)
  }
  const validators = Array.from({ length: size }, () => new Validator(data, onIdle))
  idle.push(...validators)
  return {
    size,
    validate: (block) =>
      new Promise((resolve, reject) => {
        const task = { block, resolve, reject }
        const validator = idle.pop()
        if (validator) validator.start(task)
        else waiting.push(task)
      }),
    async close() {
      await Promise.all(validators.map((validator) => validator.close()))
    },
  }
}
