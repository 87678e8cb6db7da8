import { ImportError } from '../importError.ts'

const quote = 0x22
const comma = 0x2c
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const recordSeparator = 0x1e

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Finds the objects that follow one another in JSON text that comes in pieces: the features of a collection, or the
 * lines of a GeoJSON text sequence. It follows strings and brackets alone; what an object says is for JSON.parse.
 */
export class FeatureScanner {
  /** Objects that ended so far. */
  count = 0
  /** True once the `]` of the collection was met. */
  isDone = false
  /** True inside an object: the text must not end there. */
  get isOpen(): boolean {
    return this.#depth > 0
  }
  #depth = 0
  #inString = false
  #escaped = false

  /**
   * Goes on in `bytes` from `from`. Returns start and end of each object that ends in them, the start of the one that is
   * still open (or the end of the bytes), and where the scan stopped. An object may start in bytes before `from`.
   */
  scan(bytes: Uint8Array, from: number): { bounds: number[]; openAt: number; stoppedAt: number } {
    const bounds: number[] = []
    let openAt = this.isOpen ? 0 : bytes.length
    for (let index = from; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0
      if (this.#inString) this.#stringByte(byte)
      else if (byte === quote) this.#inString = true
      else if (byte === openBrace || byte === openBracket) {
        if (this.#depth === 0) {
          if (byte !== openBrace) this.#refuse()
          openAt = index
        }
        this.#depth++
      } else if (byte === closeBrace || byte === closeBracket) {
        if (this.#depth === 0) {
          this.isDone = true
          return { bounds, openAt: bytes.length, stoppedAt: index }
        }
        this.#depth--
        if (this.#depth > 0) continue
        this.count++
        bounds.push(openAt, index + 1)
        openAt = bytes.length
      } else if (this.#depth === 0 && byte !== comma && byte !== recordSeparator && !isSpace(byte)) this.#refuse()
      if (this.#inString && this.#depth === 0) this.#refuse()
    }
    return { bounds, openAt, stoppedAt: bytes.length }
  }

  #stringByte(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === backslash) this.#escaped = true
    else if (byte === quote) this.#inString = false
  }

  #refuse(): never {
    throw new ImportError(`feature ${this.count + 1} is no JSON object`)
  }
}
