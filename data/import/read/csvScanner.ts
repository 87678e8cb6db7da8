const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** How far whole records reach in some bytes. */
export interface ScanResult {
  /** Index after the line break of the last whole record; 0 when there is none. */
  readonly end: number
  /** Line breaks before `end`. */
  readonly lines: number
  /** Line breaks before the quote that is still open at the end of the bytes, or -1 when none is. */
  readonly openQuoteLine: number
}

/**
 * Finds the last end of a record in bytes that start at the start of one. A quote opens a cell only where the cell
 * begins. Works on UTF-8 and GB18030 alike: in neither is a quote, a line feed, a comma, a semicolon or a tab part of a
 * longer character.
 */
export function scanRecords(bytes: Uint8Array, delimiter: number): ScanResult {
  const { length } = bytes
  let end = 0
  let lines = 0
  let linesAtEnd = 0
  let openQuoteLine = -1
  // One turn a cell. Tight loops inside it, because every byte of a file passes here, in one thread.
  for (let at = 0; at < length; at++) {
    if (bytes[at] === quote) {
      openQuoteLine = lines
      for (at++; at < length; at++) {
        const byte = bytes[at]!
        if (byte > quote) continue
        if (byte === lineFeed) lines++
        else if (byte === quote && bytes[++at] !== quote) {
          openQuoteLine = -1
          break
        }
      }
    }
    for (; at < length; at++) {
      const byte = bytes[at]!
      if (byte === delimiter) break
      if (byte !== lineFeed) continue
      linesAtEnd = ++lines
      end = at + 1
      break
    }
  }
  return { end, lines: linesAtEnd, openQuoteLine }
}

/** Turns bare carriage returns, the line breaks of old Mac programs, into line feeds, in place. */
export function replaceCarriageReturns(bytes: Uint8Array): void {
  for (let at = bytes.indexOf(carriageReturn); at !== -1; at = bytes.indexOf(carriageReturn, at + 1))
    bytes[at] = lineFeed
}
