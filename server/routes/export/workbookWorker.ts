import { parentPort } from 'node:worker_threads'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { threadData } from '../../threads/thread.ts'
import type { WorkbookMessage, WorkbookSheet } from './workbookThread.ts'

const { sheet, headers } = threadData<WorkbookSheet>()
const rows: SheetData = []

async function write(): Promise<void> {
  const header = headers.map((value) => ({ value, fontWeight: 'bold' as const }))
  const bytes = new Uint8Array(await writeXlsxFile([header, ...rows], { stickyRowsCount: 1, sheet }).toBuffer())
  parentPort?.postMessage(bytes, [bytes.buffer])
}

parentPort?.on('message', (message: WorkbookMessage) => {
  if (message === 'end') void write()
  else rows.push(...message.map((row) => [...row]))
})
