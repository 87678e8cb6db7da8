import type { MultiPolygon, Polygon } from 'geojson'
import type { Region, RegionLevel } from '#model/region.ts'
import type { Session } from '../database/database.ts'
import { csvLine } from './csvLine.ts'
import { increaseDataVersion } from './dataVersion.ts'
import { refreshOverview } from './overview.ts'
import { Parameters } from './parameters.ts'

export interface StoredRegion extends Region {
  /** WGS-84; neighbours share their borders exactly. */
  readonly geometry: Polygon | MultiPolygon
}

const columns = [
  'code',
  'name',
  'name_en',
  'level',
  'parent_code',
  'lng',
  'lat',
  'west',
  'south',
  'east',
  'north',
  'area_km_2',
  'in_statistics',
]
const selected = `code, name, name_en as "nameEn", level, parent_code as "parentCode", lng, lat, west, south, east, north,
  area_km_2 as "areaKm2", in_statistics as "inStatistics"`

/** All regions without their borders, by code. */
export async function readRegionList(session: Session): Promise<Region[]> {
  return (await session.query(`select ${selected} from region order by code`)) as unknown as Region[]
}

/** The regions of those codes, or all, with their borders, by code. */
export async function readRegions(session: Session, codes?: readonly string[]): Promise<StoredRegion[]> {
  const parameters = new Parameters()
  const kept = codes ? `where code in ${parameters.addTexts(codes)}` : ''
  const sql = `select ${selected}, geometry from region ${kept} order by code`
  const rows = await session.query(sql, parameters.values)
  return rows.map((row) => ({
    ...(row as unknown as Region),
    level: row.level as RegionLevel,
    geometry: JSON.parse(String(row.geometry)) as Polygon | MultiPolygon,
  }))
}

/** Borders by code, as the text of their GeoJSON. */
export async function readRegionBorders(session: Session): Promise<Map<string, string>> {
  const rows = await session.query('select code, geometry from region')
  return new Map(rows.map(({ code, geometry }) => [String(code), String(geometry)]))
}

function* regionLines(regions: Iterable<StoredRegion>): Generator<string> {
  for (const region of regions) {
    const { code, name, nameEn, level, parentCode, lng, lat, west, south, east, north, areaKm2, inStatistics } = region
    const place = [lng, lat, west, south, east, north, areaKm2]
    yield csvLine([code, name, nameEn, level, parentCode, ...place, inStatistics, JSON.stringify(region.geometry)])
  }
}

/** Replaces all regions, inside the transaction of `session`; the new data version. */
export async function replaceRegions(session: Session, regions: Iterable<StoredRegion>): Promise<string> {
  await session.query('delete from region')
  await session.loadCsv('region', [...columns, 'geometry'], regionLines(regions))
  await refreshOverview(session)
  return increaseDataVersion(session)
}
