import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordCollectionId } from '#model/collections.ts'
import { storedLine } from '#model/storedRecord.ts'
import type { Database } from '../../server/database/database.ts'
import { clearRecords } from '../../server/queries/clearRecords.ts'
import { replaceRecords } from '../../server/queries/writeRecords.ts'
import { type ScaleName, scales } from './calibration.ts'
import { loadGeography } from './geography.ts'
import { planSample, type SampleTable } from './sample.ts'

/** How far the sample is; `done` and `total` count rows of all tables. */
export interface SampleProgress {
  readonly collection: RecordCollectionId | null
  readonly done: number
  readonly total: number
}

export interface SampleOptions {
  readonly scale: ScaleName
  /** An unsigned integer of 32 bits, 1 when absent; equal seeds give equal rows. */
  readonly seed?: number
  /** Folder in which `sampleTruth.json` is written; absent: nowhere. */
  readonly home?: string
  readonly onProgress?: (progress: SampleProgress) => void
  readonly signal?: AbortSignal
}

const truthFile = 'sampleTruth.json'
/** Rows of a chunk of CSV. */
const chunkRows = 512

/**
 * Fills the store with sample data in one transaction; all records that stood there before are gone. Batches are
 * marked as sample. Throws the signal's reason when aborted, which leaves the store as it was. The rows written, by
 * collection.
 */
export async function makeSample(database: Database, options: SampleOptions): Promise<Record<string, number>> {
  const { scale, seed = 1, home, onProgress, signal } = options
  const sample = planSample(loadGeography(), scales[scale], seed)
  const total = sample.tables.reduce((sum, table) => sum + table.rows, 0)
  const counts: Record<string, number> = {}
  await database.transaction(async (session) => {
    await clearRecords(session)
    let before = 0
    for (const table of sample.tables) {
      const { collection } = table
      const batchId = `sample-${scale}-${seed}-${collection}`
      const report = (rows: number) => {
        signal?.throwIfAborted()
        onProgress?.({ collection, done: Math.min(before + rows, total), total })
      }
      const batch = {
        id: batchId,
        fileName: `${batchId}.csv`,
        datum: 'wgs84',
        sample: true,
        startedAt: new Date().toISOString(),
        report: () => ({
          warned: 0,
          rejected: 0,
          problems: [],
        }),
      }
      const { accepted } = await replaceRecords(session, collection, batch, chunks(table, batchId, report))
      counts[collection] = accepted
      before += table.rows
    }
  })
  if (home !== undefined) writeTruth(home, sample.truth)
  onProgress?.({ collection: null, done: total, total })
  return counts
}

function* chunks(table: SampleTable, batchId: string, report: (rows: number) => void): Generator<string> {
  let chunk = ''
  let rows = 0
  for (const record of table.records()) {
    chunk += storedLine(table.collection, record, batchId)
    if (++rows % chunkRows === 0) {
      yield chunk
      chunk = ''
      report(rows)
    }
  }
  yield chunk
  report(rows)
}

function writeTruth(home: string, truth: unknown): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, truthFile), `${JSON.stringify(truth)}\n`)
}
