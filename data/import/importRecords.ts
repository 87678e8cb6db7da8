import type { ImportMapping, ImportReport } from '#contract/imports.ts'
import type { Datum } from '#model/codes.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from '#model/collections.ts'
import type { Database } from '../../server/database/database.ts'
import { replaceRecords } from '../../server/queries/writeRecords.ts'
import type { ValidatedBlock } from './validate/blockValidator.ts'
import type { Source } from './read/blocks.ts'
import { failureSentence } from './report/failureSentence.ts'
import { ImportCancelledError } from './importError.ts'
import { ImportProgress } from './report/importProgress.ts'
import { KeyRegister } from './validate/keyRegister.ts'
import { type OpenSource, openSource, resolveSources } from './read/openSource.ts'
import { ProblemLog } from './report/problemLog.ts'
import { type PackedRegions, packRegionsInUse } from './place/regionsInUse.ts'
import { createValidatorPool, type ValidatorPool } from './threads/validatorPool.ts'

export interface ImportRequest {
  /** Id of the batch. */
  readonly id: string
  readonly path: string
  readonly fileName: string
  readonly collectionId: RecordCollectionId
  /** Of the file; null leaves it to the mapping, the format, and the rows. */
  readonly datum: Datum | null
  readonly mapping: ImportMapping | null
  readonly sheet: string | null
  /** Everything but the write. */
  readonly dryRun: boolean
  /** Where all problems are written as CSV. */
  readonly problemsPath: string
  readonly signal?: AbortSignal
  readonly onProgress?: (report: ImportReport) => void
}

const reportedProblems = 200
/** Enough that no thread waits while the oldest block is written out; each is about 1 MB. */
const blocksPerThread = 4

/** Blocks in the order of the file, several at a time in validation; no more than that wait in memory. */
async function* validated(
  source: Source,
  pool: ValidatorPool,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ block: ValidatedBlock; bytesRead: number }> {
  const pending: Promise<{ block: ValidatedBlock; bytesRead: number }>[] = []
  for await (const { block, bytesRead } of source.blocks()) {
    if (signal?.aborted) throw new ImportCancelledError()
    const result = pool.validate(block).then((done) => ({ block: done, bytesRead }))
    // Awaited in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined)
    pending.push(result)
    const next = pending.length > pool.size * blocksPerThread ? pending.shift() : undefined
    if (next) yield await next
  }
  for (const next of pending) yield await next
}

/** One import from an open file to lines for the store. */
class ImportRun {
  readonly #request: ImportRequest
  readonly #collection: CollectionDefinition
  readonly #progress: ImportProgress
  readonly #problems: ProblemLog
  #undeclared = 0

  constructor(request: ImportRequest, progress: ImportProgress, problems: ProblemLog) {
    this.#request = request
    this.#collection = collections[request.collectionId]
    this.#progress = progress
    this.#problems = problems
  }

  async run(database: Database): Promise<void> {
    const { collectionId, dryRun, mapping } = this.#request
    const source = await openSource(this.#request.path, this.#request)
    resolveSources(this.#collection, source, mapping)
    const datum = this.#request.datum ?? mapping?.datum ?? source.datum
    Object.assign(this.#progress.report, { datum, bytesTotal: source.bytesTotal, encoding: source.encoding })
    const pool = this.#openPool(source, datum, await packRegionsInUse(database))
    try {
      const lines = this.#lines(source, pool)
      if (dryRun) {
        for await (const line of lines) void line
        return
      }
      const { accepted, replaced, unlocated } = await database.transaction((session) =>
        replaceRecords(session, collectionId, this.#batch(), lines),
      )
      Object.assign(this.#progress.report, { accepted, replaced, unlocated })
    } finally {
      await pool.close()
    }
  }

  #openPool(source: OpenSource, datum: Datum | null, regions: PackedRegions): ValidatorPool {
    const settings = {
      collectionId: this.#request.collectionId,
      batchId: this.#request.id,
      headers: source.headers,
      headersAreComplete: source.format !== 'geojson',
      delimiter: source.delimiter,
      mapping: this.#request.mapping,
      datum,
    }
    return createValidatorPool({ settings, regions })
  }

  #batch() {
    const { id, fileName } = this.#request
    const { report } = this.#progress
    return {
      id,
      fileName,
      datum: report.datum,
      startedAt: report.startedAt,
      sample: false,
      report: () => ({ warned: report.warned, rejected: report.rejected, problems: this.#problems.first }),
    }
  }

  async *#lines(source: Source, pool: ValidatorPool): AsyncGenerator<Uint8Array> {
    const { signal } = this.#request
    const keys = new KeyRegister(this.#collection.key)
    for await (const { block, bytesRead } of validated(source, pool, signal)) {
      if (signal?.aborted) throw new ImportCancelledError()
      const unique = keys.take(block)
      await this.#problems.add([...block.problems, ...unique.repeats])
      this.#count(block, unique)
      this.#progress.advance(bytesRead)
      yield unique.csv
    }
    await this.#reportUndeclared()
    if (signal?.aborted) throw new ImportCancelledError()
    if (!this.#request.dryRun) this.#progress.enter('writing')
  }

  #count(block: ValidatedBlock, unique: ReturnType<KeyRegister['take']>): void {
    const { report } = this.#progress
    report.rowsRead += block.rowsRead
    report.accepted += unique.accepted
    report.warned += unique.warned
    report.unlocated += unique.unlocated
    report.rejected += block.rejected + unique.repeats.length
    if (block.columns.length > report.columns.length) report.columns = [...block.columns]
    this.#undeclared += block.undeclared
    report.problemCount = this.#problems.count
    report.problems = this.#problems.first.slice(0, reportedProblems)
  }

  async #reportUndeclared(): Promise<void> {
    if (this.#undeclared === 0) return
    const reason = `${this.#undeclared} rows have coordinates but neither they nor the file say in which datum (坐标系); they are stored as they are: declare one of wgs84, gcj02, bd09, cgcs2000`
    const { report } = this.#progress
    await this.#problems.add([{ line: 1, severity: 'warning', field: 'datum', value: null, reason }])
    report.problemCount = this.#problems.count
    report.problems = this.#problems.first.slice(0, reportedProblems)
  }
}

/**
 * Imports a file into a collection: reads, validates, and replaces records by key in one transaction. It never throws:
 * the report's state is `done`, `dryRunDone`, `cancelled` or `failed`, and unless it is `done` the store is as it was.
 */
export async function importRecords(database: Database, request: ImportRequest): Promise<ImportReport> {
  const { id, collectionId, fileName, datum, dryRun, problemsPath, onProgress } = request
  const startedAt = new Date().toISOString()
  const progress = new ImportProgress({ id, collection: collectionId, fileName, datum, startedAt }, onProgress)
  try {
    const problems = await ProblemLog.open(problemsPath)
    try {
      await new ImportRun(request, progress, problems).run(database)
    } finally {
      await problems.close()
    }
    progress.enter(dryRun ? 'dryRunDone' : 'done')
  } catch (error) {
    const isCancelled = error instanceof ImportCancelledError
    progress.enter(isCancelled ? 'cancelled' : 'failed', isCancelled ? null : failureSentence(error))
  }
  return progress.report
}
