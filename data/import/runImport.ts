import type { ImportMapping, ImportReport } from '#contract/imports.ts'
import type { Datum } from '#model/codes.ts'
import { type CollectionId, collections } from '#model/collections.ts'
import type { Database } from '../../server/database/database.ts'
import { ImportError } from './importError.ts'
import { problemsPathOf, writeReport } from './report/importFiles.ts'
import { importRecords } from './importRecords.ts'
import { importRegions } from './importRegions.ts'

/** What a person chooses for an import. */
export interface ImportOptions {
  /** `regions` replaces all boundaries. */
  readonly collection: CollectionId
  /** The extension says which reader is meant. */
  readonly fileName: string
  readonly datum?: Datum | null | undefined
  readonly dryRun?: boolean | undefined
  readonly mapping?: ImportMapping | null | undefined
  /** Of a workbook; the first when absent. */
  readonly sheet?: string | null | undefined
}

export interface ImportContext {
  readonly database: Database
  /** The data folder, for the report and the problems. */
  readonly home: string
  readonly id: string
  readonly path: string
  readonly signal?: AbortSignal
  readonly onProgress?: (report: ImportReport) => void
}

/** Throws an ImportError for options that contradict each other. */
export function checkOptions({ collection, mapping, sheet, fileName }: ImportOptions): void {
  if (mapping && mapping.collection !== collection) {
    const message = `the mapping is for ${mapping.collection}, not for ${collection}`
    throw new ImportError(message, { parameter: 'mapping', value: mapping.collection, allowed: collection })
  }
  if (sheet && !fileName.toLowerCase().endsWith('.xlsx')) {
    throw new ImportError('only a workbook has sheets', { parameter: 'sheet', value: sheet, allowed: 'an .xlsx file' })
  }
  if (collection !== 'regions' && !(collection in collections)) {
    const allowed = ['regions', ...Object.keys(collections)].join(', ')
    throw new ImportError(`there is no collection "${collection}"`, {
      parameter: 'collection',
      value: collection,
      allowed,
    })
  }
}

/** Runs one import and keeps its report in the data folder. It does not throw: the report says how it ended. */
export async function runImport(options: ImportOptions, context: ImportContext): Promise<ImportReport> {
  const { database, home, id, path, signal, onProgress } = context
  const { collection, fileName, datum = null, dryRun = false, mapping = null, sheet = null } = options
  const request = {
    id,
    path,
    fileName,
    datum,
    dryRun,
    problemsPath: problemsPathOf(home, id),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  }
  const report =
    collection === 'regions'
      ? await importRegions(database, request)
      : await importRecords(database, { ...request, collectionId: collection, mapping, sheet })
  // A disk too full for the report must not turn an import that stands into one that failed.
  await writeReport(home, report).catch(() => undefined)
  return report
}
