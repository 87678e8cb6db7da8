import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Block, Source } from './blocks.ts'
import { type CsvHead, readCsvHead } from './csvHead.ts'
import { replaceCarriageReturns, scanRecords } from './csvScanner.ts'
import { byteOrderMark, detectEncoding, type Encoding } from './encoding.ts'
import type { HeaderTest } from './header.ts'
import { ImportError } from '../importError.ts'

export const chunkBytes = 1 << 20
const maxRecordBytes = 1 << 20
const maxRecordText = '1 MB'

/** The first `length` bytes of a file, fewer when it is shorter. */
export async function readHead(path: string, length: number): Promise<{ head: Uint8Array; size: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, size)), 0, Math.min(length, size), 0)
    return { head: buffer.subarray(0, bytesRead), size }
  } finally {
    await file.close()
  }
}

/** The bytes of the file without its byte order mark, UTF-16 turned into UTF-8. */
async function* textBytes(path: string, head: Uint8Array, bareReturns: boolean): AsyncGenerator<[Uint8Array, number]> {
  const mark = byteOrderMark(head)
  const wide = mark?.encoding.startsWith('utf-16') ? new TextDecoder(mark.encoding) : null
  let bytesRead = mark?.length ?? 0
  for await (const chunk of createReadStream(path, { start: bytesRead, highWaterMark: chunkBytes })) {
    const bytes = wide ? Buffer.from(wide.decode(chunk as Buffer, { stream: true })) : (chunk as Buffer)
    bytesRead += (chunk as Buffer).length
    if (bareReturns) replaceCarriageReturns(bytes)
    yield [bytes, bytesRead]
  }
}

function refuseLongRecord(line: number, openQuoteLine: number): never {
  throw new ImportError(
    openQuoteLine === -1
      ? `line ${line} is longer than ${maxRecordText}; is it a CSV file?`
      : `the quoted cell that opens on line ${line + openQuoteLine} is not closed within ${maxRecordText}`,
  )
}

/** Cuts chunks into blocks of whole records; at most one chunk and one record are held in memory. */
async function* recordBlocks(
  path: string,
  head: Uint8Array,
  csv: CsvHead,
): AsyncGenerator<[Uint8Array, number, number]> {
  const delimiter = csv.delimiter.charCodeAt(0)
  let rest: Uint8Array = new Uint8Array()
  let line = 1
  let readSoFar = 0
  for await (const [chunk, bytesRead] of textBytes(path, head, csv.bareReturns)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const { end, lines, openQuoteLine } = scanRecords(bytes, delimiter)
    if (bytes.length - end > maxRecordBytes) refuseLongRecord(line + lines, openQuoteLine)
    if (end > 0) yield [bytes.subarray(0, end), line, bytesRead]
    rest = bytes.subarray(end)
    line += lines
    readSoFar = bytesRead
  }
  const { openQuoteLine } = scanRecords(rest, delimiter)
  if (openQuoteLine !== -1) {
    throw new ImportError(`the quoted cell that opens on line ${line + openQuoteLine} is never closed`)
  }
  if (rest.length > 0) yield [rest, line, readSoFar]
}

/** The bytes from the line `wanted` on, of bytes that start on the line `line`; empty when they end before it. */
function fromLine(bytes: Uint8Array, line: number, wanted: number): Uint8Array {
  let at = 0
  for (let current = line; current < wanted; current++) {
    const lineFeed = bytes.indexOf(0x0a, at)
    if (lineFeed === -1) return bytes.subarray(bytes.length)
    at = lineFeed + 1
  }
  return bytes.subarray(at)
}

async function* csvBlocks(
  path: string,
  head: Uint8Array,
  csv: CsvHead,
): AsyncGenerator<{ block: Block; bytesRead: number }> {
  let encoding: Encoding | null = csv.encoding?.startsWith('utf-16') ? 'utf-8' : csv.encoding
  for await (const [bytes, line, bytesRead] of recordBlocks(path, head, csv)) {
    encoding ??= detectEncoding(bytes)
    const rows = fromLine(bytes, line, csv.firstRowLine)
    if (rows.length === 0) continue
    const block: Block = {
      kind: 'csv',
      // A copy, because the block moves to another thread and its memory with it.
      bytes: new Uint8Array(rows),
      encoding: encoding ?? 'utf-8',
      firstLine: Math.max(line, csv.firstRowLine),
    }
    yield { block, bytesRead }
  }
}

/**
 * Opens a CSV file: UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030; comma, semicolon or tab.
 * Memory does not grow with the file. Reading throws an ImportError with the line for a record over 1 MB and for a
 * quote that is never closed.
 */
export async function openCsv(
  path: string,
  options: { delimiter?: string | undefined; isHeader: HeaderTest },
): Promise<Source> {
  const { head, size } = await readHead(path, chunkBytes)
  const csv = readCsvHead(head, { ...options, isWhole: head.length === size })
  return {
    format: 'csv',
    encoding: csv.encoding,
    delimiter: csv.delimiter,
    headers: csv.headers,
    bytesTotal: size,
    blocks: () => csvBlocks(path, head, csv),
  }
}
