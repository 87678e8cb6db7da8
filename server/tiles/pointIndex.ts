import type { Bbox } from '#model/bbox.ts'
import { boxRanges } from '../queries/place/boxRanges.ts'
import { keyOfCell } from '../queries/place/cellKey.ts'
import { firstFrom } from '../queries/place/firstFrom.ts'
import type { PointFields, PointSlice } from '../queries/pointRows.ts'
import { CodeBuilder, type CodeColumn, TextBuilder, type TextColumn } from './pointColumns.ts'

/** The located records of a collection at one data version, a row each, in the order of cell and place. */
export interface PointIndex {
  /** Cells as keys, see cellKey.ts. */
  readonly keys: Float64Array
  readonly lng: Float64Array
  readonly lat: Float64Array
  readonly texts: Readonly<Record<string, TextColumn>>
  readonly codes: Readonly<Record<string, CodeColumn>>
  /** Days since 1970-01-01; `never` where there is none. */
  readonly days: Readonly<Record<string, Int32Array>>
  /** NaN where there is none. */
  readonly numbers: Readonly<Record<string, Float64Array>>
  /** The last of the days `found`; -Infinity where there are none. */
  readonly lastFound: number
  /** Memory that the arrays take. */
  readonly bytes: number
}

/** True for the rows that a filter keeps. */
export type RowTest = (row: number) => boolean

/** The day of what did not happen: after all others. */
export const never = 2 ** 31 - 1

const mapped = <From, To>(record: Readonly<Record<string, From>>, make: (from: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value)]))

/** Fills an index piece by piece. */
export class PointIndexBuilder {
  readonly #keys: Float64Array
  readonly #lng: Float64Array
  readonly #lat: Float64Array
  readonly #texts: Record<string, TextBuilder>
  readonly #codes: Record<string, CodeBuilder>
  readonly #days: Record<string, Int32Array>
  readonly #numbers: Record<string, Float64Array>
  #length = 0
  #lastFound = -Infinity

  constructor(fields: PointFields, keys: Float64Array) {
    const count = keys.length
    this.#keys = keys.slice()
    this.#lng = new Float64Array(count)
    this.#lat = new Float64Array(count)
    this.#texts = mapped(fields.texts, () => new TextBuilder(count))
    this.#codes = mapped(fields.codes, () => new CodeBuilder(count))
    this.#days = mapped(fields.days, () => new Int32Array(count))
    this.#numbers = mapped(fields.numbers, () => new Float64Array(count))
  }

  /** What an index of so many rows takes before its texts. */
  static leastBytes(fields: PointFields, count: number): number {
    const { texts, codes, days, numbers } = mapped({ ...fields }, (part) => Object.keys(part).length)
    return count * (24 + 4 * (texts ?? 0) + 2 * (codes ?? 0) + 4 * (days ?? 0) + 8 * (numbers ?? 0))
  }

  /** Adds the rows that come next. False when they are not those of the keys, or have too many different codes. */
  add(slice: PointSlice): boolean {
    const lng = slice.lng as Float64Array
    const from = this.#length
    if (from + lng.length > this.#keys.length) return false
    this.#lng.set(lng, from)
    this.#lat.set(slice.lat as Float64Array, from)
    for (const [name, column] of Object.entries(this.#numbers)) column.set(slice[name] as Float64Array, from)
    for (const [name, column] of Object.entries(this.#days)) {
      ;(slice[name] as Float64Array).forEach((day, row) => {
        column[from + row] = Number.isNaN(day) ? never : day
        if (name === 'found' && day > this.#lastFound) this.#lastFound = day
      })
    }
    for (const [name, column] of Object.entries(this.#texts)) {
      ;(slice[name] as readonly string[]).forEach((text, row) => column.set(from + row, text))
    }
    this.#length += lng.length
    return Object.entries(this.#codes).every(([name, column]) =>
      (slice[name] as readonly (string | null)[]).every((text, row) => column.set(from + row, text)),
    )
  }

  /** Memory held so far. */
  get bytes(): number {
    const columns = [this.#keys, this.#lng, this.#lat, ...Object.values(this.#days), ...Object.values(this.#numbers)]
    const texts = Object.values(this.#texts).reduce((sum, column) => sum + column.byteLength, 0)
    const codes = Object.keys(this.#codes).length * 2 * this.#keys.length
    return columns.reduce((sum, column) => sum + column.byteLength, texts + codes)
  }

  /** The index; null when rows are missing. */
  take(): PointIndex | null {
    if (this.#length !== this.#keys.length) return null
    const spare = Object.values(this.#texts).reduce((sum, column) => sum + column.spareBytes, 0)
    const bytes = this.bytes - spare
    return {
      keys: this.#keys,
      lng: this.#lng,
      lat: this.#lat,
      texts: mapped(this.#texts, (column) => column.take()),
      codes: mapped(this.#codes, (column) => column.take()),
      days: this.#days,
      numbers: this.#numbers,
      lastFound: this.#lastFound,
      bytes,
    }
  }
}

/** Ranges of rows `[from, to)` in rising order that hold all that lie in the box, and others near it. */
export function rowRanges({ keys }: PointIndex, box: Bbox): readonly (readonly [from: number, to: number])[] {
  const ranges = boxRanges(box)
  if (!ranges) return [[0, keys.length]]
  return ranges.map(([low, high]) => [firstFrom(keys, keyOfCell(low)), firstFrom(keys, keyOfCell(high) + 1)])
}

/** The rows in a box, its edges included, that pass the test, in rising order; at most `limit` of them. */
export function rowsIn(index: PointIndex, box: Bbox, test: RowTest | null, limit: number): number[] {
  const { lng, lat } = index
  const [west, south, east, north] = box
  const rows: number[] = []
  for (const [from, to] of rowRanges(index, box)) {
    for (let row = from; row < to; row += 1) {
      const x = lng[row] as number
      const y = lat[row] as number
      if (x < west || x > east || y < south || y > north || (test && !test(row))) continue
      if (rows.push(row) === limit) return rows
    }
  }
  return rows
}
