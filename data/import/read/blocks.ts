import type { Encoding } from './encoding.ts'

/** Whole CSV records as bytes; `firstLine` is the line of the file on which the first one starts. */
export interface CsvBlock {
  readonly kind: 'csv'
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly encoding: Encoding
  readonly firstLine: number
}

/** Whole GeoJSON features as bytes: feature i of the block lies between `bounds[2 * i]` and `bounds[2 * i + 1]`. */
export interface FeatureBlock {
  readonly kind: 'features'
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly bounds: Uint32Array<ArrayBuffer>
  /** Number of the first feature in the file, from 1. */
  readonly firstLine: number
}

/** Rows of a workbook, cells as text. */
export interface RowBlock {
  readonly kind: 'rows'
  readonly rows: readonly (readonly string[])[]
  readonly firstLine: number
}

export type Block = CsvBlock | FeatureBlock | RowBlock

/** A file opened for import: what is known before its rows are read, and the rows. */
export interface Source {
  readonly format: 'csv' | 'xlsx' | 'geojson'
  /** Null where the format says it (workbooks) or while nothing but ASCII was seen. */
  readonly encoding: Encoding | null
  readonly delimiter: string
  /** Empty for GeoJSON, whose features bring their own names. */
  readonly headers: readonly string[]
  readonly bytesTotal: number
  /** The rows after the header, in order, in pieces of about 1 MB; `bytesRead` is how far the file has been read. */
  blocks(): AsyncGenerator<{ block: Block; bytesRead: number }>
}
