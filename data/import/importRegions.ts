import { stat } from 'node:fs/promises'
import type { ImportReport } from '#contract/imports.ts'
import type { Datum } from '#model/codes.ts'
import type { Database } from '../../server/database/database.ts'
import { replaceRegions } from '../../server/queries/regions.ts'
import type { RegionFile } from '../regions/readRegionFile.ts'
import { failureSentence } from './report/failureSentence.ts'
import { ImportCancelledError, ImportError } from './importError.ts'
import { ImportProgress } from './report/importProgress.ts'
import { ProblemLog } from './report/problemLog.ts'
import type { RegionMessage } from './threads/regionWorker.ts'
import { startThread } from '../../server/threads/thread.ts'

export interface RegionImportRequest {
  readonly id: string
  readonly path: string
  readonly fileName: string
  readonly datum: Datum | null
  readonly dryRun: boolean
  readonly problemsPath: string
  readonly signal?: AbortSignal
  readonly onProgress?: (report: ImportReport) => void
}

const maxBytes = 512 << 20

/** Reads the file in a thread of its own: borders are checked whole, which takes seconds. */
async function readInThread(path: string, datum: Datum): Promise<RegionFile> {
  const worker = startThread(new URL('./threads/regionWorker.ts', import.meta.url), { path, datum })
  try {
    const message = await new Promise<RegionMessage>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    if ('failure' in message) throw new ImportError(message.failure)
    return message
  } finally {
    await worker.terminate()
  }
}

function* withGeometry({ regions, geometries }: RegionFile) {
  for (const region of regions) {
    const geometry = geometries.get(region.code)
    if (geometry) yield { ...region, geometry }
  }
}

async function run(database: Database, request: RegionImportRequest, progress: ImportProgress): Promise<void> {
  const { path, datum, dryRun, signal, problemsPath } = request
  const { size } = await stat(path)
  if (size > maxBytes) throw new ImportError('the file of boundaries is larger than 512 MB; simplify them first')
  const problems = await ProblemLog.open(problemsPath)
  try {
    const file = await readInThread(path, datum ?? 'wgs84')
    if (signal?.aborted) throw new ImportCancelledError()
    await problems.add(file.problems)
    const rejected = file.problems.filter(({ severity }) => severity === 'error').length
    const counts = { accepted: file.regions.length, rejected, warned: file.problems.length - rejected }
    const read = { rowsRead: file.regions.length + rejected, bytesTotal: size, encoding: 'utf-8' }
    Object.assign(progress.report, counts, read, {
      problems: problems.first.slice(0, 200),
      problemCount: problems.count,
    })
    progress.advance(size)
    if (rejected > 0)
      throw new ImportError(`${rejected} regions cannot be read, and boundaries are replaced whole or not at all`)
    if (file.regions.length === 0) throw new ImportError('the file holds no region')
    if (dryRun) return
    progress.enter('writing')
    await database.transaction((session) => replaceRegions(session, withGeometry(file)))
  } finally {
    await problems.close()
  }
}

/**
 * Replaces all boundaries by those of a file, GeoJSON or TopoJSON, in one transaction; a file with a single bad region
 * changes nothing. It never throws: the report says how it ended.
 */
export async function importRegions(database: Database, request: RegionImportRequest): Promise<ImportReport> {
  const { id, fileName, datum, dryRun, onProgress } = request
  const startedAt = new Date().toISOString()
  const given = { id, collection: 'regions', fileName, datum: datum ?? 'wgs84', startedAt }
  const progress = new ImportProgress(given, onProgress)
  try {
    await run(database, request, progress)
    progress.enter(dryRun ? 'dryRunDone' : 'done')
  } catch (error) {
    const isCancelled = error instanceof ImportCancelledError
    progress.enter(isCancelled ? 'cancelled' : 'failed', isCancelled ? null : failureSentence(error))
  }
  return progress.report
}
