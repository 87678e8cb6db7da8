import { findCampaign } from '#model/campaign.ts'
import { collections, type RecordCollectionId, isRecordCollectionId, recordCollectionIds } from '#model/collections.ts'
import { applicableFilter, type Filter, type FilterName, type Near } from '#model/filter.ts'
import { reportingUnits } from '#model/reportingUnit.ts'
import type { Session } from '../database/database.ts'
import { readArea } from './areas.ts'
import { type Overview, readOverview } from './overview.ts'
import { areaShape } from './place/areaShape.ts'
import { nearShape } from './place/nearShape.ts'
import {
  boxCondition,
  conditionBytes,
  type Place,
  type PlaceCondition,
  placeCondition,
  placeOf,
} from './place/placeCondition.ts'
import type { PlaceShape, StoredGeometry } from './place/placeShape.ts'
import { readRegionIndex } from './regionIndex.ts'
import { tableOf } from './tables.ts'
import { VersionCache } from './versionCache.ts'

/** A filter that a question cannot use, or that names something that does not exist. */
export class FilterError extends Error {
  override readonly name = 'FilterError'
  readonly parameter: FilterName
  readonly value: string
  readonly allowed: string

  constructor(parameter: FilterName, value: string, allowed: string) {
    super(`${parameter}=${value}: must be ${allowed}`)
    this.parameter = parameter
    this.value = value
    this.allowed = allowed
  }
}

/** A filter made ready for one collection at one data version; `where` turns it into SQL. */
export interface ResolvedFilter {
  readonly collectionId: RecordCollectionId
  readonly filter: Filter
  readonly asOf: string
  readonly dataVersion: string
  readonly overview: Overview
  /** The records in `area`, near `near`, and the lines and polygons in `bbox`. */
  readonly places: readonly PlaceCondition[]
}

const shapes = new VersionCache<Place>(16)
const conditions = new VersionCache<PlaceCondition>({ maxBytes: 64 << 20, sizeOf: conditionBytes })

async function readAreaShape(session: Session, id: string): Promise<PlaceShape> {
  const area = await readArea(session, id)
  if (!area) throw new FilterError('area', id, 'the id of a stored area: POST the polygon to /api/areas first')
  return areaShape(area.geometry)
}

const printNear = ({ collection, id, distanceMeters }: Near): string => `${collection}/${id},${distanceMeters}`

async function readNearShape(session: Session, near: Near): Promise<PlaceShape> {
  const { collection, id, distanceMeters } = near
  if (!isRecordCollectionId(collection) || collections[collection].geometry === 'none') {
    const located = recordCollectionIds.filter((known) => collections[known].geometry !== 'none')
    throw new FilterError('near', printNear(near), `a feature of ${located.join(', ')}`)
  }
  const { table, key } = tableOf(collection)
  const geometry = collections[collection].geometry === 'point' ? 'null' : 'geometry'
  const [row] = await session.query<{ lng: number | null; lat: number | null; geometry: string | null }>(
    `select lng, lat, ${geometry} as geometry from ${table} where ${key} = $1`,
    [id],
  )
  if (!row) throw new FilterError('near', printNear(near), `an id that ${collection} has`)
  const point = row.lng !== null && row.lat !== null ? { type: 'Point', coordinates: [row.lng, row.lat] } : null
  const place = (row.geometry ? JSON.parse(row.geometry) : point) as StoredGeometry | null
  if (!place) throw new FilterError('near', printNear(near), 'a feature with coordinates; this one has none')
  return nearShape(place, distanceMeters)
}

/** What `area`, `near` and, for lines and polygons, `bbox` mean for a collection. */
async function resolvePlaces(
  session: Session,
  collectionId: RecordCollectionId,
  { area, near, bbox }: Filter,
  dataVersion: string,
): Promise<PlaceCondition[]> {
  const kept = (key: string, compute: () => Promise<PlaceCondition>): Promise<PlaceCondition> =>
    conditions.get(session, dataVersion, `${collectionId} ${key}`, compute)
  const inShape = (key: string, read: () => Promise<PlaceShape>): Promise<PlaceCondition> =>
    kept(key, async () => {
      const place = await shapes.get(session, dataVersion, key, async () => placeOf(await read()))
      return placeCondition(session, collectionId, place)
    })
  const places: Promise<PlaceCondition>[] = []
  if (area !== undefined) places.push(inShape(`area ${area}`, () => readAreaShape(session, area)))
  if (near !== undefined) places.push(inShape(`near ${printNear(near)}`, () => readNearShape(session, near)))
  if (bbox !== undefined && collections[collectionId].geometry !== 'point') {
    places.push(kept(`bbox ${bbox.join(',')}`, () => boxCondition(session, collectionId, bbox)))
  }
  return Promise.all(places)
}

/** Throws when the filter names a region, unit or campaign that does not exist. */
async function checkNames(session: Session, { region, unit, campaign }: Filter, dataVersion: string): Promise<void> {
  if (unit !== undefined && !reportingUnits.some(({ id }) => id === unit)) {
    throw new FilterError('unit', unit, `one of ${reportingUnits.map(({ id }) => id).join(', ')}`)
  }
  if (region !== undefined) {
    const { byCode } = await readRegionIndex(session, dataVersion)
    if (byCode.size > 0 && !byCode.has(region)) {
      throw new FilterError('region', region, 'the code of a region: GET /api/collections/regions/items lists them')
    }
  }
  if (campaign !== undefined && !findCampaign(campaign)) {
    const rows = await session.query('select 1 as found from hazard where campaign = $1 limit 1', [campaign])
    if (rows.length === 0) throw new FilterError('campaign', campaign, 'a campaign of the configuration or the data')
  }
}

function refuseUnusable(collectionId: RecordCollectionId, filter: Filter): void {
  const allowed = collections[collectionId].filters
  const [name] = applicableFilter(filter, allowed).notApplied
  if (name === undefined) return
  const value = filter[name]
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  throw new FilterError(name, text, `left out: ${collectionId} can be filtered by ${allowed.join(', ')}`)
}

/**
 * Makes a filter ready for a collection, as of `known` where the caller has just read the overview. Throws FilterError
 * when the collection cannot use it, naming what is wrong.
 */
export async function resolveFilter(
  session: Session,
  collectionId: RecordCollectionId,
  filter: Filter,
  known?: Overview,
): Promise<ResolvedFilter> {
  refuseUnusable(collectionId, filter)
  const overview = known ?? (await readOverview(session))
  await checkNames(session, filter, overview.dataVersion)
  const { dataVersion } = overview
  const places = await resolvePlaces(session, collectionId, filter, dataVersion)
  return { collectionId, filter, asOf: filter.asOf ?? overview.asOf, dataVersion, overview, places }
}

/** Like `resolveFilter`, but leaves out what the collection cannot use and tells the names. */
export async function resolveApplicable(
  session: Session,
  collectionId: RecordCollectionId,
  filter: Filter,
): Promise<{ resolved: ResolvedFilter; notApplied: FilterName[] }> {
  const { filter: applicable, notApplied } = applicableFilter(filter, collections[collectionId].filters)
  return { resolved: await resolveFilter(session, collectionId, applicable), notApplied }
}
