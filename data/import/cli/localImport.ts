import type { ImportReport } from '#contract/imports.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'
import { type Config, storeSettings } from '../../../server/config.ts'
import { trimUndo, undoBatch } from '../../../server/queries/batches.ts'
import { newImportId, removeOrphanProblems } from '../report/importFiles.ts'
import { type ImportOptions, runImport } from '../runImport.ts'
import { warmThreads } from '../threads/validatorThread.ts'

/** Imports in this process, which opens the store itself. Throws when the store cannot be opened. */
export async function importLocally(
  config: Config,
  path: string,
  options: ImportOptions,
  hooks: { signal: AbortSignal; onProgress: (report: ImportReport) => void },
): Promise<ImportReport> {
  const { home } = config
  if (options.collection !== 'regions') warmThreads()
  const database = await openDatabase(storeSettings(config))
  try {
    if (database.engine === 'duckdb') await removeOrphanProblems(home)
    const report = await runImport(options, { database, home, id: newImportId(), path, ...hooks })
    if (report.state === 'done') await trimUndo(database, config.undoImports)
    return report
  } finally {
    await database.close()
  }
}

/** Takes a batch back in this process. Throws UndoRefusedError. */
export async function undoLocally(config: Config, batchId: string): Promise<void> {
  const database = await openDatabase(storeSettings(config))
  try {
    await undoBatch(database, batchId)
  } finally {
    await database.close()
  }
}
