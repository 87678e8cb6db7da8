import type { ImportReport } from '#contract/imports.ts'
import { readReport, readReports, writeReport } from '../../data/import/report/importFiles.ts'
import type { Database } from '../database/database.ts'
import { type Batch, listBatches, readBatch, readProblems } from '../queries/batches.ts'

const reportedProblems = 200
const interrupted = 'the program was stopped while the import ran; nothing of it is stored'

/** The report of a batch that the store knows and the data folder does not. */
function reportOf(batch: Batch): ImportReport {
  const { sample: _sample, undoneAt, ...given } = batch
  return {
    ...given,
    state: undoneAt === null ? 'done' : 'undone',
    bytesRead: 0,
    bytesTotal: 0,
    rowsRead: batch.accepted + batch.rejected,
    rowsPerSecond: 0,
    remainingSeconds: null,
    encoding: null,
    columns: [],
    problems: [],
    problemCount: 0,
    failure: null,
  }
}

/** The store knows best whether a batch stands. */
function reconcile(report: ImportReport, batch: Batch | undefined): ImportReport {
  if (batch) return { ...report, state: batch.undoneAt === null ? 'done' : 'undone', failure: null }
  const isFinal = report.finishedAt !== null
  return isFinal ? report : { ...report, state: 'failed', failure: interrupted, finishedAt: report.startedAt }
}

/** The imports of the past: reports in the data folder and batches in the store, which may be shared by several. */
export interface ImportHistory {
  /** Newest first. */
  list(): Promise<ImportReport[]>
  /** Null when there is no such import. */
  get(id: string): Promise<ImportReport | null>
  keep(report: ImportReport): Promise<void>
}

export function createImportHistory(database: Database, home: string): ImportHistory {
  async function list(): Promise<ImportReport[]> {
    const batches = (await listBatches(database)).filter((batch) => !batch.sample)
    const byId = new Map(batches.map((batch) => [batch.id, batch]))
    const reports = (await readReports(home)).map((report) => reconcile(report, byId.get(report.id)))
    const known = new Set(reports.map((report) => report.id))
    const others = batches.filter((batch) => !known.has(batch.id)).map(reportOf)
    return [...reports, ...others].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  }
  return {
    list,
    async get(id) {
      const batch = (await readBatch(database, id)) ?? undefined
      const report = await readReport(home, id)
      if (report) return reconcile(report, batch)
      if (!batch) return null
      const problems = await readProblems(database, id, reportedProblems)
      return { ...reportOf(batch), problems, problemCount: problems.length }
    },
    keep: (report) => writeReport(home, report),
  }
}
