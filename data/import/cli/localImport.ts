import type { ImportReport } from '#contract/imports.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'
import { undoBatch } from '../../../server/queries/batches.ts'
import { newImportId, removeOrphanProblems } from '../report/importFiles.ts'
import { type ImportOptions, runImport } from '../runImport.ts'
import { warmThreads } from '../threads/validatorThread.ts'

/** The store that the configuration names. */
export interface StoreSettings {
  readonly databaseUrl: string | null
  readonly home: string
}

/** Imports in this process, which opens the store itself. Throws when the store cannot be opened. */
export async function importLocally(
  settings: StoreSettings,
  path: string,
  options: ImportOptions,
  hooks: { signal: AbortSignal; onProgress: (report: ImportReport) => void },
): Promise<ImportReport> {
  const { databaseUrl, home } = settings
  if (options.collection !== 'regions') warmThreads()
  const database = await openDatabase({ databaseUrl: databaseUrl ?? undefined, home })
  try {
    if (database.engine === 'duckdb') await removeOrphanProblems(home)
    return await runImport(options, { database, home, id: newImportId(), path, ...hooks })
  } finally {
    await database.close()
  }
}

/** Takes a batch back in this process. Throws UndoRefusedError. */
export async function undoLocally({ databaseUrl, home }: StoreSettings, batchId: string): Promise<void> {
  const database = await openDatabase({ databaseUrl: databaseUrl ?? undefined, home })
  try {
    await undoBatch(database, batchId)
  } finally {
    await database.close()
  }
}
