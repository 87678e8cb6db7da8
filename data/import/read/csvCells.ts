import { CellBytes, NumberCell, type Row } from './row.ts'
import { ShortTexts } from './shortTexts.ts'

const quote = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const carriageReturn = 0x0d
const minus = 0x2d
const point = 0x2e
const zero = 0x30
const deleteByte = 0x7f

const mostDigits = 15
const powersOfTen = Array.from({ length: mostDigits + 1 }, (_, power) => Number(`1e${power}`))

/** What a cell holds, added up. */
const wasQuoted = 1
const hasDoubledQuote = 2
/** A comma, a quote or a line break: it must be quoted when it is written. */
const hasSpecial = 4

/** Classes of bytes; all others, also those of longer characters, are 0. */
const separator = 1
const special = 2
const control = 3

function byteClasses(delimiter: number): Uint8Array {
  const classes = new Uint8Array(256)
  for (let byte = 0; byte < 0x20; byte++) classes[byte] = byte === 0x09 ? 0 : control
  classes[deleteByte] = control
  for (const byte of [quote, comma, carriageReturn]) classes[byte] = special
  for (const byte of [delimiter, lineFeed]) classes[byte] = separator
  return classes
}

/** Bytes at the end of the spaces beyond ASCII that `trim` takes away: U+00A0, U+1680, U+2000 ..., U+3000, U+FEFF. */
function mayEndInSpace(bytes: Uint8Array, end: number): boolean {
  if (bytes[end - 1]! < 0x80) return bytes[end - 1]! <= 0x20
  const lead = bytes[end - 3]
  return bytes[end - 2] === 0xc2 || lead === 0xe1 || lead === 0xe2 || lead === 0xe3 || lead === 0xef
}

function mayStartWithSpace(first: number): boolean {
  return first <= 0x20 || first === 0xc2 || first === 0xe1 || first === 0xe2 || first === 0xe3 || first === 0xef
}

/**
 * The number that bytes such as `-12.345` stand for, the same as `Number` gives; NaN for other forms, and for more than 15
 * digits: up to there the digits and the power of ten are exact, so that one division rounds right (Clinger 1990).
 */
function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === minus ? start + 1 : start
  let digits = 0
  let pointAt = end
  for (let at = first; at < end; at++) {
    const digit = bytes[at]! - zero
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit
    else if (bytes[at] === point && pointAt === end && at > first && at < end - 1) pointAt = at
    else return NaN
  }
  const decimals = pointAt === end ? 0 : end - pointAt - 1
  const count = end - first - (pointAt === end ? 0 : 1)
  if (count === 0 || count > mostDigits || (digits === 0 && first > start)) return NaN
  const value = digits / powersOfTen[decimals]!
  return first > start ? -value : value
}

/**
 * Goes through whole CSV records in UTF-8, RFC 4180, one at a time: quoted cells may hold delimiters, line breaks and
 * doubled quotes; a quote inside an unquoted cell stands for itself; blank lines are left out. Cells become text only
 * when asked for.
 */
export class CsvCells implements Row {
  /** Line of the file on which the record starts. */
  line = 0
  /** Cells of the record. */
  count = 0
  /** True when text follows the closing quote of a cell. */
  hasStrayText = false
  /** True when a cell holds a control character other than a tab or a line break. */
  hasControl = false
  /** Where the record lies in the bytes. */
  start = 0
  #at = 0
  #nextLine: number
  readonly #bytes: Buffer
  readonly #delimiter: number
  readonly #classes: Uint8Array
  readonly #texts: ShortTexts
  readonly #starts: number[] = []
  readonly #ends: number[] = []
  readonly #contents: number[] = []

