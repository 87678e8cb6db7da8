import { type StoredCell, storedCell } from '#model/storedRecord.ts'
import { CellBytes } from '../read/row.ts'

const quote = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const firstSize = 1 << 20
/** Room for a quote on each side and a comma or line break. */
const around = 3
const longestNumber = 32

type Cell = StoredCell | CellBytes

const textOf = (value: Exclude<Cell, CellBytes | null | undefined>): string => {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(',') : String(value)
}

/** An upper bound of the bytes that the cell takes. */
function roomFor(cell: Cell): number {
  if (cell === null || cell === undefined) return around
  if (cell instanceof CellBytes) return cell.end - cell.start + around
  if (typeof cell === 'string') return cell.length * 3 + around
  return Array.isArray(cell) ? textOf(cell).length * 3 + around : longestNumber
}

function putBytes(target: Buffer, start: number, cell: CellBytes): number {
  const { bytes, end, isQuoted } = cell
  let to = start
  if (isQuoted) target[to++] = quote
  for (let from = cell.start; from < end; from++) target[to++] = bytes[from]!
  if (isQuoted) target[to++] = quote
  return to
}

function putText(target: Buffer, start: number, text: string): number {
  let to = start
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x7f || code <= comma) return putAnyText(target, start, text)
    target[to++] = code
  }
  return text === '' ? putAnyText(target, start, text) : to
}

function putAnyText(target: Buffer, start: number, text: string): number {
  return start + target.write(storedCell(text), start, 'utf8')
}

/** Writes the CSV that `Session.loadCsv` takes, as bytes; the same text that `storedLine` gives. */
export class StoredBytes {
  #bytes = Buffer.allocUnsafeSlow(firstSize)
  #at = 0

  /** Bytes written. */
  get length(): number {
    return this.#at
  }

  /** What was written since the last call; it has its memory for itself. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.buffer as ArrayBuffer, 0, this.#at).slice()
    this.#at = 0
    return taken
  }

  /** Adds one line. */
  line(cells: readonly Cell[]): void {
    let room = around
    for (const cell of cells) room += roomFor(cell)
    this.#reserve(room)
    const target = this.#bytes
    let at = this.#at
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index]
      if (index > 0) target[at++] = comma
      if (cell === null || cell === undefined) continue
      at = cell instanceof CellBytes ? putBytes(target, at, cell) : putText(target, at, textOf(cell))
    }
    target[at++] = lineFeed
    this.#at = at
  }

  #reserve(length: number): void {
    const needed = this.#at + length
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
