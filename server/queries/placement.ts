import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Session, SqlValue } from '../database/database.ts'
import { countRows, heirs, type RecordTable, tableOf } from './tables.ts'

const placeColumns = ['lng', 'lat', 'h3']

/** From whom a column may be inherited, in order: alias of the join and the name kept in the `..._by` column. */
const ancestors = [
  ['e', 'enterprise'],
  ['r', 'roadSegment'],
] as const

type Ancestor = (typeof ancestors)[number]

function ancestorsOf(collectionId: RecordCollectionId): readonly Ancestor[] {
  const names = collections[collectionId].fields.map((field) => field.name)
  return names.includes('roadSegmentId') ? ancestors : ancestors.slice(0, 1)
}

const firstOf = (column: string, from: readonly Ancestor[]): string =>
  `coalesce(s.${column}, ${from.map(([alias]) => `${alias}.${column}`).join(', ')})`

/** The place is inherited whole: lng, lat and h3 of the first that has an h3. */
const placeOf = (column: string, from: readonly Ancestor[]): string =>
  `case when s.h3 is not null then s.${column} ${from
    .map(([alias]) => `when ${alias}.h3 is not null then ${alias}.${column}`)
    .join(' ')} end`

const giverOf = (column: string, from: readonly Ancestor[]): string =>
  `case when s.${column} is not null then 'record' ${from
    .map(([alias, name]) => `when ${alias}.${column} is not null then '${name}'`)
    .join(' ')} end`

function placedColumn(column: string, from: readonly Ancestor[]): string {
  if (placeColumns.includes(column)) return placeOf(column, from)
  if (column === 'region_code' || column === 'reporting_unit') return firstOf(column, from)
  if (column === 'located_by') return giverOf('h3', from)
  if (column === 'region_by') return giverOf('region_code', from)
  return column === 'unit_by' ? giverOf('reporting_unit', from) : `s.${column}`
}

/**
 * SQL of the rows of `source` (a table, or a query in parentheses, of bare rows) with what they inherit; the columns
 * of the collection's table, in its order. A collection that inherits nothing passes through.
 */
export function placedRows(collectionId: RecordCollectionId, source: string): string {
  const { columns } = tableOf(collectionId)
  if (!heirs.includes(collectionId))
    return `select ${columns.map((column) => `s.${column}`).join(', ')} from ${source} s`
  const from = ancestorsOf(collectionId)
  const joins = [
    'left join enterprise e on e.enterprise_id = s.enterprise_id',
    'left join road_segment r on r.segment_id = s.road_segment_id',
  ].slice(0, from.length)
  const list = columns.map((column) => `${placedColumn(column, from)} as ${column}`)
  return `select ${list.join(', ')} from ${source} s ${joins.join(' ')}`
}

function bareColumn(column: string): string {
  if (placeColumns.includes(column)) return `case when located_by = 'record' then ${column} end as ${column}`
  if (column === 'region_code') return `case when region_by = 'record' then region_code end as region_code`
  return column === 'reporting_unit' ? `case when unit_by = 'record' then reporting_unit end as reporting_unit` : column
}

/** SQL of the rows that hold, or could hold, something inherited, without it. */
function bareRows({ table, columns, derived }: RecordTable): string {
  const notOwn = derived.map((column) => `${column} is distinct from 'record'`).join(' or ')
  return `(select ${columns.map(bareColumn).join(', ')} from ${table} where ${notOwn})`
}

/** The column in whose order rows lie, so that near ones lie together. */
export function orderOf(target: RecordTable): string {
  return target.columns.includes('h3') ? 'h3' : target.key
}

/**
 * Puts the rows of a query into the collection's table, in the order of h3. There must be a row: after an ordered insert
 * of none, DuckDB 1.5.6 hides all that the same transaction inserts in order next, if it fills a row group (122,880).
 */
export async function insertOrdered(
  session: Session,
  target: RecordTable,
  rows: string,
  values: readonly SqlValue[] = [],
): Promise<void> {
  const list = target.columns.join(', ')
  await session.query(
    `insert into ${target.table} (${list}) select ${list} from (${rows}) rows order by ${orderOf(target)}`,
    values,
  )
}

/** Gives the records of one collection what they inherit now; rows that do not change are not touched. */
async function renewHeirs(session: Session, collectionId: RecordCollectionId): Promise<void> {
  const target = tableOf(collectionId)
  const moved = `moved_${target.table}`
  const compared = [...placeColumns, 'region_code', 'reporting_unit', ...target.derived]
  const changed = compared
    .filter((column) => target.columns.includes(column))
    .map((column) => `p.${column} is distinct from t.${column}`)
  await session.query(
    `create temp table ${moved} as
     select p.* from (${placedRows(collectionId, bareRows(target))}) p
     join ${target.table} t on t.${target.key} = p.${target.key} where ${changed.join(' or ')}`,
  )
  if ((await countRows(session, moved)) > 0) {
    await session.query(`delete from ${target.table} where ${target.key} in (select ${target.key} from ${moved})`)
    await insertOrdered(session, target, `select * from ${moved}`)
  }
  await session.query(`drop table ${moved}`)
}

/** The collections that take place, region or unit from records of this one. */
export function heirsOf(collectionId: RecordCollectionId): readonly RecordCollectionId[] {
  return collectionId === 'enterprises' || collectionId === 'road-segments' ? heirs : []
}

/** To be called when what these collections inherit may have changed. */
export async function renewInheritance(session: Session, collectionIds: readonly RecordCollectionId[]): Promise<void> {
  for (const collectionId of collectionIds) await renewHeirs(session, collectionId)
}
