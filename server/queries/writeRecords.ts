import type { ImportProblem } from '#contract/imports.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { CsvChunks, Session } from '../database/database.ts'
import { csvLine } from './csvLine.ts'
import { increaseDataVersion } from './dataVersion.ts'
import { refreshOverview } from './overview.ts'
import { heirsOf, insertOrdered, orderOf, placedRows, renewInheritance } from './placement.ts'
import { countRows, heirs, type RecordTable, tableOf } from './tables.ts'

/** What the reader of a file knows once all its lines are read. */
interface ReadingReport {
  readonly warned: number
  readonly rejected: number
  readonly problems: Iterable<ImportProblem>
}

export interface NewBatch {
  readonly id: string
  readonly fileName: string
  readonly datum: string | null
  /** ISO timestamp. */
  readonly startedAt: string
  readonly sample: boolean
  /** Called after the last line was taken. */
  report(): ReadingReport
}

export interface WriteResult {
  /** Rows written. */
  readonly accepted: number
  /** Rows written in place of one with the same key. */
  readonly replaced: number
  /** Rows written that have no place, their own or inherited. 0 for collections without geometry. */
  readonly unlocated: number
  readonly dataVersion: string
}

async function refuseRepeatedKeys(session: Session, staged: string, { key }: RecordTable): Promise<void> {
  const [row] = await session.query<{ key: string }>(
    `select ${key} as key from ${staged} group by ${key} having count(*) > 1 limit 1`,
  )
  if (row) throw new Error(`the key ${row.key} occurs more than once in one batch`)
}

async function countUnlocated(session: Session, collectionId: RecordCollectionId, batchId: string): Promise<number> {
  const { table, geometry } = collections[collectionId]
  return geometry === 'none' ? 0 : countRows(session, `${table} where batch_id = $1 and h3 is null`, [batchId])
}

/** Keeps the rows that the staged ones replace, and takes them out; how many there were. */
async function setAside(session: Session, batchId: string, staged: string, target: RecordTable): Promise<number> {
  const { table, key, columns } = target
  const list = columns.join(', ')
  const replaced = `${table} where ${key} in (select ${key} from ${staged})`
  const count = await countRows(session, replaced)
  if (count === 0) return 0
  await session.query(
    `insert into replaced_${table} (replaced_by, ${list}) select cast($1 as text), ${list} from ${replaced}`,
    [batchId],
  )
  await session.query(`delete from ${replaced}`)
  return count
}

function* problemLines(batchId: string, problems: Iterable<ImportProblem>): Generator<string> {
  for (const { line, severity, field, value, reason } of problems) {
    yield csvLine([batchId, line, severity, field, value, reason])
  }
}

async function recordBatch(
  session: Session,
  collectionId: RecordCollectionId,
  batch: NewBatch,
  counts: Omit<WriteResult, 'dataVersion'>,
): Promise<void> {
  const { warned, rejected, problems } = batch.report()
  await session.query(
    `insert into import_batch (id, collection, file_name, datum, started_at, finished_at, accepted, warned, rejected,
       unlocated, replaced, sample, undone_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null)`,
    [
      batch.id,
      collectionId,
      batch.fileName,
      batch.datum,
      batch.startedAt,
      new Date().toISOString(),
      counts.accepted,
      warned,
      rejected,
      counts.unlocated,
      counts.replaced,
      batch.sample,
    ],
  )
  await session.loadCsv(
    'import_problem',
    ['batch_id', 'line', 'severity', 'field', 'value', 'reason'],
    problemLines(batch.id, problems),
  )
}

type Counts = Pick<WriteResult, 'accepted' | 'replaced'>

/** Loads the lines straight into an empty table whose rows inherit nothing, which takes half the work of `upsert`. */
async function fillTable(session: Session, target: RecordTable, lines: CsvChunks): Promise<Counts> {
  await session.loadCsv(target.table, target.stored, lines, orderOf(target))
  await refuseRepeatedKeys(session, target.table, target)
  return { accepted: await countRows(session, target.table), replaced: 0 }
}

/** Stages the lines and puts them in place of the rows of the same key. */
async function upsert(
  session: Session,
  collectionId: RecordCollectionId,
  batchId: string,
  lines: CsvChunks,
): Promise<Counts> {
  const target = tableOf(collectionId)
  const staged = `staged_${target.table}`
  await session.query(`create temp table ${staged} as select * from ${target.table} where false`)
  await session.loadCsv(staged, target.stored, lines)
  await refuseRepeatedKeys(session, staged, target)
  const accepted = await countRows(session, staged)
  const replaced = await setAside(session, batchId, staged, target)
  if (accepted > 0) await insertOrdered(session, target, placedRows(collectionId, staged))
  await session.query(`drop table ${staged}`)
  return { accepted, replaced }
}

/**
 * Writes one batch of records inside the transaction of `session`, replacing rows of the same key. `lines` come from
 * `storedLine`, each key at most once (else it throws). The old rows are kept for `undoBatch`. Records without a place
 * inherit it, and new enterprises or road segments hand theirs on.
 */
export async function replaceRecords(
  session: Session,
  collectionId: RecordCollectionId,
  batch: NewBatch,
  lines: CsvChunks,
): Promise<WriteResult> {
  const target = tableOf(collectionId)
  const isFirst = !heirs.includes(collectionId) && (await countRows(session, target.table)) === 0
  const { accepted, replaced } = isFirst
    ? await fillTable(session, target, lines)
    : await upsert(session, collectionId, batch.id, lines)
  await renewInheritance(session, heirsOf(collectionId))
  const unlocated = await countUnlocated(session, collectionId, batch.id)
  await recordBatch(session, collectionId, batch, { accepted, replaced, unlocated })
  await refreshOverview(session)
  return { accepted, replaced, unlocated, dataVersion: await increaseDataVersion(session) }
}
