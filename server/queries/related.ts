import type { MultiPolygon, Polygon } from 'geojson'
import type { Related } from '#contract/related.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Row, Session } from '../database/database.ts'
import { readHits } from './hits.ts'
import { Parameters } from './parameters.ts'
import { areaShape } from './place/areaShape.ts'
import { inBox } from './place/placeSql.ts'
import { tableOf } from './tables.ts'

/** Of one reason; there may be more. */
const maxHits = 50

type RelatedGroup = Related['groups'][number]

/** Chains of recurrence are followed so far in each direction, which also ends a circle. */
const maxChain = 20

const latestFirst: Partial<Record<RecordCollectionId, string>> = {
  hazards: 'found_at desc',
  accidents: 'occurred_at desc',
  'supervision-actions': 'acted_at desc',
}

/** One reason: which records of which collection; null when the record has nothing to relate by. */
interface Relation {
  readonly to: RecordCollectionId
  readonly zh: string
  readonly en: string
  condition(row: Row, parameters: Parameters): string | null
}

/** Records whose `column` holds the value of `own` in the record. */
const byColumn = (to: RecordCollectionId, zh: string, en: string, column: string, own: string): Relation => ({
  to,
  zh,
  en,
  condition: (row, parameters) => {
    const value = row[own]
    return value === null || value === undefined ? null : `${column} = ${parameters.add(value)}`
  },
})

const samePlace = (of: RecordCollectionId, to: RecordCollectionId): Relation => ({
  to,
  zh: `同一位置的${collections[to].zh}`,
  en: `${collections[to].en} at the same place`,
  condition: ({ lng, lat, [tableOf(of).key]: key }, parameters) => {
    if (typeof lng !== 'number' || typeof lat !== 'number') return null
    const same = `lng = ${parameters.add(lng)} and lat = ${parameters.add(lat)}`
    return of === to ? `${same} and ${tableOf(to).key} <> ${parameters.add(key ?? '')}` : same
  },
})

const itsEnterprise = byColumn('enterprises', '责任企业', 'Enterprise', 'enterprise_id', 'enterprise_id')
const itsSegment = byColumn('road-segments', '所在路段', 'Road segment', 'segment_id', 'road_segment_id')

const relations: Readonly<Record<RecordCollectionId, readonly Relation[]>> = {
  enterprises: [
    byColumn('hazards', '该企业的隐患', 'Hazards of this enterprise', 'enterprise_id', 'enterprise_id'),
    byColumn('supervision-actions', '监管行动', 'Supervision actions', 'enterprise_id', 'enterprise_id'),
    byColumn('accidents', '事故', 'Accidents', 'enterprise_id', 'enterprise_id'),
    samePlace('enterprises', 'enterprises'),
  ],
  hazards: [
    itsEnterprise,
    itsSegment,
    byColumn('supervision-actions', '监管行动', 'Supervision actions', 'hazard_no', 'hazard_no'),
    samePlace('hazards', 'hazards'),
  ],
  'road-segments': [
    byColumn('hazards', '该路段的隐患', 'Hazards on this segment', 'road_segment_id', 'segment_id'),
    byColumn('accidents', '该路段的事故', 'Accidents on this segment', 'road_segment_id', 'segment_id'),
  ],
  accidents: [itsEnterprise, itsSegment, samePlace('accidents', 'accidents')],
  sites: [
    byColumn('sites', '上级场所', 'Parent site', 'site_id', 'parent_site_id'),
    byColumn('sites', '下级场所', 'Sites within', 'parent_site_id', 'site_id'),
  ],
  'supervision-actions': [itsEnterprise, byColumn('hazards', '相关隐患', 'Hazard', 'hazard_no', 'hazard_no')],
}

async function readRelation(session: Session, { to, zh, en, condition }: Relation, row: Row): Promise<RelatedGroup> {
  const parameters = new Parameters()
  const sql = condition(row, parameters)
  if (sql === null) return { collection: to, zh, en, hits: [] }
  const order = latestFirst[to]
  const selection = { condition: sql, limit: maxHits, ...(order ? { order } : {}) }
  const hits = await readHits(session, to, selection, parameters)
  return { collection: to, zh, en, hits: hits.map(({ hit }) => hit) }
}

const hazardKeys = 'select hazard_no as key, recurrence_of as earlier from hazard'

