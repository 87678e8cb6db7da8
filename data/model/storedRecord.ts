import type { Bbox } from './bbox.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from './collections.ts'
import { columnOf } from './field.ts'

/** Where a record lies: WGS-84 degrees and the H3 cell at resolution 12. */
export interface Location {
  readonly lng: number
  readonly lat: number
  readonly h3: bigint
}

export type FieldValue = string | number | boolean | readonly string[] | null

/** A validated record on its way into the store. */
export interface StoredRecord {
  /** By field name of the collection; absent means null. */
  readonly values: Readonly<Record<string, FieldValue | undefined>>
  /** Null when the record has no usable coordinates. Lines and polygons: a point on them. */
  readonly location: Location | null
  /** The pair as the file gave it, before any conversion of datum (points). */
  readonly raw?: readonly [lng: number, lat: number] | null
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

const needsQuotes = /[",\n\r]/

/** Text is quoted only where it must be, which halves the work; the empty string must be, because it is not null. */
function cell(value: FieldValue | bigint | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string' && !Array.isArray(value)) return String(value)
  const text = typeof value === 'string' ? value : value.join(',')
  return text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function pushPlace(cells: string[], geometry: CollectionDefinition['geometry'], record: StoredRecord): void {
  if (geometry === 'none') return
  const { location, raw, geometry: shape } = record
  cells.push(cell(location?.lng), cell(location?.lat), cell(location?.h3))
  if (geometry === 'point') cells.push(cell(raw?.[0]), cell(raw?.[1]))
  else {
    for (let index = 0; index < 4; index++) cells.push(cell(shape?.bbox[index]))
    cells.push(cell(shape?.json))
  }
}

/** One line of the CSV that `Session.loadCsv` takes, with its line break; cells in the order of `storedColumns`. */
export function storedLine(collectionId: RecordCollectionId, record: StoredRecord, batchId: string): string {
  const { fields, geometry } = collections[collectionId]
  // Joining makes one flat string; adding cell by cell takes half as long again.
  const cells: string[] = []
  for (const field of fields) cells.push(cell(record.values[field.name]))
  pushPlace(cells, geometry, record)
  cells.push(cell(record.extra ? JSON.stringify(record.extra) : null), `${cell(batchId)}\n`)
  return cells.join(',')
}
