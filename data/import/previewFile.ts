import { type ImportPreview, workbookPreviewBytes } from '#contract/imports.ts'
import { type CollectionDefinition, collections, isRecordCollectionId } from '#model/collections.ts'
import { csvRows, featureRows, type RawRow, workbookRows } from './read/blockRows.ts'
import type { Block } from './read/blocks.ts'
import { Columns } from './columns/columns.ts'
import { detectFormat } from './read/fileKind.ts'
import { ImportError } from './importError.ts'
import { missingFields, type OpenSource, openSource } from './read/openSource.ts'
import { readHead } from './read/readCsv.ts'
import { Refusal } from './values/refusal.ts'
import { type RowSources, sourcesByMapping, sourcesByName } from './columns/rowSources.ts'
import type { ImportOptions } from './runImport.ts'

const previewRows = 20

type Preview = Pick<ImportPreview, 'columns' | 'rows' | 'missing' | 'problems'>

/** The texts of the rows at the start of a file; only its first block is looked at: it may be cut off after it. */
async function firstRows(
  source: OpenSource,
  columns: RowSources['columns'],
  rowsOf: (block: Block) => Iterable<RawRow>,
): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { block } of source.blocks()) {
    for (const { row } of rowsOf(block)) {
      if (!(row instanceof Refusal)) rows.push(columns.map((_, index) => row.text(index)))
      if (rows.length >= previewRows) break
    }
    break
  }
  // Features bring columns that earlier ones have not.
  return rows.map((texts) => columns.map((_, index) => texts[index] ?? ''))
}

const asColumns = (list: RowSources['columns']) => list.map(({ header, target }) => ({ header, field: target }))

const asMissing = (collection: CollectionDefinition, sources: RowSources) =>
  missingFields(collection, sources).map(({ name, zh, en }) => ({ field: name, zh, en }))

async function previewRecords(
  source: OpenSource,
  collection: CollectionDefinition,
  options: ImportOptions,
): Promise<Preview> {
  const { mapping } = options
  const isComplete = source.format !== 'geojson'
  const clashes = mapping ? [] : new Columns(collection, source.headers).problems
  if (clashes.length > 0) {
    const columns = asColumns(new Columns(collection, source.headers).list)
    return { columns, rows: [], missing: [], problems: [...clashes] }
  }
  const sources = mapping
    ? sourcesByMapping(mapping, source.headers, isComplete)
    : sourcesByName(collection, source.headers)
  const indexes = new Map(sources.columns.map(({ header }, index) => [header, index]))
  const rows = await firstRows(source, sources.columns, (block) => {
    if (block.kind === 'csv') return csvRows(block, source.delimiter, source.headers.length)
    return block.kind === 'rows' ? workbookRows(block) : featureRows(block, indexes, sources.addColumn)
  })
  return {
    columns: asColumns(sources.columns),
    rows,
    missing: asMissing(collection, sources),
    problems: [],
  }
}

/**
 * How a file, or the beginning of one, would be read: its columns, the fields they give, and the first rows. What keeps
 * it from being imported is listed, not thrown, except that the file is of another kind than its name says.
 */
export async function previewFile(path: string, options: ImportOptions): Promise<ImportPreview> {
  const { collection, fileName, mapping = null, sheet = null } = options
  const { head, size } = await readHead(path, 4096)
  const format = detectFormat(fileName, head)
  const unread = { fileName, format, encoding: null, delimiter: null, columns: [], rows: [], missing: [], problems: [] }
  if (!isRecordCollectionId(collection)) return unread
  if (format === 'xlsx' && size >= workbookPreviewBytes) {
    const megabytes = workbookPreviewBytes / 2 ** 20
    return { ...unread, problems: [`the workbook is larger than ${megabytes} MB, too large for a preview`] }
  }
  try {
    const source = await openSource(path, { collectionId: collection, fileName, mapping, sheet })
    const { encoding, delimiter } = source
    const preview = await previewRecords(source, collections[collection], options)
    return { ...unread, encoding, delimiter: format === 'csv' ? delimiter : null, ...preview }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    return { ...unread, problems: [error.message] }
  }
}
