import { type StoredCell, storedCell } from '#model/storedRecord.ts'
import { CellBytes } from '../read/row.ts'

const quote = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const firstSize = 1 << 20
/** Room for a quote on each side and a comma or line break. */
const around = 3

type Cell = StoredCell | CellBytes

const textOf = (value: Exclude<Cell, CellBytes | null | undefined>): string => {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(',') : String(value)
}

/** An upper bound of the bytes that a cell and what stands around it take. */
function roomFor(cell: string | CellBytes): number {
  return around + (typeof cell === 'string' ? cell.length * 3 : cell.end - cell.start)
}

function putBytes(target: Buffer, start: number, { bytes, start: from, end, isQuoted }: CellBytes): number {
  let to = start
  if (isQuoted) target[to++] = quote
  for (let at = from; at < end; at++, to++) target[to] = bytes[at]!
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
    this.#reserve(cells.length * around)
    for (let index = 0; index < cells.length; index++) {
      if (index > 0) this.#bytes[this.#at++] = comma
      const cell = cells[index]
      if (cell === null || cell === undefined) continue
      const given = cell instanceof CellBytes ? cell : textOf(cell)
      this.#reserve(roomFor(given) + cells.length * around)
      this.#at =
        typeof given === 'string' ? putText(this.#bytes, this.#at, given) : putBytes(this.#bytes, this.#at, given)
    }
    this.#bytes[this.#at++] = lineFeed
  }

  #reserve(length: number): void {
    const needed = this.#at + length
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
