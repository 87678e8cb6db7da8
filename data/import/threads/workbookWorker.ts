import { parentPort } from 'node:worker_threads'
import readWorkbook, { type CellValue } from 'read-excel-file/node'
import { threadData } from './thread.ts'

export type WorkbookMessage = { rows: string[][] } | { problem: string; allowed?: string }

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
try {
  parentPort?.postMessage(await readSheet(path, sheet), [])
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  const problem: WorkbookMessage = { problem: `the workbook cannot be read: ${message}` }
  parentPort?.postMessage(problem, [])
}
