import type { Bbox } from '#model/bbox.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Session } from '../../database/database.ts'
import { groupBy } from '../groupBy.ts'
import { Parameters } from '../parameters.ts'
import { tableOf } from '../tables.ts'
import { areaShape } from './areaShape.ts'
import { type CellRange, fewRanges, inRanges } from './boxRanges.ts'
import { boxContains, rectangle } from './boxes.ts'
import type { PlaceShape, StoredGeometry } from './placeShape.ts'
import { boxesWithin, cellsIn, inBox } from './placeSql.ts'
import { refineBoundary } from './refineBoundary.ts'
import { type CellLevel, descendantRange, type SpatialCover, spatialCover } from './spatialCover.ts'

/** The records of one collection that lie in a shape, as SQL can ask for them. */
export interface PlaceCondition {
  readonly bbox: Bbox
  /** A few ranges of h3 that hold all the cells; empty for lines and polygons. */
  readonly ranges: readonly CellRange[]
  /** Cells that lie in the shape whole, or all of whose records do. */
  readonly interior: readonly CellLevel[]
  /** Keys of the other records in the shape, each tested exactly. */
  readonly keys: readonly string[]
  /** Lines and polygons: those whose box lies in this one belong to the shape. */
  readonly whole: Bbox | null
}

const cellBytes = 24
const textBytes = 40

/** About how much memory a condition takes: its cells are big integers, its keys texts of two bytes a character. */
export function conditionBytes({ interior, keys }: PlaceCondition): number {
  const cells = interior.reduce((sum, level) => sum + level.cells.length, 0)
  return cells * cellBytes + keys.reduce((sum, key) => sum + textBytes + 2 * key.length, 0)
}

/** A shape and its cover, made when first asked for, so that all collections share it. */
export interface Place {
  readonly shape: PlaceShape
  cover(): SpatialCover
}

export function placeOf(shape: PlaceShape): Place {
  let cover: SpatialCover | undefined
  return { shape, cover: () => (cover ??= spatialCover(shape)) }
}

function rangesOf({ interior, boundary }: SpatialCover): CellRange[] {
  return fewRanges(
    [...interior, boundary].flatMap(({ cells, resolution }) => cells.map((cell) => descendantRange(cell, resolution))),
  )
}

/** The cells of several lists, one list a resolution, the empty ones left out. */
function mergeLevels(levels: readonly CellLevel[]): CellLevel[] {
  const byResolution = groupBy(levels, ({ resolution }) => resolution)
  const merged = [...byResolution].map(([resolution, lists]) => ({
    resolution,
    cells: lists.flatMap(({ cells }) => cells),
  }))
  return merged.filter(({ cells }) => cells.length > 0)
}

/** Those of the lines or polygons with these keys that meet the shape. */
async function meetingKeys(
  session: Session,
  collectionId: RecordCollectionId,
  shape: PlaceShape,
  keys: readonly string[],
): Promise<string[]> {
  if (keys.length === 0) return []
  const { table, key } = tableOf(collectionId)
  const parameters = new Parameters()
  const rows = await session.query<{ key: string; geometry: string }>(
    `select ${key} as key, geometry from ${table} where ${key} in ${parameters.addTexts(keys)}`,
    parameters.values,
  )
  return rows.filter((row) => shape.meets(JSON.parse(row.geometry) as StoredGeometry)).map((row) => row.key)
}

type Boxed = { key: string; west: number; south: number; east: number; north: number }

const boxOfRow = (row: Boxed): Bbox => [row.west, row.south, row.east, row.north]

/** Lines or polygons whose box meets a box. */
async function boxesIn(session: Session, collectionId: RecordCollectionId, bbox: Bbox): Promise<Boxed[]> {
  const { table, key } = tableOf(collectionId)
  const [west, south, east, north] = bbox
  return session.query<Boxed>(
    `select ${key} as key, west, south, east, north from ${table}
     where west <= $1 and east >= $2 and south <= $3 and north >= $4`,
    [east, west, north, south],
  )
}

async function shapeKeys(session: Session, collectionId: RecordCollectionId, shape: PlaceShape): Promise<string[]> {
  const rows = await boxesIn(session, collectionId, shape.bbox)
  const relations = groupBy(rows, (row) => shape.relate(boxOfRow(row)))
  const keysOf = (relation: 'inside' | 'crossing'): string[] => (relations.get(relation) ?? []).map((row) => row.key)
  return [...keysOf('inside'), ...(await meetingKeys(session, collectionId, shape, keysOf('crossing')))]
}

/** Finds the lines or polygons that have a point in a box; it holds for one data version. */
export async function boxCondition(
  session: Session,
  collectionId: RecordCollectionId,
  bbox: Bbox,
): Promise<PlaceCondition> {
  const rows = await boxesIn(session, collectionId, bbox)
  const crossing = rows.filter((row) => !boxContains(bbox, boxOfRow(row))).map((row) => row.key)
  const keys = await meetingKeys(session, collectionId, areaShape(rectangle(bbox)), crossing)
  return { bbox, ranges: [], interior: [], keys, whole: bbox }
}

/** Finds the records of a collection in a shape; it holds for one data version. */
export async function placeCondition(
  session: Session,
  collectionId: RecordCollectionId,
  place: Place,
): Promise<PlaceCondition> {
  const { shape } = place
  if (collections[collectionId].geometry !== 'point') {
    return {
      bbox: shape.bbox,
      ranges: [],
      interior: [],
      keys: await shapeKeys(session, collectionId, shape),
      whole: null,
    }
  }
  const cover = place.cover()
  const { interior, keys } = await refineBoundary(session, collectionId, shape, cover.boundary)
  return {
    bbox: shape.bbox,
    ranges: rangesOf(cover),
    interior: mergeLevels([...cover.interior, ...interior]),
    keys,
    whole: null,
  }
}

/** SQL that is true for the records in the shape, never null. */
export function placeSql(
  collectionId: RecordCollectionId,
  { bbox, ranges, interior, keys, whole }: PlaceCondition,
  parameters: Parameters,
): string {
  const members = interior.map((level) => cellsIn(level, parameters))
  if (keys.length > 0) members.push(`${tableOf(collectionId).key} in ${parameters.addTexts(keys)}`)
  if (whole) members.push(boxesWithin(whole, parameters))
  if (members.length === 0) return 'false'
  const member = `(${members.join(' or ')})`
  if (collections[collectionId].geometry !== 'point') return member
  return `(${inBox(bbox, parameters)} and ${inRanges(ranges, parameters)} and ${member})`
}
