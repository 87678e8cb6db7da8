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
  let end = 0
  let lines = 0
  let linesAtEnd = 0
  let openQuoteLine = -1
  let atCellStart = true
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte === lineFeed) {
      lines++
      if (openQuoteLine !== -1) continue
      end = index + 1
      linesAtEnd = lines
      atCellStart = true
    } else if (byte === quote) {
      if (openQuoteLine === -1) {
        if (atCellStart) openQuoteLine = lines
      } else if (bytes[index + 1] === quote) index++
      else openQuoteLine = -1
      atCellStart = false
    } else {
      atCellStart = byte === delimiter
    }
  }
  return { end, lines: linesAtEnd, openQuoteLine }
}

/** Turns bare carriage returns, the line breaks of old Mac programs, into line feeds, in place. */
export function replaceCarriageReturns(bytes: Uint8Array): void {
  for (let at = bytes.indexOf(carriageReturn); at !== -1; at = bytes.indexOf(carriageReturn, at + 1))
    bytes[at] = lineFeed
}
