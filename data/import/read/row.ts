/** A cell whose bytes may be stored as they stand. */
export class CellBytes {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** True when it must stand in quotes; quotes inside it are doubled already. */
  readonly isQuoted: boolean

  constructor(bytes: Uint8Array, start: number, end: number, isQuoted: boolean) {
    this.bytes = bytes
    this.start = start
    this.end = end
    this.isQuoted = isQuoted
  }
}

/** A cell that holds a number in plain decimal digits. */
export class NumberCell extends CellBytes {
  readonly value: number

  constructor(bytes: Uint8Array, start: number, end: number, value: number) {
    super(bytes, start, end, false)
    this.value = value
  }
}

/** One row of a file, in the order of the columns; a GeoJSON feature may have fewer cells than there are columns. */
export interface Row {
  /** The trimmed text of a cell, empty when there is none. */
  text(index: number): string
  /** The same for a cell that nothing looks into: its bytes where they can be had without reading them. */
  verbatim(index: number): string | CellBytes
  /** The cell where it is a plain number that can be had without making it a text, else null. */
  number(index: number): NumberCell | null
}

/** The row of these texts. */
export function textRow(cells: readonly (string | undefined)[]): Row {
  const text = (index: number) => (cells[index] ?? '').trim()
  return { text, verbatim: text, number: () => null }
}
