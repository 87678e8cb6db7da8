import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ImportReport, importReportSchema } from '#contract/imports.ts'

const idPattern = /^\d{8}-\d{6}-[0-9a-f]{6}$/
const keptReports = 500
const problemsEnding = '-problems.csv'

/** `20231124-153000-1a2b3c`: sorts by time, and two imports of one second differ. */
export function newImportId(now = new Date()): string {
  const digits = now.toISOString().replace(/\D/g, '')
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(3).toString('hex')}`
}

/** True for what `newImportId` makes: ids come from URLs and become names of files. */
export function isImportId(id: string): boolean {
  return idPattern.test(id)
}

/** Where all problems of an import are written as CSV. */
export function problemsPathOf(home: string, id: string): string {
  return join(home, 'imports', `${id}${problemsEnding}`)
}

/**
 * Removes the problems of imports that were killed before their report was written. To be called by the one process that
 * holds the store, while it imports nothing.
 */
export async function removeOrphanProblems(home: string): Promise<void> {
  const folder = join(home, 'imports')
  const names = new Set(await readdir(folder).catch(() => []))
  const orphans = [...names].filter(
    (name) => name.endsWith(problemsEnding) && !names.has(name.replace(problemsEnding, '.json')),
  )
  await Promise.all(orphans.map((name) => rm(join(folder, name), { force: true })))
}

/** Keeps the report of an import in the data folder; whole or not at all. */
export async function writeReport(home: string, report: ImportReport): Promise<void> {
  const path = join(home, 'imports', `${report.id}.json`)
  await mkdir(join(home, 'imports'), { recursive: true })
  await writeFile(`${path}.new`, JSON.stringify(report))
  await rename(`${path}.new`, path)
}

/** The report of an import in the data folder; null when there is none that can be read. */
export async function readReport(home: string, id: string): Promise<ImportReport | null> {
  if (!isImportId(id)) return null
  try {
    return importReportSchema.parse(JSON.parse(await readFile(join(home, 'imports', `${id}.json`), 'utf8')))
  } catch {
    // Cut off by a full disk, or of another version of the program: the store still knows the batch.
    return null
  }
}

/** Ids of the latest reports in the data folder, oldest first. */
export async function listReportIds(home: string): Promise<string[]> {
  const folder = join(home, 'imports')
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
  return names.filter(isImportId).sort().slice(-keptReports)
}