/** Numbers of the hazards that this one recurred from and that recurred from it, without itself. */
async function recurrenceChain(session: Session, { hazard_no: start, recurrence_of: origin }: Row): Promise<string[]> {
  const chain = new Set<string>([String(start)])
  let earlier = origin as string | null
  for (let step = 0; earlier !== null && !chain.has(earlier) && step < maxChain; step += 1) {
    chain.add(earlier)
    const [row] = await session.query<{ key: string; earlier: string | null }>(`${hazardKeys} where hazard_no = $1`, [
      earlier,
    ])
    earlier = row?.earlier ?? null
  }
  let latest = [String(start)]
  for (let step = 0; latest.length > 0 && step < maxChain; step += 1) {
    const parameters = new Parameters()
    const rows = await session.query<{ key: string }>(
      `${hazardKeys} where recurrence_of in ${parameters.addTexts(latest)}`,
      parameters.values,
    )
    latest = rows.map((row) => row.key).filter((key) => !chain.has(key))
    for (const key of latest) chain.add(key)
  }
  chain.delete(String(start))
  return [...chain]
}

async function readRecurrence(session: Session, row: Row): Promise<RelatedGroup> {
  const keys = await recurrenceChain(session, row)
  const relation: Relation = {
    to: 'hazards',
    zh: '复发链',
    en: 'Recurrences',
    condition: (_, parameters) => (keys.length === 0 ? null : `hazard_no in ${parameters.addTexts(keys)}`),
  }
  return readRelation(session, relation, row)
}

/** The sites whose polygon holds the place of the record, the smallest first. */
async function readSites(session: Session, { lng, lat }: Row): Promise<RelatedGroup> {
  const group = { collection: 'sites', zh: '所在场所', en: 'Site' } as const
  if (typeof lng !== 'number' || typeof lat !== 'number') return { ...group, hits: [] }
  const parameters = new Parameters()
  const [x, y] = [parameters.add(lng), parameters.add(lat)]
  const selection = {
    condition: `west <= ${x} and east >= ${x} and south <= ${y} and north >= ${y}`,
    order: '(east - west) * (north - south)',
    columns: 'geometry',
    limit: maxHits,
  }
  const found = await readHits(session, 'sites', selection, parameters)
  const around = found.filter(({ row }) =>
    areaShape(JSON.parse(String(row.geometry)) as Polygon | MultiPolygon).contains(lng, lat),
  )
  return { ...group, hits: around.map(({ hit }) => hit) }
}

/** What lies in a site: the first enterprises or hazards in its polygon. */
async function readInside(session: Session, to: 'enterprises' | 'hazards', row: Row): Promise<RelatedGroup> {
  const { zh, en } = collections[to]
  const shape = areaShape(JSON.parse(String(row.geometry)) as Polygon | MultiPolygon)
  const parameters = new Parameters()
  const selection = { condition: inBox(shape.bbox, parameters), limit: maxHits * 10 }
  const hits = (await readHits(session, to, selection, parameters)).map(({ hit }) => hit)
  const inside = hits.filter(({ lng, lat }) => lng !== null && lat !== null && shape.contains(lng, lat))
  return { collection: to, zh: `场所内的${zh}`, en: `${en} in this site`, hits: inside.slice(0, maxHits) }
}

function placeGroups(session: Session, collectionId: RecordCollectionId, row: Row): Promise<RelatedGroup>[] {
  if (collectionId === 'sites') {
    return row.geometry === null ? [] : [readInside(session, 'enterprises', row), readInside(session, 'hazards', row)]
  }
  return collections[collectionId].geometry === 'point' ? [readSites(session, row)] : []
}

/** The records that hang together with one record, by reason; groups without any are left out. Null: no such record. */
export async function readRelated(
  session: Session,
  collectionId: RecordCollectionId,
  id: string,
): Promise<RelatedGroup[] | null> {
  const { table, key } = tableOf(collectionId)
  const [row] = await session.query(`select * from ${table} where ${key} = $1`, [id])
  if (!row) return null
  const groups = await Promise.all([
    ...relations[collectionId].map((relation) => readRelation(session, relation, row)),
    ...(collectionId === 'hazards' ? [readRecurrence(session, row)] : []),
    ...placeGroups(session, collectionId, row),
  ])
  return groups.filter((group) => group.hits.length > 0)
}
