import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importRecords, type ImportRequest } from '../../data/import/importRecords.ts'
import type { RecordCollectionId } from '../../data/model/collections.ts'
import type { ImportReport } from '../../server/contract/imports.ts'
import type { Database } from '../../server/database/database.ts'
import { openDuckDb } from '../../server/database/duckdb.ts'
import { migrate } from '../../server/database/migrate.ts'

/** A folder of its own, removed by `remove`. */
export async function scratchFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'atlas-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export async function emptyStore(): Promise<Database> {
  const database = await openDuckDb(':memory:')
  await migrate(database)
  return database
}

let serial = 0

/** Imports a text, or the bytes of a file, and answers with the report and the file of problems. */
export async function importText(
  database: Database,
  collectionId: RecordCollectionId,
  content: string | Uint8Array,
  options: Partial<ImportRequest> = {},
): Promise<ImportReport & { problemsCsv: string }> {
  const folder = await scratchFolder()
  const { fileName = 'file.csv' } = options
  const path = join(folder.path, 'upload')
  const problemsPath = join(folder.path, 'problems.csv')
  try {
    await writeFile(path, content)
    const report = await importRecords(database, {
      id: `batch${++serial}`,
      path,
      fileName,
      collectionId,
      problemsPath,
      datum: null,
      mapping: null,
      sheet: null,
      dryRun: false,
      ...options,
    })
    return { ...report, problemsCsv: await readFile(problemsPath, 'utf8') }
  } finally {
    await folder.remove()
  }
}
