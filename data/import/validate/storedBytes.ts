import type { StoredCell } from '#model/storedRecord.ts'
import { CellBytes } from '../read/row.ts'

const quote = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const firstSize = 1 << 20
/** Room for a quote on each side and a comma or line break. */
const around = 3

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
  line(cells: readonly (StoredCell | CellBytes)[]): void {
    for (let index = 0; index < cells.length; index++) {
      if (index > 0) this.#bytes[this.#at++] = comma
      this.#cell(cells[index])
    }
    this.#reserve(0)
    this.#bytes[this.#at++] = lineFeed
  }

  #reserve(length: number): void {
    const needed = this.#at + length + around
    if (needed <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }

  #cell(value: StoredCell | CellBytes): void {
    if (value === null || value === undefined) this.#reserve(0)
    else if (typeof value === 'string') this.#text(value)
    else if (value instanceof CellBytes) this.#copy(value)
    else this.#text(Array.isArray(value) ? value.join(',') : String(value))
  }

  #copy({ bytes, start, end, isQuoted }: CellBytes): void {
    this.#reserve(end - start)
    const target = this.#bytes
    let to = this.#at
    if (isQuoted) target[to++] = quote
    for (let from = start; from < end; from++) target[to++] = bytes[from]!
    if (isQuoted) target[to++] = quote
    this.#at = to
  }

  #text(text: string): void {
    this.#reserve(text.length)
    const target = this.#bytes
    let to = this.#at
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 0x7f || code <= comma) {
        this.#anyText(text)
        return
      }
      target[to++] = code
    }
    if (text === '') this.#anyText(text)
    else this.#at = to
  }

  #anyText(text: string): void {
    const written = text === '' || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    this.#reserve(written.length * 3)
    this.#at += this.#bytes.write(written, this.#at, 'utf8')
  }
}
