import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordCollectionId } from '#model/collections.ts'
import type { Database, Session } from '../../server/database/database.ts'
import { clearRecords } from '../../server/queries/clearRecords.ts'
import { replaceRecords } from '../../server/queries/writeRecords.ts'
import { batchIdOf } from './batchId.ts'
import type { ScaleName } from './calibration.ts'
import { type PlannedTable, type SampleChunk, SampleThread } from './sampleThread.ts'

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

/**
 * Fills the store with sample data in one transaction; all records that stood there before are gone. Batches are
 * marked as sample. Throws the signal's reason when aborted, which leaves the store as it was. The rows written, by
 * collection.
 */
export async function makeSample(database: Database, options: SampleOptions): Promise<Record<string, number>> {
  const { scale, seed = 1, home, onProgress, signal } = options
  const thread = new SampleThread(scale, seed)
  try {
    const tables = await thread.tables()
    const total = tables.reduce((sum, table) => sum + table.rows, 0)
    const progress = progressOver(tables, total, onProgress, signal)
    const counts = await database.transaction(async (session) => {
      await clearRecords(session)
      const linesOf = (position: number) => progress(position, thread.take(position))
      return writeTables(session, tables, ({ collection }) => batchIdOf(scale, seed, collection), linesOf)
    })
    if (home !== undefined) writeTruth(home, await thread.truth())
    onProgress?.({ collection: null, done: total, total })
    return counts
  } finally {
    await thread.stop()
  }
}

async function writeTables(
  session: Session,
  tables: readonly PlannedTable[],
  idOf: (table: PlannedTable) => string,
  linesOf: (position: number) => AsyncIterable<string>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [position, table] of tables.entries()) {
    const id = idOf(table)
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
  tables: readonly PlannedTable[],
  total: number,
  onProgress: SampleOptions['onProgress'],
  signal: AbortSignal | undefined,
): (position: number, lines: AsyncIterable<SampleChunk>) => AsyncGenerator<string> {
  return async function* pass(position, lines) {
    const before = tables.slice(0, position).reduce((sum, table) => sum + table.rows, 0)
    const { collection, rows } = tables[position] as PlannedTable
    let passed = 0
    for await (const chunk of lines) {
      signal?.throwIfAborted()
      passed = Math.min(rows, passed + chunk.rows)
      onProgress?.({ collection, done: before + passed, total })
      yield chunk.lines
    }
    signal?.throwIfAborted()
  }
}

function writeTruth(home: string, truth: string): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, truthFile), `${truth}\n`)
}
