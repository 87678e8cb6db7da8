import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import type { Block, Source } from './blocks.ts'
import { findHeader, type HeaderTest } from './header.ts'
import { ImportError } from '../importError.ts'
import { readHead } from './readCsv.ts'
import { startThread } from '../../../server/threads/thread.ts'
import type { WorkbookMessage } from '../threads/workbookWorker.ts'
import { checkZipSize } from './zipSize.ts'

const headerSearchRows = 10
const blockRows = 4000
/** A workbook that says less than it unpacks to ends its thread, not the server. */
const threadLimits = { maxOldGenerationSizeMb: 3072 }

async function nextRows(worker: Worker): Promise<WorkbookMessage> {
  const answer = once(worker, 'message')
  worker.postMessage(null, [])
  const [message] = (await answer) as [WorkbookMessage]
  return message
}

/** Reads a sheet in a thread of its own: a workbook is parsed whole, which takes seconds for a large one. */
async function readRows(path: string, sheet: string | null): Promise<readonly (readonly string[])[]> {
  const worker = startThread(new URL('../threads/workbookWorker.ts', import.meta.url), { path, sheet }, threadLimits)
  try {
    const rows: (readonly string[])[] = []
    for (;;) {
      const message = await nextRows(worker)
      if ('problem' in message)
        throw new ImportError(message.problem, message.allowed ? { parameter: 'sheet', allowed: message.allowed } : {})
      if (message.rows.length === 0) return rows
      for (const row of message.rows) rows.push(row)
    }
  } finally {
    await worker.terminate()
  }
}

/**
 * Opens an .xlsx workbook: the first sheet, or the named one. Formula cells give their stored result, dates their day.
 * A workbook is read whole, so its size is limited: 200 MB, and 1 GB unpacked; larger tables belong in CSV. Throws an
 * ImportError for a damaged file and for an unknown sheet.
 */
export async function openWorkbook(
  path: string,
  options: { sheet: string | null; isHeader: HeaderTest },
): Promise<Source> {
  const { size } = await readHead(path, 0)
  await checkZipSize(path, size)
  const rows = await readRows(path, options.sheet)
  const headerAt = findHeader(rows.slice(0, headerSearchRows), options.isHeader)
  const headers = (rows[headerAt] ?? []).map((cell) => cell.trim())
  if (headers.every((header) => header === ''))
    throw new ImportError('the sheet has no header row: its first row must name the columns')
  return {
    format: 'xlsx',
    encoding: null,
    delimiter: ',',
    headers,
    bytesTotal: size,
    async *blocks() {
      for (let start = headerAt + 1; start < rows.length; start += blockRows) {
        const block: Block = { kind: 'rows', rows: rows.slice(start, start + blockRows), firstLine: start + 1 }
        yield { block, bytesRead: Math.round((Math.min(start + blockRows, rows.length) / rows.length) * size) }
      }
    },
  }
}
