import { setTimeout as pause } from 'node:timers/promises'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Columns, ColumnTypes } from '../database/columns.ts'
import type { Session } from '../database/database.ts'
import { Parameters } from './parameters.ts'
import { cellKeySql, cellOfKey } from './place/cellKey.ts'
import { unitSql } from './where.ts'

export type PointCollectionId = Extract<RecordCollectionId, 'accidents' | 'enterprises' | 'hazards'>

/** What is read of every located record of a collection, each name with its SQL. */
export interface PointFields {
  /** Texts that differ from record to record; never null. */
  readonly texts: Readonly<Record<string, string>>
  /** Texts of which a collection has few different ones. */
  readonly codes: Readonly<Record<string, string>>
  /** Dates. */
  readonly days: Readonly<Record<string, string>>
  readonly numbers: Readonly<Record<string, string>>
}

const place = { region: 'region_code', unit: unitSql }

export const pointFields: Readonly<Record<PointCollectionId, PointFields>> = {
  hazards: {
    texts: { id: 'hazard_no' },
    codes: {
      level: 'level',
      sector: 'sector',
      source: 'discovery_source',
      category: 'category',
      campaign: 'campaign',
      ...place,
    },
    days: {
      found: 'found_at',
      due: 'coalesce(extended_due_at, due_at)',
      confirmed: 'confirmed_at',
      started: 'rectification_started_at',
      rectified: 'rectified_at',
      closed: 'closed_at',
      dismissed: 'dismissed_at',
      listed: 'listed_at',
    },
    numbers: {},
  },
  enterprises: {
    texts: { id: 'enterprise_id', name: 'name' },
    codes: { sector: 'sector', risk: 'risk_level', status: 'status', ...place },
    days: {},
    numbers: {},
  },
  accidents: {
    texts: { id: 'accident_no' },
    codes: { severity: 'severity', type: 'accident_type', sector: 'sector', ...place },
    days: { found: 'occurred_at' },
    numbers: { deaths: 'deaths' },
  },
}

/** True for a collection whose records are points. */
export function isPointCollection(id: string): id is PointCollectionId {
  return Object.hasOwn(pointFields, id)
}

/** Columns of some records: place, and the names of PointFields. Days since 1970-01-01; NaN where there is none. */
export type PointSlice = Columns<ColumnTypes>

/** Records read in one question: some tens of milliseconds of the store, some of ours. */
const sliceRows = 24_576
/** Codes of which there are so few come as numbers, which costs a fraction of what a text for each record does. */
const fewCodes = 64

/** A code column with the texts that it has; null where these are too many. */
interface CodeColumn {
  readonly name: string
  readonly sql: string
  readonly texts: readonly string[] | null
}

async function readCodeColumns(session: Session, collectionId: PointCollectionId): Promise<CodeColumn[]> {
  const { table } = collections[collectionId]
  return Promise.all(
    Object.entries(pointFields[collectionId].codes).map(async ([name, sql]) => {
      const rows = await session.query<{ code: string }>(
        `select distinct ${sql} as code from ${table} where ${sql} is not null and h3 is not null limit ${fewCodes + 1}`,
      )
      return { name, sql, texts: rows.length > fewCodes ? null : rows.map(({ code }) => code) }
    }),
  )
}

const dayNumberSql = (column: string): string => `(${column} - cast('1970-01-01' as date))::integer`

function codeSql({ sql, texts }: CodeColumn, parameters: Parameters): readonly ['number' | 'text', string] {
  if (texts === null) return ['text', sql]
  const cases = texts.map((text, number) => `when ${parameters.add(text)} then ${number}`).join(' ')
  return ['number', cases === '' ? 'cast(null as integer)' : `case ${sql} ${cases} end`]
}

interface Selection {
  readonly types: ColumnTypes
  readonly list: string
}

function selection(fields: PointFields, codes: readonly CodeColumn[], parameters: Parameters): Selection {
  const numbers = { lng: 'lng', lat: 'lat', ...fields.numbers }
  const entries = [
    ...Object.entries(fields.texts).map(([name, sql]) => [name, 'text', sql] as const),
    ...codes.map((column) => [column.name, ...codeSql(column, parameters)] as const),
    ...Object.entries(fields.days).map(([name, sql]) => [name, 'number', dayNumberSql(sql)] as const),
    ...Object.entries(numbers).map(([name, sql]) => [name, 'number', sql] as const),
  ]
  return {
    types: Object.fromEntries(entries.map(([name, type]) => [name, type])),
    list: entries.map(([name, , sql]) => `${sql} as "${name}"`).join(', '),
  }
}

/** The slice with the texts of its codes. */
function withTexts(slice: PointSlice, codes: readonly CodeColumn[]): PointSlice {
  const texts = codes.flatMap(({ name, texts: known }) =>
    known ? [[name, Array.from(slice[name] as Float64Array, (number) => known[number] ?? null)] as const] : [],
  )
  return { ...slice, ...Object.fromEntries(texts) }
}

/** The cells of all located records as numbers (see cellKey.ts), sorted. */
export async function readPointKeys(session: Session, collectionId: PointCollectionId): Promise<Float64Array> {
  const { key } = await session.columns(
    { key: 'number' },
    `select ${cellKeySql} as key from ${collections[collectionId].table} where h3 is not null order by h3`,
  )
  return key
}

/**
 * The located records in the order of cell and place, piece by piece, at the pace at which `keys` come from
 * `readPointKeys`. After each piece it rests as long as that took, so that others have their turn.
 */
export async function* readPointSlices(
  session: Session,
  collectionId: PointCollectionId,
  keys: Float64Array,
): AsyncGenerator<PointSlice> {
  const codes = await readCodeColumns(session, collectionId)
  for (let from = 0; from < keys.length;) {
    let to = Math.min(keys.length, from + sliceRows)
    while (to < keys.length && keys[to] === keys[to - 1]) to += 1
    const start = performance.now()
    const parameters = new Parameters()
    const { types, list } = selection(pointFields[collectionId], codes, parameters)
    const [first, last] = [keys[from], keys[to - 1]].map((key) => parameters.add(cellOfKey(key as number)))
    const sql = `select ${list} from ${collections[collectionId].table}
      where h3 between ${first} and ${last} order by h3, lng, lat`
    yield withTexts(await session.columns(types, sql, parameters.values), codes)
    await pause(performance.now() - start)
    from = to
  }
}
