import { collections, recordCollectionIds } from '#model/collections.ts'
import type { Session } from '../database/database.ts'
import { countRows } from './tables.ts'

/** Empties all tables of records, with their batches, problems and what undo would need; regions and areas stay. */
export async function clearRecords(session: Session): Promise<void> {
  for (const id of recordCollectionIds) {
    await session.query(`delete from ${collections[id].table}`)
    await session.query(`delete from replaced_${collections[id].table}`)
  }
  await session.query('delete from import_problem')
  await session.query('delete from import_batch')
}

/** How many records stand in the store that no sample batch wrote. */
export async function countRealRecords(session: Session): Promise<number> {
  let count = 0
  for (const id of recordCollectionIds) {
    const { table } = collections[id]
    count += await countRows(session, `${table} where batch_id not in (select id from import_batch where sample)`)
  }
  return count
}
