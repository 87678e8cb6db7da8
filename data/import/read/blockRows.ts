import type { Geometry } from 'geojson'
import type { CsvBlock, FeatureBlock, RowBlock } from './blocks.ts'
import { isUtf8 } from 'node:buffer'
import { controlCharacterProblem } from './controlCharacters.ts'
import { CsvCells } from './csvCells.ts'
import { strayQuote } from './csvRecords.ts'
import { type Row, textRow } from './row.ts'
import type { ShortTexts } from './shortTexts.ts'
import { Refusal } from '../values/refusal.ts'

/** A row as a reader found it, or why it is none. It is good until the next one is asked for. */
export interface RawRow {
  readonly line: number
  readonly row: Row | Refusal
  readonly geometry?: Geometry | null
}

const damaged = new Refusal('contains bytes that do not belong to the encoding of the file')

/** A block in UTF-8, with the test that tells whether a record of it is damaged. */
function toUtf8({ bytes, encoding }: CsvBlock): { utf8: Uint8Array; isDamaged: (record: Buffer) => boolean } {
  if (encoding === 'utf-8') {
    const isWhole = isUtf8(bytes)
    return { utf8: bytes, isDamaged: (record) => !isWhole && !isUtf8(record) }
  }
  const text = new TextDecoder(encoding).decode(bytes)
  const isSuspect = text.includes('\uFFFD') && !isValid(bytes, encoding)
  return { utf8: Buffer.from(text), isDamaged: (record) => isSuspect && record.includes('\uFFFD') }
}

function isValid(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function lengthProblem(record: CsvCells, count: number): Refusal | null {
  if (record.count === count) return null
  const isPadded =
    record.count > count &&
    Array.from({ length: record.count - count }, (_, more) => record.text(count + more)).every((text) => text === '')
  return isPadded ? null : new Refusal(`has ${record.count} cells; the header has ${count}`)
}

/** The rows of a block of CSV; rows with nothing in them are left out. */
export function* csvRows(
  block: CsvBlock,
  delimiter: string,
  columnCount: number,
  texts?: ShortTexts,
): Generator<RawRow> {
  const { utf8, isDamaged } = toUtf8(block)
  const record = new CsvCells(utf8, delimiter, block.firstLine, texts)
  while (record.next()) {
    const { line } = record
    if (record.hasStrayText) yield { line, row: strayQuote }
    else if (isDamaged(record.bytes)) yield { line, row: damaged }
    else if (!record.isEmpty) {
      const problem = record.hasControl ? controlCharacterProblem(record.cells()) : null
      yield { line, row: problem ?? lengthProblem(record, columnCount) ?? record }
    }
  }
}

/** The rows of a sheet; rows with nothing in them are left out. */
export function* workbookRows({ rows, firstLine }: RowBlock): Generator<RawRow> {
  for (const [index, cells] of rows.entries()) {
    if (cells.some((cell) => cell !== ''))
      yield { line: firstLine + index, row: controlCharacterProblem(cells) ?? textRow(cells) }
  }
}

/** A property as text: lists and objects stay JSON. Whole numbers beyond 2^53 have lost digits and are refused. */
function propertyText(value: unknown): string | Refusal {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value !== 'number') return typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return String(value)
  return new Refusal(`holds the number ${value}, which is too long to be exact; write it as text`)
}

function featureCells(
  properties: Record<string, unknown>,
  indexes: Map<string, number>,
  addColumn: (header: string) => number,
): Row | Refusal {
  const cells: string[] = []
  for (const [name, value] of Object.entries(properties)) {
    const index = indexes.get(name) ?? addColumn(name)
    indexes.set(name, index)
    const text = propertyText(value)
    if (text instanceof Refusal) return text
    cells[index] = text
  }
  return controlCharacterProblem(cells) ?? textRow(cells)
}

interface FeatureLike {
  readonly type?: unknown
  readonly id?: unknown
  readonly properties?: Record<string, unknown> | null
  readonly geometry?: Geometry | null
}

function parseFeature(text: string): FeatureLike | Refusal {
  try {
    const value = JSON.parse(text) as FeatureLike
    return value.type === 'Feature' ? value : new Refusal(`is a ${String(value.type)}, no Feature`)
  } catch (error) {
    return new Refusal(`is no valid JSON: ${(error as Error).message}`)
  }
}

/** The features of a block; `indexes` says in which column a property goes and grows by `addColumn`. */
export function* featureRows(
  { bytes, bounds, firstLine }: FeatureBlock,
  indexes: Map<string, number>,
  addColumn: (header: string) => number,
): Generator<RawRow> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let index = 0; index < bounds.length; index += 2) {
    const line = firstLine + index / 2
    const text = buffer.toString('utf8', bounds[index], bounds[index + 1])
    const feature = text.includes('\uFFFD') ? damaged : parseFeature(text)
    if (feature instanceof Refusal) yield { line, row: feature }
    else
      yield {
        line,
        row: featureCells(feature.properties ?? {}, indexes, addColumn),
        geometry: feature.geometry ?? null,
      }
  }
}
