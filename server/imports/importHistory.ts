import { LRUCache } from 'lru-cache'
import type { ImportReport } from '#contract/imports.ts'
import { listReportIds, readReport, writeReport } from '../../data/import/report/importFiles.ts'
import type { Database } from '../database/database.ts'
import { type Batch, listImportIds, readBatch, readProblems } from '../queries/batches.ts'

const reportedProblems = 200
const keptSummaries = 500
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
  /** Ids of all of them; they sort by time. */
  ids(): Promise<string[]>
  /** The report without its problems; null when there is no such import. */
  summary(id: string): Promise<ImportReport | null>
  /** Null when there is no such import. */
  get(id: string): Promise<ImportReport | null>
  keep(report: ImportReport): Promise<void>
}

export function createImportHistory(database: Database, home: string): ImportHistory {
  const summaries = new LRUCache<string, ImportReport>({ max: keptSummaries })

  async function get(id: string): Promise<ImportReport | null> {
    const batch = (await readBatch(database, id)) ?? undefined
    const report = await readReport(home, id)
    if (report) return reconcile(report, batch)
    if (!batch) return null
    const problems = await readProblems(database, id, reportedProblems)
    return { ...reportOf(batch), problems, problemCount: problems.length }
  }

  /** The report in the data folder without its problems. */
  async function shortReport(id: string): Promise<ImportReport | null> {
    const known = summaries.get(id)
    if (known) return known
    const report = await readReport(home, id)
    if (report === null) return null
    const short = { ...report, problems: [] }
    if (report.finishedAt !== null) summaries.set(id, short)
    return short
  }

  return {
    get,
    async ids() {
      return [...new Set([...(await listReportIds(home)), ...(await listImportIds(database))])]
    },
    async summary(id) {
      const batch = (await readBatch(database, id)) ?? undefined
      const report = await shortReport(id)
      if (report) return reconcile(report, batch)
      return batch ? reportOf(batch) : null
    },
    keep(report) {
      summaries.delete(report.id)
      return writeReport(home, report)
    },
  }
}
