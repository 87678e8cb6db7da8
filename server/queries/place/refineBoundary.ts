import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Session } from '../../database/database.ts'
import { groupBy } from '../groupBy.ts'
import { Parameters } from '../parameters.ts'
import { tableOf } from '../tables.ts'
import { cellsIn, inBox } from './placeSql.ts'
import type { PlaceShape } from './placeShape.ts'
import { type CellLevel, descendantBox, parentCell, parentNumber, recordResolution } from './spatialCover.ts'

/** Records of one collection along an outline that are in the shape. */
interface Refined {
  /** Cells all of whose records are in the shape, at most one list a resolution. */
  readonly interior: readonly CellLevel[]
  /** Keys of the others. */
  readonly keys: readonly string[]
}

/** So many records are tested one by one; more are first sorted out by smaller cells. */
const fewRecords = 1000
const resolutionStep = 2

interface CountedCell {
  readonly cell: bigint
  readonly count: number
}

async function testedKeys(
  session: Session,
  collectionId: RecordCollectionId,
  shape: PlaceShape,
  boundary: CellLevel,
): Promise<string[]> {
  const { table, key } = tableOf(collectionId)
  const parameters = new Parameters()
  const rows = await session.query<{ key: string; lng: number; lat: number }>(
    `select ${key} as key, lng, lat from ${table}
     where ${inBox(shape.bbox, parameters)} and ${cellsIn(boundary, parameters)}`,
    parameters.values,
  )
  return rows.filter(({ lng, lat }) => shape.contains(lng, lat)).map((row) => row.key)
}

/** The cells of a resolution below the boundary that hold records, with their number. */
function occupiedCells(
  session: Session,
  collectionId: RecordCollectionId,
  shape: PlaceShape,
  boundary: CellLevel,
  resolution: number,
): Promise<CountedCell[]> {
  const parameters = new Parameters()
  return session.query<{ cell: bigint; count: number }>(
    `select ${parentCell(resolution)} as cell, count(*)::integer as count from ${collections[collectionId].table}
     where ${inBox(shape.bbox, parameters)} and ${cellsIn(boundary, parameters)} group by 1`,
    parameters.values,
  )
}

/** Cells of the boundary whose occupied parts are all inside, and the inside parts of the others. */
function insideLevels(
  parts: ReadonlyMap<'inside' | 'outside' | 'crossing', readonly CountedCell[]>,
  { resolution }: CellLevel,
  partResolution: number,
): CellLevel[] {
  const parentOf = ({ cell }: CountedCell): bigint => parentNumber(cell, resolution)
  const mixed = new Set([...(parts.get('outside') ?? []), ...(parts.get('crossing') ?? [])].map(parentOf))
  const inside = groupBy(parts.get('inside') ?? [], (part) => (mixed.has(parentOf(part)) ? 'part' : 'whole'))
  return [
    { resolution, cells: [...new Set((inside.get('whole') ?? []).map(parentOf))] },
    { resolution: partResolution, cells: (inside.get('part') ?? []).map(({ cell }) => cell) },
  ]
}

/**
 * Sorts out the records in the cells along an outline: by smaller and smaller cells, looking only at those that hold
 * records, until few are left to be tested exactly. It holds for one data version.
 */
export async function refineBoundary(
  session: Session,
  collectionId: RecordCollectionId,
  shape: PlaceShape,
  boundary: CellLevel,
): Promise<Refined> {
  if (boundary.cells.length === 0) return { interior: [], keys: [] }
  const resolution = Math.min(boundary.resolution + resolutionStep, recordResolution)
  const parts = await occupiedCells(session, collectionId, shape, boundary, resolution)
  const records = parts.reduce((sum, { count }) => sum + count, 0)
  if (records <= fewRecords || resolution === boundary.resolution) {
    return { interior: [], keys: await testedKeys(session, collectionId, shape, boundary) }
  }
  const related = groupBy(parts, ({ cell }) => shape.relate(descendantBox(cell.toString(16))))
  const crossing = (related.get('crossing') ?? []).map(({ cell }) => cell)
  const finer = await refineBoundary(session, collectionId, shape, { resolution, cells: crossing })
  return { interior: [...insideLevels(related, boundary, resolution), ...finer.interior], keys: finer.keys }
}
