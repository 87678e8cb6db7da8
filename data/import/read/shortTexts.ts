const slots = 256
const longest = 24
const trialLookups = 2000
const worthwhileShare = 0.5

/** Texts of one column by their bytes. */
interface Column {
  readonly texts: string[]
  readonly bytes: Uint8Array
  readonly lengths: Uint8Array
  lookups: number
  hits: number
}

const newColumn = (): Column => ({
  texts: [],
  bytes: new Uint8Array(slots * longest),
  lengths: new Uint8Array(slots),
  lookups: 0,
  hits: 0,
})

/**
 * Remembers the short texts of each column, so that what a register repeats (codes, levels, days) is decoded once. A
 * column that repeats little is found out after its first rows and decoded directly from then on.
 */
export class ShortTexts {
  readonly #columns: Column[] = []

  /** The text of the bytes, in UTF-8, from `start` to `end`. */
  text(index: number, bytes: Buffer, start: number, end: number): string {
    const length = end - start
    if (length > longest) return bytes.toString('utf8', start, end)
    const column = (this.#columns[index] ??= newColumn())
    if (column.lookups >= trialLookups && column.hits < column.lookups * worthwhileShare)
      return bytes.toString('utf8', start, end)
    let hash = length
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
    const slot = (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (slots - 1)
    column.lookups++
    if (this.#holds(column, slot, bytes, start, length)) {
      column.hits++
      return column.texts[slot]!
    }
    const text = bytes.toString('utf8', start, end)
    column.bytes.set(bytes.subarray(start, end), slot * longest)
    column.lengths[slot] = length
    column.texts[slot] = text
    return text
  }

  #holds({ bytes: known, lengths }: Column, slot: number, bytes: Uint8Array, start: number, length: number): boolean {
    if (lengths[slot] !== length) return false
    const offset = slot * longest
    for (let at = 0; at < length; at++) if (known[offset + at] !== bytes[start + at]) return false
    return true
  }
}
