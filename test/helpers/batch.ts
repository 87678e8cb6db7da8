import type { RecordCollectionId } from '../../data/model/collections.ts'
import { type StoredRecord, storedLine } from '../../data/model/storedRecord.ts'
import type { ImportProblem } from '../../server/contract/imports.ts'
import type { Database } from '../../server/database/database.ts'
import { type NewBatch, replaceRecords, type WriteResult } from '../../server/queries/writeRecords.ts'

/** A batch as an importer hands it over. */
export function newBatch(id: string, problems: readonly ImportProblem[] = [], sample = false): NewBatch {
  return {
    id,
    fileName: `${id}.csv`,
    datum: 'wgs84',
    startedAt: '2024-01-01T00:00:00.000Z',
    sample,
    report: () => ({
      warned: problems.filter((problem) => problem.severity === 'warning').length,
      rejected: problems.filter((problem) => problem.severity === 'error').length,
      problems,
    }),
  }
}

/** Writes records as one batch in one transaction. */
export function writeBatch(
  database: Database,
  collectionId: RecordCollectionId,
  batch: NewBatch,
  records: readonly StoredRecord[],
): Promise<WriteResult> {
  const lines = records.map((record) => storedLine(collectionId, record, batch.id))
  return database.transaction((session) => replaceRecords(session, collectionId, batch, lines))
}