  /** `texts` remembers the texts of columns from one block to the next. */
  constructor(bytes: Uint8Array, delimiter: string, firstLine: number, texts = new ShortTexts()) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#delimiter = delimiter.charCodeAt(0)
    this.#classes = byteClasses(this.#delimiter)
    this.#nextLine = firstLine
    this.#texts = texts
  }

  /** Goes to the next record; false at the end. */
  next(): boolean {
    while (this.#at < this.#bytes.length) {
      this.#read()
      if (this.count > 1 || this.#contents[0] !== 0 || this.#ends[0] !== this.#starts[0]) return true
    }
    return false
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(this.start, this.#at)
  }

  get isEmpty(): boolean {
    for (let index = 0; index < this.count; index++) if (this.#starts[index] !== this.#ends[index]) return false
    return true
  }

  text(index: number): string {
    if (index >= this.count) return ''
    const start = this.#starts[index]!
    const end = this.#ends[index]!
    if (start === end) return ''
    if (this.#contents[index]! & hasDoubledQuote) return this.#whole(index).trim()
    return this.#texts.text(index, this.#bytes, start, end).trim()
  }

  verbatim(index: number): string | CellBytes {
    if (index >= this.count) return ''
    const start = this.#starts[index]!
    const end = this.#ends[index]!
    if (start === end) return ''
    const contents = this.#contents[index]!
    if (contents === hasSpecial || mayStartWithSpace(this.#bytes[start]!) || mayEndInSpace(this.#bytes, end))
      return this.text(index)
    return new CellBytes(this.#bytes, start, end, contents > hasSpecial)
  }

  number(index: number): NumberCell | null {
    if (index < 0 || index >= this.count) return null
    const start = this.#starts[index]!
    const end = this.#ends[index]!
    const value = plainNumber(this.#bytes, start, end)
    return Number.isNaN(value) ? null : new NumberCell(this.#bytes, start, end, value)
  }

  /** The texts of all cells, not trimmed. */
  cells(): string[] {
    return Array.from({ length: this.count }, (_, index) => this.#whole(index))
  }

  #whole(index: number): string {
    const text = this.#bytes.toString('utf8', this.#starts[index], this.#ends[index])
    return this.#contents[index]! & hasDoubledQuote ? text.replaceAll('""', '"') : text
  }

  #read(): void {
    this.start = this.#at
    this.line = this.#nextLine
    this.count = 0
    this.hasStrayText = false
    this.hasControl = false
    do {
      if (this.#bytes[this.#at] === quote) this.#readQuoted()
      else this.#readPlain()
      this.count++
    } while (this.#bytes[this.#at++] === this.#delimiter)
    this.#nextLine++
  }

  #readPlain(): void {
    const bytes = this.#bytes
    const classes = this.#classes
    const start = this.#at
    let contents = 0
    const { length } = bytes
    let at = start
    for (; at < length; at++) {
      const kind = classes[bytes[at]!]
      if (kind === 0) continue
      if (kind === separator) break
      if (kind === control) this.hasControl = true
      else contents = hasSpecial
    }
    let end = at
    if (bytes[at] !== this.#delimiter && end > start && bytes[end - 1] === carriageReturn) end--
    this.#keep(start, end, contents)
    this.#at = at
  }

  #readQuoted(): void {
    const bytes = this.#bytes
    const classes = this.#classes
    const start = this.#at + 1
    let contents = wasQuoted
    let at = start
    const { length } = bytes
    for (; at < length; at++) {
      const byte = bytes[at]!
      // Beyond the comma only one byte is not text; the test spares the look into the table.
      if (byte > comma && byte !== deleteByte) continue
      const kind = classes[byte]
      if (kind === 0) continue
      if (byte === quote) {
        if (bytes[at + 1] !== quote) break
        contents |= hasDoubledQuote | hasSpecial
        at++
      } else if (kind === control) this.hasControl = true
      else {
        if (byte === lineFeed) this.#nextLine++
        contents |= hasSpecial
      }
    }
    this.#keep(start, Math.min(at, length), contents)
    this.#skipTail(at + 1)
  }

  /** Goes to the end of the cell after its closing quote. */
  #skipTail(start: number): void {
    const bytes = this.#bytes
    let at = start
    while (at < bytes.length && bytes[at] !== this.#delimiter && bytes[at] !== lineFeed) at++
    if (at > start && bytes.toString('utf8', start, at).trim() !== '') this.hasStrayText = true
    this.#at = at
  }

  #keep(start: number, end: number, contents: number): void {
    this.#starts[this.count] = start
    this.#ends[this.count] = end
    this.#contents[this.count] = contents
  }
}
