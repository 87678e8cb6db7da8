import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordCollectionId } from '#model/collections.ts'
import { storedLine } from '#model/storedRecord.ts'
import type { Database, Session } from '../../server/database/database.ts'
import { clearRecords } from '../../server/queries/clearRecords.ts'
import { replaceRecords } from '../../server/queries/writeRecords.ts'
import { Ahead } from './ahead.ts'
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
  const batchIdOf = (table: SampleTable) => `sample-${scale}-${seed}-${table.collection}`
  const ahead = new Ahead(sample.tables.map((table) => () => chunks(table, batchIdOf(table))))
  try {
    const counts = await database.transaction(async (session) => {
      await clearRecords(session)
      const progress = progressOver(sample.tables, total, onProgress, signal)
      return writeTables(session, sample.tables, batchIdOf, (position) => progress(position, ahead.take(position)))
    })
    if (home !== undefined) writeTruth(home, sample.truth)
    onProgress?.({ collection: null, done: total, total })
    return counts
  } finally {
    await ahead.stop()
  }
}

async function writeTables(
  session: Session,
  tables: readonly SampleTable[],
  batchIdOf: (table: SampleTable) => string,
  linesOf: (position: number) => AsyncIterable<string>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [position, table] of tables.entries()) {
    const id = batchIdOf(table)
    const batch = {
      id,
      fileName: `${id}.csv`,
      datum: 'wgs84',
      startedAt: new Date().toISOString(),
      sample: true,
      report: () => ({ warned: 0, rejected: 0, problems: [] }),
    }
    const { accepted } = await replaceRecords(session, table.collection, batch, linesOf(position))
    counts[table.collection] = accepted
  }
  return counts
}

/** Passes chunks on, telling how many rows went by, and throws when the signal is aborted. */
function progressOver(
  tables: readonly SampleTable[],
  total: number,
  onProgress: SampleOptions['onProgress'],
  signal: AbortSignal | undefined,
): (position: number, lines: AsyncIterable<string>) => AsyncGenerator<string> {
  return async function* pass(position, lines) {
    const before = tables.slice(0, position).reduce((sum, table) => sum + table.rows, 0)
    const { collection, rows } = tables[position] as SampleTable
    let passed = 0
    for await (const chunk of lines) {
      signal?.throwIfAborted()
      passed = Math.min(rows, passed + chunkRows)
      onProgress?.({ collection, done: before + passed, total })
      yield chunk
    }
    signal?.throwIfAborted()
  }
}

function* chunks(table: SampleTable, batchId: string): Generator<string> {
  let lines: string[] = []
  for (const record of table.records()) {
    lines.push(storedLine(table.collection, record, batchId))
    if (lines.length < chunkRows) continue
    yield lines.join('')
    lines = []
  }
  if (lines.length > 0) yield lines.join('')
}

function writeTruth(home: string, truth: unknown): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, truthFile), `${JSON.stringify(truth)}\n`)
}
