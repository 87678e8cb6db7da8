import { cellToLatLng, getHexagonEdgeLengthAvg } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import { collections } from '#model/collections.ts'
import { sectors } from '#model/codes.ts'
import { printFilter } from '#model/filter.ts'
import type { Row, Session } from '../database/database.ts'
import { hazardRules } from './hazardRules.ts'
import { Parameters } from './parameters.ts'
import { boxHolds, growBox } from './place/boxes.ts'
import { pointsIn } from './place/boxRanges.ts'
import { parentCell } from './place/spatialCover.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { VersionCache } from './versionCache.ts'
import { where } from './where.ts'

/** Counts of all records of one H3 cell that match a filter. */
type TileCell = {
  /** Index in hexadecimal. */
  cell: string
  count: number
  /** Hazards only, like `overdue` and `listed`. */
  open?: number
  overdue?: number
  listed?: number
  /** The sector with the most records, where records have one; null when none states it. */
  sector?: string | null
  sectorCount?: number
}

/** Edges of the largest cells are about this many times the average. */
const largestEdge = 1.4
/** The records of a cell lie within this many edges of its middle, see spatialCover.ts. */
const descendantReach = 1.5

/** Codes of sectors as numbers, so that one maximum tells both the most frequent and how frequent: first listed wins. */
const sectorBase = 64
const sectorNumber = `case sector ${sectors
  .map(({ id }, index) => `when '${id}' then ${sectorBase - 1 - index}`)
  .join(' ')} else 0 end`

const located = new VersionCache<{ count: number }>(200)

/** How many matching records have a place. */
export async function countLocated(session: Session, resolved: ResolvedFilter): Promise<number> {
  const { collectionId, filter, asOf, dataVersion } = resolved
  const key = `${collectionId} ${asOf} ${printFilter(filter).toString()}`
  const answer = await located.get(session, dataVersion, key, async () => {
    const parameters = new Parameters()
    const sql = `select count(h3)::integer as count from ${collections[collectionId].table}
      where ${where(resolved, parameters)}`
    const [row] = await session.query<{ count: number }>(sql, parameters.values)
    return { count: row?.count ?? 0 }
  })
  return answer.count
}

/** Inner counts by cell and sector, outer ones by cell. */
function cellSql(resolved: ResolvedFilter, box: Bbox, resolution: number, parameters: Parameters): string {
  const { table, fields, id } = collections[resolved.collectionId]
  const { open, overdue, listed } = id === 'hazards' ? hazardRules(parameters.addDay(resolved.asOf)) : {}
  const flags = Object.entries({ open, overdue, listed }).filter(([, sql]) => sql !== undefined)
  const inner = flags.map(([name, sql]) => `, count(*) filter (where ${sql}) as ${name}`).join('')
  const outer = flags.map(([name]) => `, sum(${name})::integer as ${name}`).join('')
  const cells = `${parentCell(resolution)} as cell`
  const kept = `${pointsIn(box, parameters)} and ${where(resolved, parameters)}`
  if (!fields.some((field) => field.name === 'sector')) {
    return `select ${cells}, count(*)::integer as count from ${table} where ${kept} group by 1`
  }
  return `select cell, sum(n)::integer as count ${outer},
      max(n * ${sectorBase} + ${sectorNumber}) filter (where sector is not null)::integer as leading
    from (select ${cells}, sector, count(*)::integer as n ${inner} from ${table} where ${kept} group by 1, 2) parts
    group by 1`
}

function tileCell({ cell, leading, ...counts }: Row): TileCell {
  const index = (cell as bigint).toString(16)
  if (leading === undefined) return { cell: index, ...(counts as { count: number }) }
  const value = (leading ?? 0) as number
  const sector = leading === null ? null : (sectors[sectorBase - 1 - (value % sectorBase)]?.id ?? null)
  return { cell: index, ...(counts as { count: number }), sector, sectorCount: Math.floor(value / sectorBase) }
}

/** Where the middles of cells that touch a box lie, and where the records of such cells do. */
export function boxesOfCells(bbox: Bbox, resolution: number): { readonly near: Bbox; readonly reach: Bbox } {
  const edge = getHexagonEdgeLengthAvg(resolution, 'm') * largestEdge
  return { near: growBox(bbox, edge), reach: growBox(bbox, edge * (1 + descendantReach)) }
}

/**
 * The cells of a resolution that touch a box, with the counts of all their records, those outside the box too: a cell
 * on the border of two tiles has the same counts in both. A few cells near the box may be among them.
 */
export async function readTileCells(
  session: Session,
  resolved: ResolvedFilter,
  bbox: Bbox,
  resolution: number,
): Promise<TileCell[]> {
  const { near, reach } = boxesOfCells(bbox, resolution)
  const parameters = new Parameters()
  const sql = cellSql(resolved, reach, resolution, parameters)
  const rows = await session.query(sql, parameters.values)
  return rows.map(tileCell).filter(({ cell }) => {
    const [lat, lng] = cellToLatLng(cell)
    return boxHolds(near, lng, lat)
  })
}
