import type { Bbox } from './bbox.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from './collections.ts'
import { csvText } from './csvText.ts'
import { columnOf } from './field.ts'

/** Where a record lies: WGS-84 degrees and the H3 cell at resolution 12. */
export interface Location {
  readonly lng: number
  readonly lat: number
  readonly h3: bigint
}

export type FieldValue = string | number | boolean | readonly string[] | null

/** A validated record on its way into the store; `Other` is a form in which a value may be carried besides its own. */
export interface StoredRecord<Other = never> {
  /** By field name of the collection; absent means null. */
  readonly values: Readonly<Record<string, FieldValue | Other | undefined>>
  /** Null when the record has no usable coordinates. Lines and polygons: a point on them. */
  readonly location: Location | null
  /** The pair as the file gave it, before any conversion of datum (points). */
  readonly raw?: readonly [lng: number, lat: number] | null
  /** The two numbers of `raw` in that other form. */
  readonly written?: readonly [lng: Other, lat: Other] | null
  /** Lines and polygons: GeoJSON geometry in WGS-84 and its box. */
  readonly geometry?: { readonly json: string; readonly bbox: Bbox } | null
  /** Columns of the file that are no field of ours. */
  readonly extra?: Readonly<Record<string, string>> | null
}

const placeColumns = {
  point: ['lng', 'lat', 'h3', 'raw_lng', 'raw_lat'],
  line: ['lng', 'lat', 'h3', 'west', 'south', 'east', 'north', 'geometry'],
  polygon: ['lng', 'lat', 'h3', 'west', 'south', 'east', 'north', 'geometry'],
  none: [],
} as const satisfies Record<CollectionDefinition['geometry'], readonly string[]>

/** The columns that `storedLine` fills, in its order. Hazards also have `located_by`, which the writer sets. */
export function storedColumns(collectionId: RecordCollectionId): string[] {
  const { fields, geometry } = collections[collectionId]
  return [...fields.map((field) => columnOf(field.name)), ...placeColumns[geometry], 'extra', 'batch_id']
}

export type StoredCell = FieldValue | bigint | undefined

/** A cell of the CSV that `Session.loadCsv` takes. The empty text is quoted, because it is not null. */
export function storedCell(value: StoredCell): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string' && !Array.isArray(value)) return String(value)
  const text = typeof value === 'string' ? value : value.join(',')
  return text === '' ? '""' : csvText(text)
}

function pushPlace<Other>(
  cells: (StoredCell | Other)[],
  geometry: CollectionDefinition['geometry'],
  { location, raw, written, geometry: shape }: Omit<StoredRecord<Other>, 'values'>,
): void {
  if (geometry === 'none') return
  const isUnchanged = location?.lng === raw?.[0] && location?.lat === raw?.[1]
  const [lng, lat] = written && isUnchanged ? written : [location?.lng, location?.lat]
  cells.push(lng, lat, location?.h3)
  if (geometry === 'point') {
    const [rawLng, rawLat] = written ?? raw ?? []
    cells.push(rawLng, rawLat)
  } else {
    for (let index = 0; index < 4; index++) cells.push(shape?.bbox[index])
    cells.push(shape?.json)
  }
}

/** The values of one line, in the order of `storedColumns`. */
export function storedCells<Other = never>(
  collectionId: RecordCollectionId,
  record: StoredRecord<Other>,
  batchId: string,
): (StoredCell | Other)[] {
  const { fields, geometry } = collections[collectionId]
  const cells: (StoredCell | Other)[] = []
  for (const field of fields) cells.push(record.values[field.name])
  pushPlace(cells, geometry, record)
  cells.push(record.extra ? JSON.stringify(record.extra) : null, batchId)
  return cells
}

/** One line of the CSV that `Session.loadCsv` takes, with its line break; cells in the order of `storedColumns`. */
export function storedLine(collectionId: RecordCollectionId, record: StoredRecord, batchId: string): string {
  // Joining makes one flat string; adding cell by cell takes half as long again.
  return `${storedCells(collectionId, record, batchId).map(storedCell).join(',')}\n`
}
