import type { Geometry } from 'geojson'
import type { CsvBlock, FeatureBlock, RowBlock } from './blocks.ts'
import { controlCharacterProblem, hasControlCharacter } from './controlCharacters.ts'
import { csvRecords } from './csvRecords.ts'
import { Refusal } from '../values/refusal.ts'
import type { Cells } from '../columns/rowSources.ts'

/** A row as a reader found it, or why it is none. */
export interface RawRow {
  readonly line: number
  readonly cells: Cells | Refusal
  readonly geometry?: Geometry | null
}

const damaged = new Refusal('contains bytes that do not belong to the encoding of the file')

function decode({ bytes, encoding }: CsvBlock): { text: string; isDamaged: boolean } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = encoding === 'utf-8' ? buffer.toString('utf8') : new TextDecoder(encoding).decode(bytes)
  if (!text.includes('\uFFFD')) return { text, isDamaged: false }
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return { text, isDamaged: false }
  } catch {
    return { text, isDamaged: true }
  }
}

function fitted(cells: readonly string[], count: number): readonly string[] | Refusal {
  if (cells.length === count) return cells
  const isPadded = cells.length > count && cells.slice(count).every((cell) => cell.trim() === '')
  return isPadded ? cells : new Refusal(`has ${cells.length} cells; the header has ${count}`)
}

/** The rows of a block of CSV; rows with nothing in them are left out. */
export function* csvRows(block: CsvBlock, delimiter: string, columnCount: number): Generator<RawRow> {
  const { text, isDamaged } = decode(block)
  // Told once for the block, so that the rows of a clean one need no look of their own.
  const isClean = !isDamaged && !hasControlCharacter(text)
  for (const { line, cells } of csvRecords(text, delimiter, block.firstLine)) {
    if (cells instanceof Refusal) yield { line, cells }
    else if (isDamaged && cells.some((cell) => cell.includes('\uFFFD'))) yield { line, cells: damaged }
    else if (cells.some((cell) => cell !== '')) {
      yield { line, cells: (isClean ? null : controlCharacterProblem(cells)) ?? fitted(cells, columnCount) }
    }
  }
}

/** The rows of a sheet; rows with nothing in them are left out. */
export function* workbookRows({ rows, firstLine }: RowBlock): Generator<RawRow> {
  for (const [index, cells] of rows.entries()) {
    if (cells.some((cell) => cell !== ''))
      yield { line: firstLine + index, cells: controlCharacterProblem(cells) ?? cells }
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
): Cells | Refusal {
  const cells: string[] = []
  for (const [name, value] of Object.entries(properties)) {
    const index = indexes.get(name) ?? addColumn(name)
    indexes.set(name, index)
    const text = propertyText(value)
    if (text instanceof Refusal) return text
    cells[index] = text
  }
  return controlCharacterProblem(cells) ?? cells
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
    if (feature instanceof Refusal) yield { line, cells: feature }
    else
      yield {
        line,
        cells: featureCells(feature.properties ?? {}, indexes, addColumn),
        geometry: feature.geometry ?? null,
      }
  }
}
