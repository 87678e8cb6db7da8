import type { ImportProblem } from '#contract/imports.ts'
import { isRecordCollectionId, type RecordCollectionId } from '#model/collections.ts'
import type { Database, Session } from '../database/database.ts'
import { increaseDataVersion } from './dataVersion.ts'
import { refreshOverview } from './overview.ts'
import { heirsOf, insertOrdered, renewInheritance } from './placement.ts'
import { countRows, heirs, tableOf } from './tables.ts'

/** A committed import. */
export interface Batch {
  readonly id: string
  readonly collection: RecordCollectionId
  readonly fileName: string
  readonly datum: string | null
  readonly startedAt: string
  readonly finishedAt: string
  readonly accepted: number
  readonly warned: number
  readonly rejected: number
  readonly unlocated: number
  readonly replaced: number
  readonly sample: boolean
  /** ISO timestamp; null while its records stand. */
  readonly undoneAt: string | null
}

/** The batch cannot be undone; the message says why. */
export class UndoRefusedError extends Error {
  override readonly name = 'UndoRefusedError'
  readonly reason: 'notFound' | 'alreadyUndone' | 'replacedLater'
  /** The later batch that has to be undone first, with `replacedLater`. */
  readonly laterBatchId: string | null

  constructor(reason: UndoRefusedError['reason'], message: string, laterBatchId: string | null = null) {
    super(message)
    this.reason = reason
    this.laterBatchId = laterBatchId
  }
}

const batchColumns = `id, collection, file_name as "fileName", datum, started_at as "startedAt",
  finished_at as "finishedAt", accepted, warned, rejected, unlocated, replaced, sample, undone_at as "undoneAt"`

/** All batches, the latest first. */
export async function listBatches(session: Session): Promise<Batch[]> {
  const rows = await session.query(`select ${batchColumns} from import_batch order by finished_at desc, id desc`)
  return rows as unknown as Batch[]
}

/** The batch with that id, or null. */
export async function readBatch(session: Session, id: string): Promise<Batch | null> {
  const [row] = await session.query(`select ${batchColumns} from import_batch where id = $1`, [id])
  return (row as unknown as Batch | undefined) ?? null
}

/** Problems of a batch in the order of its lines; `limit` of them, all without one. */
export async function readProblems(session: Session, batchId: string, limit?: number): Promise<ImportProblem[]> {
  const sql = `select line, severity, field, value, reason from import_problem where batch_id = $1
    order by line, field, reason`
  const rows = limit === undefined ? session.query(sql, [batchId]) : session.query(`${sql} limit $2`, [batchId, limit])
  return (await rows) as unknown as ImportProblem[]
}

async function batchToUndo(session: Session, id: string): Promise<Batch> {
  const batch = await readBatch(session, id)
  if (!batch || !isRecordCollectionId(batch.collection)) {
    throw new UndoRefusedError('notFound', `there is no import ${id}`)
  }
  if (batch.undoneAt !== null) {
    throw new UndoRefusedError('alreadyUndone', `import ${id} was undone at ${batch.undoneAt}`)
  }
  const [later] = await session.query<{ id: string; file_name: string }>(
    `select id, file_name from import_batch where id in
       (select replaced_by from replaced_${tableOf(batch.collection).table} where batch_id = $1)
     order by finished_at desc, id desc limit 1`,
    [id],
  )
  if (!later) return batch
  throw new UndoRefusedError(
    'replacedLater',
    `import ${later.id} (${later.file_name}) has since replaced records of import ${id}: undo it first`,
    later.id,
  )
}

async function restoreRows(session: Session, { id, collection }: Batch): Promise<void> {
  const target = tableOf(collection)
  const shadow = `replaced_${target.table}`
  await session.query(`delete from ${target.table} where batch_id = $1`, [id])
  const replaced = `${shadow} where replaced_by = $1`
  if ((await countRows(session, replaced, [id])) === 0) return
  await insertOrdered(session, target, `select * from ${replaced}`, [id])
  await session.query(`delete from ${replaced}`, [id])
}

/**
 * Takes the records of a batch out and puts those back that it replaced; the new data version. Throws
 * UndoRefusedError when there is no such batch, it was undone, or a later batch replaced records of it.
 */
export async function undoBatch(database: Database, id: string): Promise<string> {
  return database.transaction(async (session) => {
    const batch = await batchToUndo(session, id)
    await restoreRows(session, batch)
    const affected = heirs.filter((heir) => heir === batch.collection || heirsOf(batch.collection).includes(heir))
    await renewInheritance(session, affected)
    await session.query('update import_batch set undone_at = $1 where id = $2', [new Date().toISOString(), id])
    await refreshOverview(session)
    return increaseDataVersion(session)
  })
}
