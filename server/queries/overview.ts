import type { Bbox } from '#model/bbox.ts'
import { type CollectionId, collections, recordCollectionIds } from '#model/collections.ts'
import type { Database, Session } from '../database/database.ts'

/** What is true of the whole store at one data version. */
export interface Overview {
  readonly dataVersion: string
  /** True when a record of a sample batch is in the store. */
  readonly sample: boolean
  /** Last day of the data, not after today: the default `asOf`. Today when there are no dates. */
  readonly asOf: string
  /** First and last day on which hazards were found. */
  readonly found: { readonly from: string; readonly to: string }
  readonly counts: Readonly<Record<CollectionId, number>>
  /** Box of all located records; null when there are none. */
  readonly bbox: Bbox | null
}

/** The part that is computed at every write and kept as a setting. */
interface StoredOverview {
  sample: boolean
  lastDay: string | null
  found: { from: string; to: string } | null
  counts: Record<string, number>
  bbox: Bbox | null
}

const chinaDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
/** Today in China, `YYYY-MM-DD`. */
const today = (): string => chinaDay.format(new Date())

interface DaysRow extends Record<string, string | null> {
  found_from: string | null
  found_to: string | null
  last_day: string | null
}

async function readDays(session: Session): Promise<DaysRow | undefined> {
  const [row] = await session.query<DaysRow>(
    `select min(found_at) as found_from, max(found_at) as found_to,
       greatest(max(found_at), max(rectified_at), max(closed_at),
         (select max(occurred_at) from accident), (select max(acted_at) from supervision_action)) as last_day
     from hazard`,
  )
  return row
}

async function readCounts(session: Session): Promise<Record<string, number>> {
  const parts = recordCollectionIds.map(
    (id) => `select '${id}' as id, count(*)::integer as count from ${collections[id].table}`,
  )
  parts.push(`select 'regions' as id, count(*)::integer as count from region`)
  const rows = await session.query<{ id: string; count: number }>(parts.join(' union all '))
  return Object.fromEntries(rows.map((row) => [row.id, row.count]))
}

async function readBox(session: Session): Promise<Bbox | null> {
  const points = ['hazard', 'enterprise', 'accident'].map(
    (table) =>
      `select min(lng) as west, min(lat) as south, max(lng) as east, max(lat) as north from ${table} where h3 is not null`,
  )
  const shapes = ['road_segment', 'site'].map(
    (table) => `select min(west) as west, min(south) as south, max(east) as east, max(north) as north from ${table}`,
  )
  const [row] = await session.query<Record<'west' | 'south' | 'east' | 'north', number | null>>(
    `select min(west) as west, min(south) as south, max(east) as east, max(north) as north
     from (${[...points, ...shapes].join(' union all ')}) boxes`,
  )
  if (!row || row.west === null) return null
  return [row.west, row.south as number, row.east as number, row.north as number]
}

async function hasSample(session: Session): Promise<boolean> {
  const parts = recordCollectionIds.map(
    (id) =>
      `exists (select 1 from ${collections[id].table} where batch_id in
         (select id from import_batch where sample and undone_at is null))`,
  )
  const [row] = await session.query<{ sample: boolean }>(`select ${parts.join(' or ')} as sample`)
  return row?.sample ?? false
}

/** Computes the overview anew; part of every transaction that writes records. */
export async function refreshOverview(session: Session): Promise<void> {
  const days = await readDays(session)
  const overview: StoredOverview = {
    sample: await hasSample(session),
    lastDay: days?.last_day ?? null,
    found: days?.found_from && days.found_to ? { from: days.found_from, to: days.found_to } : null,
    counts: await readCounts(session),
    bbox: await readBox(session),
  }
  await session.query(`delete from setting where name = 'overview'`)
  await session.query(`insert into setting (name, value) values ('overview', $1)`, [JSON.stringify(overview)])
}

const noCounts = Object.fromEntries(['regions', ...recordCollectionIds].map((id) => [id, 0]))

interface KeptOverview {
  readonly writes: number
  readonly dataVersion: string
  readonly stored: StoredOverview | null
}

/** Stores that tell how often they were written to are asked once a write. */
const kept = new WeakMap<Session, KeptOverview>()

const writesOf = (session: Session): number | null => ('writes' in session ? (session as Database).writes() : null)

async function readStored(session: Session): Promise<Omit<KeptOverview, 'writes'>> {
  const writes = writesOf(session)
  const known = kept.get(session)
  if (known && known.writes === writes) return known
  const [row] = await session.query<{ version: bigint; overview: string | null }>(
    `select version, (select value from setting where name = 'overview') as overview from data_version`,
  )
  const stored = row?.overview ? (JSON.parse(row.overview) as StoredOverview) : null
  const read = { dataVersion: String(row?.version ?? 0n), stored }
  if (writes !== null && writes === writesOf(session)) kept.set(session, { writes, ...read })
  return read
}

/** The overview of the last committed write. */
export async function readOverview(session: Session): Promise<Overview> {
  const { dataVersion, stored } = await readStored(session)
  const now = today()
  const asOf = stored?.lastDay && stored.lastDay < now ? stored.lastDay : now
  return {
    dataVersion,
    sample: stored?.sample ?? false,
    asOf,
    found: stored?.found ?? { from: asOf, to: asOf },
    counts: { ...noCounts, ...stored?.counts } as Record<CollectionId, number>,
    bbox: stored?.bbox ?? null,
  }
}
