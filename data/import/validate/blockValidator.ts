import type { ImportMapping, ImportProblem } from '#contract/imports.ts'
import type { Datum } from '#model/codes.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { storedCells } from '#model/storedRecord.ts'
import { ShortTexts } from '../read/shortTexts.ts'
import { csvRows, featureRows, type RawRow, workbookRows } from '../read/blockRows.ts'
import type { Block } from '../read/blocks.ts'
import { Refusal } from '../values/refusal.ts'
import type { RegionCheck } from '../place/regionCheck.ts'
import { sourcesByMapping, sourcesByName } from '../columns/rowSources.ts'
import { StoredBytes } from './storedBytes.ts'
import { createRecordValidator } from './validateRecord.ts'

/** What validation needs to know of a file; plain data, so that it can be sent to a thread. */
export interface ValidationSettings {
  readonly collectionId: RecordCollectionId
  readonly batchId: string
  readonly headers: readonly string[]
  /** False for GeoJSON: features bring their own names. */
  readonly headersAreComplete: boolean
  readonly delimiter: string
  readonly mapping: ImportMapping | null
  readonly datum: Datum | null
}

/** Between the keys of a block: a control character, which no key may hold. */
export const keySeparator = '\u001F'
export const rowFlags = { warned: 1, unlocated: 2 } as const

/**
 * A block after validation. Rows that may be stored, unless their key was met before, are given by columns, because
 * that crosses threads ten times faster than an object a row.
 */
export interface ValidatedBlock {
  /** CSV of the accepted rows, as `Session.loadCsv` takes it. */
  readonly csv: Uint8Array<ArrayBuffer>
  /** Keys of the accepted rows, joined by `keySeparator`. */
  readonly keys: string
  /** Lines of the accepted rows in the file. */
  readonly lines: Uint32Array<ArrayBuffer>
  /** Where the CSV of each accepted row ends in `csv`. */
  readonly ends: Uint32Array<ArrayBuffer>
  /** `rowFlags` of each accepted row, added up. */
  readonly flags: Uint8Array<ArrayBuffer>
  readonly problems: readonly ImportProblem[]
  readonly rowsRead: number
  readonly rejected: number
  /** Accepted rows with coordinates whose datum nobody declared. */
  readonly undeclared: number
  /** Columns met so far; grows with GeoJSON. */
  readonly columns: readonly { header: string; field: string | null }[]
}

/** The function that validates one block after another. One per thread: it remembers values it has parsed. */
export function createBlockValidator(
  settings: ValidationSettings,
  regions: RegionCheck,
): (block: Block) => ValidatedBlock {
  const { collectionId, batchId, headers, mapping, headersAreComplete } = settings
  const collection = collections[collectionId]
  const sources = mapping ? sourcesByMapping(mapping, headers, headersAreComplete) : sourcesByName(collection, headers)
  const validate = createRecordValidator({ ...settings, sources, regions })
  const indexes = new Map(sources.columns.map(({ header }, index) => [header, index]))
  const texts = new ShortTexts()
  const accepted = new AcceptedRows()
  const rowsOf = (block: Block): Generator<RawRow> => {
    if (block.kind === 'csv') return csvRows(block, settings.delimiter, headers.length, texts)
    return block.kind === 'rows' ? workbookRows(block) : featureRows(block, indexes, sources.addColumn)
  }
  return (block) => {
    const problems: ImportProblem[] = []
    let [rowsRead, rejected, undeclared] = [0, 0, 0]
    for (const { line, row, geometry } of rowsOf(block)) {
      rowsRead++
      if (row instanceof Refusal) {
        rejected++
        problems.push({ line, severity: 'error', field: null, value: null, reason: `the row ${row.reason}` })
        continue
      }
      const { record, key, findings, isAccepted, isUndeclared } = validate(row, geometry)
      for (const finding of findings) problems.push({ line, ...finding })
      if (!isAccepted) rejected++
      else {
        const flags = (findings.length > 0 ? rowFlags.warned : 0) | (record.location === null ? rowFlags.unlocated : 0)
        accepted.add(storedCells(collectionId, record, batchId), key, line, flags)
        if (isUndeclared) undeclared++
      }
    }
    const columns = sources.columns.map(({ header, target }) => ({ header, field: target }))
    return { ...accepted.take(), problems, rowsRead, rejected, undeclared, columns }
  }
}

/** The accepted rows of a block. */
class AcceptedRows {
  readonly #csv = new StoredBytes()
  #keys: string[] = []
  #lines: number[] = []
  #ends: number[] = []
  #flags: number[] = []

  add(cells: Parameters<StoredBytes['line']>[0], key: string, line: number, flags: number): void {
    this.#csv.line(cells)
    this.#keys.push(key)
    this.#lines.push(line)
    this.#ends.push(this.#csv.length)
    this.#flags.push(flags)
  }

  take(): Pick<ValidatedBlock, 'csv' | 'keys' | 'lines' | 'ends' | 'flags'> {
    const columns = {
      csv: this.#csv.take(),
      keys: this.#keys.join(keySeparator),
      lines: Uint32Array.from(this.#lines),
      ends: Uint32Array.from(this.#ends),
      flags: Uint8Array.from(this.#flags),
    }
    this.#keys = []
    this.#lines = []
    this.#ends = []
    this.#flags = []
    return columns
  }
}
