import { open, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportList, ImportPreview, ImportReport } from '#contract/imports.ts'
import { detectFormat } from '../../data/import/read/fileKind.ts'
import { ImportStateError, UnknownImportError } from '../../data/import/importError.ts'
import { isImportId, newImportId, problemsPathOf, removeOrphanProblems } from '../../data/import/report/importFiles.ts'
import { ImportProgress } from '../../data/import/report/importProgress.ts'
import { previewFile } from '../../data/import/previewFile.ts'
import { checkOptions, type ImportOptions, runImport } from '../../data/import/runImport.ts'
import { warmThreads } from '../../data/import/threads/validatorThread.ts'
import type { Database } from '../database/database.ts'
import { keptUndo, trimUndo, undoBatch, UndoRefusedError } from '../queries/batches.ts'
import { createImportHistory, type ImportHistory } from './importHistory.ts'
import { receiveUpload, type UploadBody } from './upload.ts'

export type { ImportOptions } from '../../data/import/runImport.ts'

/** The imports of a server, one at a time in the order in which they came. */
export interface ImportJobs {
  /**
   * Streams the body to the disk and queues the import; the report in state `waiting` or `reading`. Throws an
   * ImportError for a file or options that cannot be used, FileTooLargeError over the limit.
   */
  start(body: UploadBody, options: ImportOptions): Promise<ImportReport>
  /** How the beginning of a file would be read (of a workbook: all of it). Nothing is stored. */
  preview(head: Uint8Array, options: ImportOptions): Promise<ImportPreview>
  /** A page, newest first, those of earlier runs of the program among them; without problems, which `get` tells. */
  list(page?: ImportPage): Promise<ImportList>
  /** Null when there is no such import. */
  get(id: string): Promise<ImportReport | null>
  /** The CSV of all problems; null when there is none. */
  problemsPath(id: string): Promise<string | null>
  /** Waits until nothing of the import is left. Throws UnknownImportError, or ImportStateError when it is too late. */
  cancel(id: string): Promise<ImportReport>
  /** Takes a stored import back. Throws UnknownImportError, or ImportStateError when that cannot be. */
  undo(id: string): Promise<ImportReport>
  /** Told of progress at most four times a second, and of every change of state; returns the way to stop that. */
  onProgress(listener: (report: ImportReport) => void): () => void
  /** Cancels what waits and what runs, and waits for it. */
  close(): Promise<void>
}

interface ImportJobsOptions {
  readonly database: Database
  /** The data folder: uploads go to imports/tmp, reports and problems to imports. */
  readonly home: string
  /** Limit of an upload. */
  readonly maxBytes?: number
  /** How many imports of a collection can be undone. */
  readonly keptUndo?: number
  /** Runs after every change of the store. */
  readonly onCommit?: () => Promise<void> | void
}

/** Which of the imports are listed. */
export interface ImportPage {
  readonly limit?: number
  readonly offset?: number
}

interface Job {
  readonly options: ImportOptions
  readonly path: string
  readonly controller: AbortController
  report: ImportReport
  done: Promise<void>
}

const defaultMaxBytes = 4 * 2 ** 30
const signatureBytes = 4096
const keptJobs = 50

