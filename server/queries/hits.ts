import type { SearchHit } from '#contract/search.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { columnOf } from '#model/field.ts'
import type { Row, Session } from '../database/database.ts'
import type { Parameters } from './parameters.ts'
import { tableOf } from './tables.ts'

/** Columns that tell records of the same title apart, the first two that are known. */
const subtitleColumns: Readonly<Record<RecordCollectionId, readonly string[]>> = {
  hazards: ['found_at', 'enterprise_name', 'address', 'hazard_no'],
  enterprises: ['operating_address', 'registered_address', 'uscc'],
  'road-segments': ['route_code', 'stake_text', 'authority'],
  accidents: ['occurred_at', 'address'],
  sites: ['address', 'manager_name'],
  'supervision-actions': ['acted_at', 'unit_name'],
}

const shownSubtitles = 2

function hitOf(collectionId: RecordCollectionId, row: Row): SearchHit {
  const title = String(row.title)
  const parts = subtitleColumns[collectionId].map((column) => row[column]).filter((value) => value && value !== title)
  return {
    collection: collectionId,
    id: String(row.id),
    title,
    subtitle: parts.slice(0, shownSubtitles).join(' · '),
    lng: row.lng as number | null,
    lat: row.lat as number | null,
    bbox: null,
  }
}

/** SQL of what a person calls a record. */
export function titleSql(collectionId: RecordCollectionId): string {
  return `coalesce(${collections[collectionId].titleFields.map((field) => columnOf(field)).join(', ')})`
}

interface HitSelection {
  /** SQL of the condition. */
  readonly condition: string
  /** SQL of what they are ordered by, before their key; `title` may be used. */
  readonly order?: string
  readonly limit: number
  /** SQL of more columns. */
  readonly columns?: string
}

/** Records as short entries, with the rows behind them. */
export async function readHits(
  session: Session,
  collectionId: RecordCollectionId,
  { condition, order, limit, columns }: HitSelection,
  parameters: Parameters,
): Promise<{ hit: SearchHit; row: Row }[]> {
  const { table, key } = tableOf(collectionId)
  const place = collections[collectionId].geometry === 'none' ? 'null as lng, null as lat' : 'lng, lat'
  const selected = [`${key} as id`, `${titleSql(collectionId)} as title`, place, ...subtitleColumns[collectionId]]
  const rows = await session.query(
    `select ${[...selected, ...(columns ? [columns] : [])].join(', ')} from ${table} where ${condition}
     order by ${order ? `${order}, ` : ''}${key} collate "C" limit ${parameters.add(limit)}`,
    parameters.values,
  )
  return rows.map((row) => ({ hit: hitOf(collectionId, row), row }))
}
