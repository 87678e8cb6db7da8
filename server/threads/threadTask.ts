import { parentPort } from 'node:worker_threads'

export interface ToThread {
  readonly input: unknown
}

export type FromThread<Output, Progress> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly output: Output }
  | { readonly kind: 'failed'; readonly message: string }

/** What a thread made of its input, and the buffers of it that are moved to whoever asked. */
export interface ThreadAnswer<Output> {
  readonly output: Output
  readonly transfer: readonly ArrayBuffer[]
}

/** Makes this module the work of the threads of a pool. */
export function serveThread<Input, Output, Progress>(
  work: (input: Input, report: (progress: Progress) => void) => ThreadAnswer<Output>,
): void {
  const port = parentPort
  if (!port) throw new Error('this module runs in a thread')
  const say = (message: FromThread<Output, Progress>, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, [...transfer])
  port.on('message', ({ input }: ToThread) => {
    try {
      const { output, transfer } = work(input as Input, (progress) => say({ kind: 'progress', progress }))
      say({ kind: 'done', output }, transfer)
    } catch (error) {
      say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  })
}