async function checkSignature(path: string, fileName: string): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0)
    detectFormat(fileName, buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

function tooLateToCancel(id: string, state: ImportReport['state']): ImportStateError {
  const hint = state === 'writing' || state === 'done' ? ': undo it instead' : ''
  return new ImportStateError(`import ${id} is ${state} and cannot be cancelled${hint}`, { parameter: 'id', value: id })
}

class Jobs implements ImportJobs {
  readonly #options: ImportJobsOptions
  readonly #uploads: string
  readonly #history: ImportHistory
  readonly #jobs = new Map<string, Job>()
  readonly #listeners = new Set<(report: ImportReport) => void>()
  #queue: Promise<void> = Promise.resolve()

  constructor(options: ImportJobsOptions) {
    this.#options = options
    this.#uploads = join(options.home, 'imports', 'tmp')
    this.#history = createImportHistory(options.database, options.home)
  }

  /** Removes what a killed process left behind. */
  async open(): Promise<this> {
    await rm(this.#uploads, { recursive: true, force: true })
    await mkdir(this.#uploads, { recursive: true })
    if (this.#options.database.engine === 'duckdb') await removeOrphanProblems(this.#options.home)
    return this
  }

  async start(body: UploadBody, given: ImportOptions): Promise<ImportReport> {
    const options = { ...given, fileName: basename(given.fileName.replaceAll('\\', '/')) }
    checkOptions(options)
    if (options.collection !== 'regions') warmThreads()
    const id = newImportId()
    const path = join(this.#uploads, id)
    await receiveUpload(body, path, this.#options.maxBytes ?? defaultMaxBytes)
    try {
      if (options.collection !== 'regions') await checkSignature(path, options.fileName)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    return this.#enqueue(id, path, options)
  }

  #enqueue(id: string, path: string, options: ImportOptions): ImportReport {
    const { collection, fileName, datum = null } = options
    const { report } = new ImportProgress({ id, collection, fileName, datum, startedAt: new Date().toISOString() })
    const job: Job = {
      options,
      path,
      controller: new AbortController(),
      report: { ...report, state: 'waiting' },
      done: Promise.resolve(),
    }
    this.#jobs.set(id, job)
    this.#tell(job.report)
    job.done = this.#queue.then(() => this.#run(job))
    this.#queue = job.done
    return job.report
  }

  async #run(job: Job): Promise<void> {
    if (job.report.state === 'waiting') {
      job.report = { ...job.report, state: 'reading' }
      this.#tell(job.report)
      job.report = await runImport(job.options, {
        database: this.#options.database,
        home: this.#options.home,
        id: job.report.id,
        path: job.path,
        signal: job.controller.signal,
        onProgress: (report) => {
          job.report = report
          this.#tell(report)
        },
      })
      if (job.report.state === 'done') await this.#committed()
    }
    await rm(job.path, { force: true }).catch(() => undefined)
    this.#forgetOld()
  }

  async #committed(): Promise<void> {
    await this.#announce()
    try {
      await trimUndo(this.#options.database, this.#options.keptUndo ?? keptUndo)
    } catch (error) {
      console.error('what old imports replaced could not be forgotten:', error)
    }
  }

  /** What the import wrote stands, whether or not the pages could be told of it. */
  async #announce(): Promise<void> {
    try {
      await this.#options.onCommit?.()
    } catch (error) {
      console.error('the change of the data could not be announced:', error)
    }
  }

  /** The data folder remembers what is forgotten here. */
  #forgetOld(): void {
    const finished = [...this.#jobs.values()].filter((job) => job.report.finishedAt !== null)
    for (const job of finished.slice(0, -keptJobs)) this.#jobs.delete(job.report.id)
  }

  #tell(report: ImportReport): void {
    for (const listener of this.#listeners) listener(report)
  }

  async preview(head: Uint8Array, options: ImportOptions): Promise<ImportPreview> {
    checkOptions(options)
    const path = join(this.#uploads, `${newImportId()}-preview`)
    try {
      await writeFile(path, head)
      return await previewFile(path, options)
    } finally {
      await rm(path, { force: true })
    }
  }

  async list({ limit = 50, offset = 0 }: ImportPage = {}): Promise<ImportList> {
    const known = [...(await this.#history.ids()), ...this.#jobs.keys()]
    const ids = [...new Set(known)].sort().reverse()
    const page = ids.slice(offset, offset + limit)
    const imports = await Promise.all(page.map((id) => this.#jobs.get(id)?.report ?? this.#history.summary(id)))
    // The ids of one second come in any order.
    const found = imports.filter((report) => report !== null).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    return { numberMatched: ids.length, imports: found.map((report) => ({ ...report, problems: [] })) }
  }

  async get(id: string): Promise<ImportReport | null> {
    return this.#jobs.get(id)?.report ?? this.#history.get(id)
  }

  async problemsPath(id: string): Promise<string | null> {
    if (!isImportId(id)) return null
    const path = problemsPathOf(this.#options.home, id)
    const found = await stat(path).catch(() => null)
    return found ? path : null
  }

  async cancel(id: string): Promise<ImportReport> {
    const job = this.#jobs.get(id)
    const state = job?.report.state ?? (await this.#known(id)).state
    if (!job || (state !== 'waiting' && state !== 'reading')) throw tooLateToCancel(id, state)
    if (state === 'waiting') {
      job.report = { ...job.report, state: 'cancelled', finishedAt: new Date().toISOString() }
      await this.#history.keep(job.report)
      this.#tell(job.report)
      return job.report
    }
    job.controller.abort()
    await job.done
    if (job.report.state === 'done') throw tooLateToCancel(id, 'done')
    return job.report
  }

  async undo(id: string): Promise<ImportReport> {
    const report = await this.#known(id)
    if (report.state !== 'done') {
      throw new ImportStateError(`import ${id} is ${report.state}; only one that is done can be undone`, {
        parameter: 'id',
        value: id,
      })
    }
    if (report.collection === 'regions') {
      throw new ImportStateError('boundaries cannot be undone: import those that stood before', {
        parameter: 'id',
        value: id,
      })
    }
    await this.#undoBatch(id)
    const undone: ImportReport = { ...report, state: 'undone' }
    const job = this.#jobs.get(id)
    if (job) job.report = undone
    await this.#history.keep(undone)
    this.#tell(undone)
    await this.#announce()
    return undone
  }

  async #undoBatch(id: string): Promise<void> {
    try {
      await undoBatch(this.#options.database, id, this.#options.keptUndo ?? keptUndo)
    } catch (error) {
      if (!(error instanceof UndoRefusedError)) throw error
      const at = { parameter: 'id', value: id }
      throw error.reason === 'notFound'
        ? new UnknownImportError(error.message, at)
        : new ImportStateError(error.message, at)
    }
  }

  async #known(id: string): Promise<ImportReport> {
    const report = await this.get(id)
    if (!report) throw new UnknownImportError(`there is no import "${id}"`, { parameter: 'id', value: id })
    return report
  }

  onProgress(listener: (report: ImportReport) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    for (const job of this.#jobs.values()) {
      if (job.report.state === 'waiting') job.report = { ...job.report, state: 'cancelled' }
      job.controller.abort()
    }
    await this.#queue
  }
}

/** The runner of imports on a store. */
export async function createImportJobs(options: ImportJobsOptions): Promise<ImportJobs> {
  return new Jobs(options).open()
}
