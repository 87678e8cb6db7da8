import { type CsvRecord, csvRecords, sniffDelimiter } from './csvRecords.ts'
import { byteOrderMark, detectEncoding, type Encoding } from './encoding.ts'
import { findHeader, type HeaderTest } from './header.ts'
import { ImportError } from '../importError.ts'
import { Refusal } from '../values/refusal.ts'

/** What the first bytes of a CSV file tell about all of it. */
export interface CsvHead {
  /** Null while all bytes were ASCII. */
  readonly encoding: Encoding | null
  readonly delimiter: string
  readonly headers: readonly string[]
  /** True when lines end in bare carriage returns. */
  readonly bareReturns: boolean
  /** Line of the header and line of the first row after it, from 1. */
  readonly headerLine: number
  readonly firstRowLine: number
  /** The first rows after the header, for a preview. */
  readonly sample: readonly (readonly string[])[]
}

const sampleRows = 20
const headerSearchRows = 10

function refuseNul(text: string): void {
  const at = text.indexOf('\0')
  if (at === -1) return
  const line = text.slice(0, at).split('\n').length
  throw new ImportError(
    `line ${line} contains a NUL byte: the file is binary, damaged, or UTF-16 without a byte order mark; allowed: UTF-8, GB18030`,
  )
}

function firstRecords(text: string, delimiter: string, isWhole: boolean): CsvRecord[] {
  const records: CsvRecord[] = []
  const wanted = headerSearchRows + sampleRows + 1
  for (const record of csvRecords(text, delimiter, 1)) {
    if (records.push(record) > wanted) break
  }
  // The last record of a head that was cut off may be cut off itself.
  if (!isWhole && records.length <= wanted && records.length > 1) records.pop()
  return records
}

/**
 * Reads encoding, delimiter and header from the first bytes of a file. `isHeader` tells a row of column names from a
 * title row above it. Throws an ImportError for a file without rows of cells.
 */
export function readCsvHead(
  head: Uint8Array,
  options: { delimiter?: string | undefined; isWhole: boolean; isHeader: HeaderTest },
): CsvHead {
  const mark = byteOrderMark(head)
  const encoding = mark?.encoding ?? detectEncoding(head)
  const decoded = new TextDecoder(encoding ?? 'utf-8').decode(head, { stream: !options.isWhole })
  const bareReturns = !decoded.includes('\n') && decoded.includes('\r')
  const text = bareReturns ? decoded.replaceAll('\r', '\n') : decoded
  if (!options.isWhole && !text.includes('\n')) throw new ImportError('line 1 is longer than 1 MB; is it a CSV file?')
  const firstLine = /^.*\S.*$/m.exec(text)?.[0] ?? ''
  refuseNul(firstLine)
  const delimiter = options.delimiter ?? sniffDelimiter(firstLine)
  const records = firstRecords(text, delimiter, options.isWhole)
  const rows = records.map(({ cells }) => (cells instanceof Refusal ? [] : cells))
  const at = findHeader(rows.slice(0, headerSearchRows), options.isHeader)
  const headers = rows[at] ?? []
  if (headers.every((header) => header.trim() === '')) {
    throw new ImportError('the file has no header row: its first line must name the columns')
  }
  const headerLine = records[at]?.line ?? 1
  return {
    encoding,
    delimiter,
    headers: headers.map((header) => header.trim()),
    bareReturns,
    headerLine,
    firstRowLine: records[at + 1]?.line ?? headerLine + 1,
    sample: rows.slice(at + 1, at + 1 + sampleRows),
  }
}
