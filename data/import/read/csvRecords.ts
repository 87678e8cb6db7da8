import { Refusal } from '../values/refusal.ts'

/** One record of a CSV text. `line` is the line of the file on which it starts. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[] | Refusal
}

const strayQuote = new Refusal('has text after the closing quote of a cell')

/** Counts how often a character occurs. */
function count(text: string, character: string): number {
  let total = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) total++
  return total
}

/** The record at `start` whose cells may be quoted: [cells, index after its line break]. */
function quotedRecord(
  text: string,
  start: number,
  delimiter: string,
): [cells: readonly string[] | Refusal, next: number] {
  const cells: string[] = []
  let stray = false
  let at = start
  for (;;) {
    let cell = ''
    const quoted = text[at] === '"'
    if (quoted) {
      let from = at + 1
      let quote = text.indexOf('"', from)
      while (quote !== -1 && text[quote + 1] === '"') {
        cell += text.slice(from, quote + 1)
        from = quote + 2
        quote = text.indexOf('"', from)
      }
      const end = quote === -1 ? text.length : quote
      cell += text.slice(from, end)
      at = end + 1
    }
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd === -1 ? text.length : lineEnd
    const delimiterAt = text.indexOf(delimiter, at)
    const last = delimiterAt === -1 || delimiterAt > end
    const rest = text.slice(at, last ? end : delimiterAt)
    const tail = last && rest.endsWith('\r') ? rest.slice(0, -1) : rest
    if (quoted && tail.trim() !== '') stray = true
    cells.push(quoted ? cell : tail)
    if (last) return [stray ? strayQuote : cells, end + 1]
    at = delimiterAt + 1
  }
}

/**
 * The records of a text of whole records, RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes. A
 * quote inside an unquoted cell stands for itself. Blank lines are left out.
 */
export function* csvRecords(text: string, delimiter: string, firstLine: number): Generator<CsvRecord> {
  let line = firstLine
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd === -1 ? text.length : lineEnd
    const plain = text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end)
    if (!plain.includes('"')) {
      if (plain !== '') yield { line, cells: plain.split(delimiter) }
      start = end + 1
      line++
      continue
    }
    const [cells, next] = quotedRecord(text, start, delimiter)
    yield { line, cells }
    line += count(text.slice(start, next), '\n')
    start = next
  }
}

/** The delimiter that splits the first line into most cells: a comma, a semicolon or a tab; quoted parts don't count. */
export function sniffDelimiter(firstLine: string): string {
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '')
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, times: count(bare, delimiter) }))
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).delimiter
}
