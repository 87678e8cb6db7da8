import { collections, type RecordCollectionId } from '#model/collections.ts'
import { columnOf } from '#model/field.ts'
import { storedColumns } from '#model/storedRecord.ts'
import type { Session, SqlValue } from '../database/database.ts'

/** A table of records as the queries see it; all names are safe to stand in SQL. */
export interface RecordTable {
  readonly table: string
  readonly key: string
  /** Columns that a file fills. */
  readonly stored: readonly string[]
  /** Columns that the writer derives: where the place, the region and the unit come from. */
  readonly derived: readonly string[]
  /** All columns. */
  readonly columns: readonly string[]
}

const derivedColumns: Partial<Record<RecordCollectionId, readonly string[]>> = {
  hazards: ['located_by', 'region_by', 'unit_by'],
  accidents: ['located_by', 'region_by', 'unit_by'],
  'supervision-actions': ['region_by', 'unit_by'],
}

/** Collections whose records take place, region and unit of their enterprise or road segment when they have none. */
export const heirs: readonly RecordCollectionId[] = ['hazards', 'accidents', 'supervision-actions']

/** The table behind a collection. */
export function tableOf(collectionId: RecordCollectionId): RecordTable {
  const { table, key } = collections[collectionId]
  const stored = storedColumns(collectionId)
  const derived = derivedColumns[collectionId] ?? []
  return { table, key: columnOf(key), stored, derived, columns: [...stored, ...derived] }
}

/** How many rows there are in `from`: a table, with or without a condition. */
export async function countRows(session: Session, from: string, values: readonly SqlValue[] = []): Promise<number> {
  const [row] = await session.query<{ count: number }>(`select count(*)::integer as count from ${from}`, values)
  return row?.count ?? 0
}
