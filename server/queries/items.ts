import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RecordFeature } from '#contract/ogc.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from '#model/collections.ts'
import { columnOf, type Field } from '#model/field.ts'
import { printFilter } from '#model/filter.ts'
import type { Row, Session, SqlValue } from '../database/database.ts'
import { hazardRules } from './hazardRules.ts'
import { readOverview } from './overview.ts'
import { Parameters } from './parameters.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { countRows, tableOf } from './tables.ts'
import { VersionCache } from './versionCache.ts'
import { where } from './where.ts'

/** Rows that a stream asks for at once: fewer would search the table more often. */
const pageSize = 5000
/** Features that it makes in one turn of the loop, so that other answers need not wait. */
const turnSize = 250
/** The order of bytes on both engines; `key` is a column. */
const byteOrder = (key: string): string => `${key} collate "C"`

/** SQL of the columns that a feature is made of; `asOf` gives SQL of the day for what is derived from dates. */
function featureColumns({ id, fields, geometry }: CollectionDefinition, asOf: () => string): string {
  const columns = fields.map((field) => `${columnOf(field.name)} as "${field.name}"`)
  if (geometry !== 'none') columns.push('lng', 'lat')
  if (geometry === 'line' || geometry === 'polygon') columns.push('geometry')
  if (id === 'hazards') {
    const { status, overdue, listed } = hazardRules(asOf())
    columns.push(`${status} as status`, `${overdue} as overdue`, `${listed} as listed`)
  }
  if (tableOf(id).columns.includes('located_by')) columns.push('located_by as "locatedBy"')
  return [...columns, 'extra'].join(', ')
}

function geometryOf({ lng, lat, geometry }: Row): RecordFeature['geometry'] {
  if (typeof geometry === 'string') return JSON.parse(geometry) as RecordFeature['geometry']
  return typeof lng === 'number' && typeof lat === 'number' ? { type: 'Point', coordinates: [lng, lat] } : null
}

function featureOf(collection: CollectionDefinition, row: Row): RecordFeature {
  const { lng: _lng, lat: _lat, geometry: _geometry, extra, ...values } = row
  const properties = values as RecordFeature['properties']
  for (const { name, type } of collection.fields) {
    if (type === 'codes' && typeof properties[name] === 'string') properties[name] = properties[name].split(',')
  }
  if (typeof extra === 'string') properties.extra = JSON.parse(extra) as Record<string, string>
  return { type: 'Feature', id: String(row[collection.key]), geometry: geometryOf(row), properties }
}

const counts = new VersionCache<{ count: number }>(200)

/** How many records match; counted once for the pages of a filter. */
export async function countItems(session: Session, resolved: ResolvedFilter): Promise<number> {
  const { collectionId, filter, asOf, dataVersion } = resolved
  const key = `${collectionId} ${asOf} ${printFilter(filter).toString()}`
  const { count } = await counts.get(session, dataVersion, key, async () => {
    const parameters = new Parameters()
    const { table } = collections[collectionId]
    return { count: await countRows(session, `${table} where ${where(resolved, parameters)}`, parameters.values) }
  })
  return count
}

/** The field that orders records; those without a value come last either way. */
export interface Sort {
  readonly field: Field
  readonly falling: boolean
}

function orderOf(key: string, sort: Sort | undefined): string {
  if (!sort) return byteOrder(key)
  const { name, type } = sort.field
  const column = ['text', 'code', 'codes'].includes(type) ? byteOrder(columnOf(name)) : columnOf(name)
  return `${column} ${sort.falling ? 'desc' : 'asc'} nulls last, ${byteOrder(key)}`
}

/**
 * One page in an order. Its keys are found first and whole rows read for them alone: DuckDB would carry every
 * column through the sort.
 */
async function readRows(
  session: Session,
  resolved: ResolvedFilter,
  order: string,
  range: (parameters: Parameters) => { after?: string; limit: string },
): Promise<Row[]> {
  const parameters = new Parameters()
  const collection = collections[resolved.collectionId]
  const { table, key } = tableOf(resolved.collectionId)
  const columns = featureColumns(collection, () => parameters.addDay(resolved.asOf))
  const kept = where(resolved, parameters)
  const { after = '', limit } = range(parameters)
  const keys = `select ${key} from ${table} where ${kept} ${after} order by ${order} ${limit}`
  return session.query(`select ${columns} from ${table} where ${key} in (${keys}) order by ${order}`, parameters.values)
}

export interface PagePlace {
  readonly limit: number
  readonly offset: number
  readonly sort?: Sort | undefined
  /** The last key of the page before, in the order of keys: saves sorting the whole way to `offset`. */
  readonly after?: string | undefined
}

/** A page of the matching records, ordered by `sort` and then by their keys, and how many match in all. */
export async function readItems(
  session: Session,
  resolved: ResolvedFilter,
  { limit, offset, sort, after }: PagePlace,
): Promise<{ numberMatched: number; features: RecordFeature[] }> {
  const { key } = tableOf(resolved.collectionId)
  const collection = collections[resolved.collectionId]
  const [numberMatched, rows] = await Promise.all([
    countItems(session, resolved),
    readRows(session, resolved, orderOf(key, sort), (parameters) =>
      after === undefined || sort
        ? { limit: `limit ${parameters.add(limit)} offset ${parameters.add(offset)}` }
        : { after: `and ${byteOrder(key)} > ${parameters.add(after)}`, limit: `limit ${parameters.add(limit)}` },
    ),
  ])
  return { numberMatched, features: rows.map((row) => featureOf(collection, row)) }
}

/** All matching records in the order of their keys, some at a time; a record written meanwhile may be among them. */
export async function* streamItems(session: Session, resolved: ResolvedFilter): AsyncGenerator<RecordFeature[]> {
  const collection = collections[resolved.collectionId]
  const order = byteOrder(tableOf(resolved.collectionId).key)
  let last: SqlValue = null
  for (;;) {
    const after: SqlValue = last
    const rows = await readRows(session, resolved, order, (parameters) => ({
      after: after === null ? '' : `and ${order} > ${parameters.add(after)}`,
      limit: `limit ${pageSize}`,
    }))
    for (let first = 0; first < rows.length; first += turnSize) {
      yield rows.slice(first, first + turnSize).map((row) => featureOf(collection, row))
      await nextTurn()
    }
    if (rows.length < pageSize) return
    last = rows.at(-1)?.[collection.key] ?? null
  }
}

/** The record with that key as of a day (the default day when absent), or null. */
export async function readItem(
  session: Session,
  collectionId: RecordCollectionId,
  id: string,
  asOf?: string,
): Promise<RecordFeature | null> {
  const collection = collections[collectionId]
  const day = asOf ?? (await readOverview(session)).asOf
  const parameters = new Parameters()
  const columns = featureColumns(collection, () => parameters.addDay(day))
  const sql = `select ${columns} from ${collection.table} where ${tableOf(collectionId).key} = ${parameters.add(id)}`
  const [row] = await session.query(sql, parameters.values)
  return row ? featureOf(collection, row) : null
}
