import { CsvCells } from './csvCells.ts'
import { Refusal } from '../values/refusal.ts'

/** One record of a CSV text. `line` is the line of the file on which it starts. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[] | Refusal
}

/** Why a record is refused that has text after a closing quote. */
export const strayQuote = new Refusal('has text after the closing quote of a cell')

/** Counts how often a character occurs. */
function count(text: string, character: string): number {
  let total = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) total++
  return total
}

/** The records of a text of whole records; see `CsvCells`. */
export function* csvRecords(text: string, delimiter: string, firstLine: number): Generator<CsvRecord> {
  const record = new CsvCells(Buffer.from(text), delimiter, firstLine)
  while (record.next()) yield { line: record.line, cells: record.hasStrayText ? strayQuote : record.cells() }
}

/** The delimiter that splits the first line into most cells: a comma, a semicolon or a tab; quoted parts don't count. */
export function sniffDelimiter(firstLine: string): string {
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '')
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, times: count(bare, delimiter) }))
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).delimiter
}
