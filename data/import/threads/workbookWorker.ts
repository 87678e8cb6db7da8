import { parentPort } from 'node:worker_threads'
import readWorkbook, { type CellValue } from 'read-excel-file/node'
import { threadData } from '../../../server/threads/thread.ts'

/** The next rows of the sheet, none at its end; or why it cannot be read. */
export type WorkbookMessage = { rows: string[][] } | { problem: string; allowed?: string }

/** A whole sheet in one message would hold up the thread that takes it. */
const blockRows = 4000

/** A cell as text: dates as their day, numbers without an exponent where they are whole. */
function cellText(value: CellValue | null): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'number' && Number.isSafeInteger(value) ? value.toFixed(0) : String(value)
}

async function readSheet(path: string, name: string | null): Promise<WorkbookMessage> {
  const sheets = await readWorkbook(path)
  const sheet = name === null ? sheets[0] : sheets.find((candidate) => candidate.sheet === name)
  if (sheet) return { rows: sheet.data.map((row) => row.map(cellText)) }
  const allowed = sheets.map((candidate) => candidate.sheet).join(', ')
  return name === null
    ? { problem: 'the workbook has no sheet' }
    : { problem: `the workbook has no sheet "${name}"; allowed: ${allowed}`, allowed }
}

const { path, sheet } = threadData<{ path: string; sheet: string | null }>()

async function readOrExplain(): Promise<WorkbookMessage> {
  try {
    return await readSheet(path, sheet)
  } catch (error) {
    return { problem: `the workbook cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const reading = readOrExplain()
let start = 0
parentPort?.on('message', async () => {
  const read = await reading
  const answer: WorkbookMessage = 'rows' in read ? { rows: read.rows.slice(start, start + blockRows) } : read
  start += blockRows
  parentPort?.postMessage(answer, [])
})
