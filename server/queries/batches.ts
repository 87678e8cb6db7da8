import type { ImportProblem } from '#contract/imports.ts'
import { isRecordCollectionId, type RecordCollectionId, recordCollectionIds } from '#model/collections.ts'
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
  readonly reason: 'notFound' | 'alreadyUndone' | 'replacedLater' | 'tooOld'
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

/** Ids of all imports, without samples, the latest first. */
export async function listImportIds(session: Session): Promise<string[]> {
  const rows = await session.query<{ id: string }>('select id from import_batch where not sample order by id desc')
  return rows.map(({ id }) => id)
}

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

/** How many imports of a collection can be undone when nobody says: what they replaced is kept so long. */
export const keptUndo = 20

/**
 * SQL of the ids of the latest imports of a collection; values are the collection and how many. Those that were undone
 * count, so that no import becomes one of the latest again.
 */
const latestIds = `select id from import_batch where collection = $1 and not sample
  order by finished_at desc, id desc limit $2`

async function refuseOld(session: Session, { id, collection, sample }: Batch, kept: number): Promise<void> {
  const latest = await session.query<{ id: string }>(latestIds, [collection, kept])
  if (sample || latest.some((batch) => batch.id === id)) return
  const message = `import ${id} is too old: what the last ${kept} imports of ${collection} replaced is kept, no more`
  throw new UndoRefusedError('tooOld', message)
}

/** Forgets what imports replaced that are too old to be undone. */
export async function trimUndo(database: Database, kept = keptUndo): Promise<void> {
  await database.transaction(async (session) => {
    for (const id of recordCollectionIds) {
      await session.query(`delete from replaced_${tableOf(id).table} where replaced_by not in (${latestIds})`, [
        id,
        kept,
      ])
    }
  })
}

async function batchToUndo(session: Session, id: string, kept: number): Promise<Batch> {
  const batch = await readBatch(session, id)
  if (!batch || !isRecordCollectionId(batch.collection)) {
    throw new UndoRefusedError('notFound', `there is no import ${id}`)
  }
  if (batch.undoneAt !== null) {
    throw new UndoRefusedError('alreadyUndone', `import ${id} was undone at ${batch.undoneAt}`)
  }
  await refuseOld(session, batch, kept)
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
 * UndoRefusedError when there is no such batch, it was undone, it is none of the last `kept` of its collection, or a
 * later batch replaced records of it.
 */
export async function undoBatch(database: Database, id: string, kept = keptUndo): Promise<string> {
  return database.transaction(async (session) => {
    const batch = await batchToUndo(session, id, kept)
    await restoreRows(session, batch)
    const affected = heirs.filter((heir) => heir === batch.collection || heirsOf(batch.collection).includes(heir))
    await renewInheritance(session, affected)
    await session.query('update import_batch set undone_at = $1 where id = $2', [new Date().toISOString(), id])
    await refreshOverview(session)
    return increaseDataVersion(session)
  })
}
