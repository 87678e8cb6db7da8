/** Texts of which there are few different ones: a number for each row and the text of each number. */
export interface CodeColumn {
  readonly numbers: Uint16Array
  /** Null stands for rows that have none. */
  readonly texts: readonly (string | null)[]
}

/** Texts of all rows as one UTF-8 buffer; row i ends at `ends[i]`. */
export interface TextColumn {
  readonly bytes: Uint8Array
  readonly ends: Uint32Array
}

/** Different texts that a code column can hold. */
const mostCodes = 65_536

/** Fills a code column row by row. */
export class CodeBuilder {
  readonly #numbers: Uint16Array
  readonly #numberOf = new Map<string | null, number>()
  readonly #texts: (string | null)[] = []

  constructor(count: number) {
    this.#numbers = new Uint16Array(count)
  }

  /** False when there are too many different texts. */
  set(row: number, text: string | null): boolean {
    let number = this.#numberOf.get(text)
    if (number === undefined) {
      number = this.#texts.push(text) - 1
      if (number >= mostCodes) return false
      this.#numberOf.set(text, number)
    }
    this.#numbers[row] = number
    return true
  }

  take(): CodeColumn {
    return { numbers: this.#numbers, texts: this.#texts }
  }
}

const encoder = new TextEncoder()
/** UTF-8 takes at most three bytes for a unit of UTF-16. */
const bytesPerUnit = 3

/** Appends texts row by row. */
export class TextBuilder {
  readonly #ends: Uint32Array
  #bytes: Uint8Array
  #length = 0

  constructor(count: number) {
    this.#ends = new Uint32Array(count)
    this.#bytes = new Uint8Array(count * 16)
  }

  set(row: number, text: string): void {
    const most = this.#length + text.length * bytesPerUnit
    if (most > this.#bytes.length) {
      const larger = new Uint8Array(Math.ceil(most * 1.5))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written
    this.#ends[row] = this.#length
  }

  get byteLength(): number {
    return this.#bytes.length + this.#ends.byteLength
  }

  /** What `take` lets go of. */
  get spareBytes(): number {
    return this.#bytes.length - this.#length
  }

  /** The column in a buffer of just its size. */
  take(): TextColumn {
    return { bytes: this.#bytes.slice(0, this.#length), ends: this.#ends }
  }
}
