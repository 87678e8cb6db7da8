import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { distance } from '@turf/distance'
import type { MultiPolygon, Polygon } from 'geojson'
import { findCampaign } from '../../data/model/campaign.ts'
import { collections, type RecordCollectionId } from '../../data/model/collections.ts'
import type { Filter } from '../../data/model/filter.ts'
import { type HazardDates, listedAsOf, overdueAsOf, statusAsOf } from '../../data/model/lifeCycle.ts'
import type { Location, StoredRecord } from '../../data/model/storedRecord.ts'
import { codeRange } from '../../data/regions/regionTree.ts'
import type { Fixture } from './fixture.ts'

/** A record with what it inherits, as plain values by field name. */
export interface PlainRecord {
  readonly key: string
  readonly location: Location | null
  readonly values: Readonly<Record<string, unknown>>
}

export type PlainRecords = Readonly<Record<RecordCollectionId, readonly PlainRecord[]>>

/** The records of a fixture with places, regions and units inherited: the rule of the writer in plain words. */
export function plainRecords({ records }: Fixture): PlainRecords {
  const byId = (collectionId: RecordCollectionId, key: string): Map<unknown, StoredRecord> =>
    new Map(records[collectionId].map((record) => [record.values[key], record]))
  const enterprises = byId('enterprises', 'enterpriseId')
  const segments = byId('road-segments', 'segmentId')
  const plain = (collectionId: RecordCollectionId): PlainRecord[] =>
    records[collectionId].map((record) => {
      const { enterpriseId, roadSegmentId } = record.values
      const heir = collectionId !== 'enterprises' && collectionId !== 'road-segments' && collectionId !== 'sites'
      const ancestors = heir ? [record, enterprises.get(enterpriseId), segments.get(roadSegmentId)] : [record]
      const first = (name: string): unknown => {
        const found = ancestors.find((ancestor) => (ancestor?.values[name] ?? null) !== null)
        return found?.values[name] ?? null
      }
      const located = collections[collectionId].geometry !== 'none'
      return {
        key: String(record.values[collections[collectionId].key]),
        location: located ? (ancestors.find((ancestor) => ancestor?.location)?.location ?? null) : null,
        values: {
          ...Object.fromEntries(
            collections[collectionId].fields.map(({ name }) => [name, record.values[name] ?? null]),
          ),
          regionCode: first('regionCode'),
          reportingUnit: first('reportingUnit'),
        },
      }
    })
  return Object.fromEntries(
    Object.keys(records).map((id) => [id, plain(id as RecordCollectionId)]),
  ) as unknown as PlainRecords
}

/** What the names in a filter stand for. */
export interface ReferenceContext {
  readonly asOf: string
  readonly records: PlainRecords
  readonly areas: ReadonlyMap<string, Polygon | MultiPolygon>
}

export const datesOf = (record: PlainRecord): HazardDates => record.values as unknown as HazardDates

export const unitOf = ({ values }: PlainRecord): string | null =>
  (values.reportingUnit as string | null) ?? (values.regionCode as string | null)?.slice(0, 2) ?? null

const fieldsOfFilters = {
  sector: 'sector',
  category: 'category',
  source: 'discoverySource',
  level: 'level',
  risk: 'riskLevel',
  grade: 'grade',
  kind: 'kind',
  severity: 'severity',
} as const

function matchesCampaign({ values }: PlainRecord, id: string): boolean {
  if (values.campaign !== null) return values.campaign === id
  const campaign = findCampaign(id)
  const foundAt = values.foundAt as string
  return campaign !== undefined && campaign.from <= foundAt && foundAt <= campaign.to
}

function matchesPlace({ location }: PlainRecord, { area, bbox, near }: Filter, context: ReferenceContext): boolean {
  if (area === undefined && bbox === undefined && near === undefined) return true
  if (!location) return false
  const { lng, lat } = location
  if (bbox && !(bbox[0] <= lng && lng <= bbox[2] && bbox[1] <= lat && lat <= bbox[3])) return false
  const polygon = area === undefined ? undefined : context.areas.get(area)
  if (polygon && !booleanPointInPolygon([lng, lat], polygon)) return false
  if (!near) return true
  const center = context.records[near.collection as RecordCollectionId].find(({ key }) => key === near.id)?.location
  if (!center) throw new Error(`the reference knows no place of ${near.id}`)
  return distance([lng, lat], [center.lng, center.lat], { units: 'meters' }) <= near.distanceMeters
}

const contains = (value: unknown, text: string): boolean =>
  typeof value === 'string' && value.toLowerCase().includes(text.toLowerCase())

/** True when a record of a collection of points (or without geometry) matches: every filter in plain words. */
export function matches(
  collectionId: RecordCollectionId,
  record: PlainRecord,
  filter: Filter,
  context: ReferenceContext,
): boolean {
  const { dateField, textFields } = collections[collectionId]
  const { values } = record
  const { asOf } = context
  const ownDay = dateField === null ? null : (values[dateField] as string | null)
  if (ownDay !== null && ownDay > asOf) return false
  for (const [name, field] of Object.entries(fieldsOfFilters)) {
    const wanted = filter[name as keyof typeof fieldsOfFilters]
    if (wanted && !wanted.includes(values[field] as string)) return false
  }
  if (filter.region !== undefined && filter.region !== '100000') {
    const [from, to] = codeRange(filter.region)
    const code = values.regionCode as string | null
    if (code === null || code < from || code >= to) return false
  }
  if (filter.unit !== undefined && unitOf(record) !== filter.unit) return false
  if (filter.campaign !== undefined && !matchesCampaign(record, filter.campaign)) return false
  const dates = datesOf(record)
  if (filter.status && !filter.status.includes(statusAsOf(dates, asOf) ?? '')) return false
  if (filter.listed !== undefined && listedAsOf({ ...dates, foundAt: ownDay ?? '' }, asOf) !== filter.listed)
    return false
  if (filter.overdue !== undefined && overdueAsOf(dates, asOf) !== filter.overdue) return false
  if (filter.found) {
    const { from, to } = filter.found
    if (ownDay === null || (from !== null && ownDay < from) || (to !== null && ownDay > to)) return false
  }
  const { text } = filter
  if (text !== undefined && !textFields.some((field) => contains(values[field], text))) return false
  return matchesPlace(record, filter, context)
}
