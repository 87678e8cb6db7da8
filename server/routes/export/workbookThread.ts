import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { startThread } from '../../threads/thread.ts'
import type { Cell } from './table.ts'

export interface WorkbookSheet {
  /** Name of the sheet. */
  readonly sheet: string
  readonly headers: readonly string[]
}

/** What the thread is told: more rows, then that there are no more. */
export type WorkbookMessage = readonly (readonly Cell[])[] | 'end'

/** Rows handed over in one turn of the loop: copying them takes a few milliseconds. */
const turnRows = 250

/** The bytes of a workbook of one sheet. Made in a thread of its own, since it takes seconds of pure computation. */
export async function makeWorkbook(
  sheet: WorkbookSheet,
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = startThread(new URL('./workbookWorker.ts', import.meta.url), sheet)
  const tell = (message: WorkbookMessage) => worker.postMessage(message, [])
  const answer = once(worker, 'message') as Promise<[Uint8Array<ArrayBuffer>]>
  // It is looked at once all rows are told; a thread that dies before is no unhandled rejection.
  answer.catch(() => undefined)
  try {
    for await (const rows of pages) {
      for (let first = 0; first < rows.length; first += turnRows) {
        tell(rows.slice(first, first + turnRows))
        await nextTurn()
      }
    }
    tell('end')
    return (await answer)[0]
  } finally {
    await worker.terminate()
  }
}
