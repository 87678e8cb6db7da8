import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ImportProblem } from '#contract/imports.ts'

const byteOrderMark = '\uFEFF'
/** Problems kept in memory: for the report and for the store. */
const keptProblems = 1000
const formulaStart = /^[=+\-@\t\r＝＋－＠]/

/** A CSV cell; text that a spreadsheet would run as a formula gets an apostrophe in front. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = typeof value === 'string' && formulaStart.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** All problems of an import, written to a CSV file as they come; the first of them are kept. */
export class ProblemLog {
  readonly first: ImportProblem[] = []
  count = 0
  readonly #file: FileHandle

  private constructor(file: FileHandle) {
    this.#file = file
  }

  /** Starts the file, with a byte order mark for spreadsheets. */
  static async open(path: string): Promise<ProblemLog> {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'w')
    await file.write(`${byteOrderMark}line,severity,field,value,reason\n`)
    return new ProblemLog(file)
  }

  async add(problems: readonly ImportProblem[]): Promise<void> {
    if (problems.length === 0) return
    this.count += problems.length
    this.first.push(...problems.slice(0, Math.max(keptProblems - this.first.length, 0)))
    const lines = problems.map(({ line, severity, field, value, reason }) =>
      [line, severity, field, value, reason].map(cell).join(','),
    )
    await this.#file.write(`${lines.join('\n')}\n`)
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}
