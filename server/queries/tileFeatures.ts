import type { Geometry } from 'geojson'
import type { Bbox } from '#model/bbox.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Row, Session } from '../database/database.ts'
import { hazardRules } from './hazardRules.ts'
import { Parameters } from './parameters.ts'
import { pointsIn } from './place/boxRanges.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { where } from './where.ts'

export type TileProperties = Record<string, string | number | boolean | null>

interface TilePoint {
  readonly lng: number
  readonly lat: number
  /** With `stack`: how many of the points have this very place. */
  readonly properties: TileProperties
}

interface TileShape {
  readonly geometry: Geometry
  readonly properties: TileProperties
}

type TiledCollectionId = Exclude<RecordCollectionId, 'supervision-actions'>

/** SQL of the properties of a feature by their names in the tile. */
function tileColumns(collectionId: TiledCollectionId, asOf: () => string): Record<string, string> {
  switch (collectionId) {
    case 'hazards': {
      const { status, overdue, listed } = hazardRules(asOf())
      return { id: 'hazard_no', level: 'level', sector: 'sector', source: 'discovery_source', status, overdue, listed }
    }
    case 'enterprises':
      return { id: 'enterprise_id', name: 'name', sector: 'sector', risk: 'risk_level', status: 'status' }
    case 'accidents':
      return { id: 'accident_no', severity: 'severity', deaths: 'deaths', type: 'accident_type' }
    case 'road-segments':
      return {
        id: 'segment_id',
        name: `coalesce(route_name, route_code)`,
        grade: 'grade',
        kind: 'segment_kind',
        direction: 'direction',
        features: 'risk_features',
      }
    case 'sites':
      return { id: 'site_id', name: 'name', kind: 'kind', storeys: 'storeys' }
  }
}

function selectList(resolved: ResolvedFilter, parameters: Parameters, without: readonly string[]): string {
  const collectionId = resolved.collectionId as TiledCollectionId
  const columns = Object.entries(tileColumns(collectionId, () => parameters.addDay(resolved.asOf)))
  const kept = columns.filter(([name]) => !without.includes(name))
  return kept.map(([name, sql]) => `${sql} as ${name}`).join(', ')
}

const placeKey = (lng: number, lat: number): string => `${lng},${lat}`

function withStacks(rows: readonly Row[]): TilePoint[] {
  const stacks = new Map<string, number>()
  const places = rows.map((row) => placeKey(row.lng as number, row.lat as number))
  for (const place of places) stacks.set(place, (stacks.get(place) ?? 0) + 1)
  return rows.map(({ lng, lat, ...properties }, index) => ({
    lng: lng as number,
    lat: lat as number,
    properties: { ...(properties as TileProperties), stack: stacks.get(places[index] as string) ?? 1 },
  }))
}

/** The matching records of a collection of points in a box, or `tooMany` when there are more than `limit`. */
export async function readTilePoints(
  session: Session,
  resolved: ResolvedFilter,
  bbox: Bbox,
  { limit, names }: { limit: number; names: boolean },
): Promise<TilePoint[] | 'tooMany'> {
  const parameters = new Parameters()
  const columns = selectList(resolved, parameters, names ? [] : ['name'])
  const rows = await session.query(
    `select lng, lat, ${columns} from ${collections[resolved.collectionId].table}
     where ${pointsIn(bbox, parameters)} and ${where(resolved, parameters)} limit ${parameters.add(limit + 1)}`,
    parameters.values,
  )
  return rows.length > limit ? 'tooMany' : withStacks(rows)
}

/** The matching lines or polygons whose box meets a box; at most `limit` of them. */
export async function readTileShapes(
  session: Session,
  resolved: ResolvedFilter,
  [west, south, east, north]: Bbox,
  limit: number,
): Promise<TileShape[]> {
  const parameters = new Parameters()
  const columns = selectList(resolved, parameters, [])
  const rows = await session.query(
    `select geometry, ${columns} from ${collections[resolved.collectionId].table}
     where west <= ${parameters.add(east)} and east >= ${parameters.add(west)}
       and south <= ${parameters.add(north)} and north >= ${parameters.add(south)}
       and ${where(resolved, parameters)} limit ${parameters.add(limit)}`,
    parameters.values,
  )
  return rows.map(({ geometry, ...properties }) => ({
    geometry: JSON.parse(String(geometry)) as Geometry,
    properties: properties as TileProperties,
  }))
}
