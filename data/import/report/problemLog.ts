import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ImportProblem } from '#contract/imports.ts'
import { spreadsheetCell } from '#model/csvText.ts'

const byteOrderMark = '\uFEFF'
/** Problems kept in memory: for the report and for the store. */
const keptProblems = 1000
/** All problems of an import, written to a CSV file as they come; the first of them are kept. */
export class ProblemLog {
  count = 0
  readonly #errors: ImportProblem[] = []
  readonly #warnings: ImportProblem[] = []
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

  /** What keeps rows out comes first: warnings, however many, never hide it. */
  get first(): readonly ImportProblem[] {
    return [...this.#errors, ...this.#warnings].slice(0, keptProblems)
  }

  async add(problems: readonly ImportProblem[]): Promise<void> {
    if (problems.length === 0) return
    this.count += problems.length
    for (const problem of problems) {
      const kept = problem.severity === 'error' ? this.#errors : this.#warnings
      if (kept.length < keptProblems) kept.push(problem)
    }
    const lines = problems.map(({ line, severity, field, value, reason }) =>
      [line, severity, field, value, reason].map(spreadsheetCell).join(','),
    )
    await this.#file.write(`${lines.join('\n')}\n`)
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}
