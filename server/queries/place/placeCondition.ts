import type { Bbox } from '#model/bbox.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import type { Session } from '../../database/database.ts'
import { groupBy } from '../groupBy.ts'
import { Parameters } from '../parameters.ts'
import { tableOf } from '../tables.ts'
import { areaShape } from './areaShape.ts'
import { type CellRange, fewRanges, inRanges } from './boxRanges.ts'
import { boxContains, type PlaceShape, rectangle, type StoredGeometry } from './placeShape.ts'
import { type CellLevel, descendantRange, parentCell, type SpatialCover, spatialCover } from './spatialCover.ts'

/** The records of one collection that lie in a shape, as SQL can ask for them. */
export interface PlaceCondition {
  readonly bbox: Bbox
  /** A few ranges of h3 that hold all the cells; empty for lines and polygons. */
  readonly ranges: readonly CellRange[]
  /** Cells that lie in the shape whole. */
  readonly interior: readonly CellLevel[]
  /** Keys of the other records in the shape, each tested exactly. */
  readonly keys: readonly string[]
  /** Lines and polygons: those whose box lies in this one belong to the shape. */
  readonly whole: Bbox | null
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

const cellsIn = ({ resolution, cells }: CellLevel, parameters: Parameters): string =>
  `${parentCell(resolution)} in ${parameters.addIntegers(cells)}`

/** SQL of the points in a box, its edges included. */
export const inBox = ([west, south, east, north]: Bbox, parameters: Parameters): string =>
  `lng between ${parameters.add(west)} and ${parameters.add(east)}
   and lat between ${parameters.add(south)} and ${parameters.add(north)}`

const boxesWithin = ([west, south, east, north]: Bbox, parameters: Parameters): string =>
  `(west >= ${parameters.add(west)} and south >= ${parameters.add(south)}
   and east <= ${parameters.add(east)} and north <= ${parameters.add(north)})`

function rangesOf({ interior, boundary }: SpatialCover): CellRange[] {
  return fewRanges(
    [...interior, boundary].flatMap(({ cells, resolution }) => cells.map((cell) => descendantRange(cell, resolution))),
  )
}

async function boundaryKeys(
  session: Session,
  collectionId: RecordCollectionId,
  shape: PlaceShape,
  boundary: CellLevel,
): Promise<string[]> {
  if (boundary.cells.length === 0) return []
  const { table, key } = tableOf(collectionId)
  const parameters = new Parameters()
  const rows = await session.query<{ key: string; lng: number; lat: number }>(
    `select ${key} as key, lng, lat from ${table}
     where ${inBox(shape.bbox, parameters)} and ${cellsIn(boundary, parameters)}`,
    parameters.values,
  )
  return rows.filter(({ lng, lat }) => shape.contains(lng, lat)).map((row) => row.key)
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
  const keys = await boundaryKeys(session, collectionId, shape, cover.boundary)
  return { bbox: shape.bbox, ranges: rangesOf(cover), interior: cover.interior, keys, whole: null }
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
