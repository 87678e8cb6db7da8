import type { ImportMapping } from '#contract/imports.ts'
import type { Datum } from '#model/codes.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from '#model/collections.ts'
import type { Source } from './blocks.ts'
import { Columns } from '../columns/columns.ts'
import { detectFormat } from './fileKind.ts'
import { fieldLabel } from '../validate/finding.ts'
import type { HeaderTest } from './header.ts'
import { ImportError } from '../importError.ts'
import { openCsv, readHead } from './readCsv.ts'
import { openGeoJson } from './readGeoJson.ts'
import { openWorkbook } from './readWorkbook.ts'
import { columnsOfRule, type RowSources, sourcesByMapping, sourcesByName } from '../columns/rowSources.ts'

export interface SourceOptions {
  readonly collectionId: RecordCollectionId
  /** Its extension says which reader is meant. */
  readonly fileName: string
  readonly mapping: ImportMapping | null
  readonly sheet: string | null
}

/** An open file with the datum that its format or its own words give it. */
export type OpenSource = Source & { readonly datum: Datum | null }

const signatureBytes = 4096

/** True for a row that names a column of the mapping, or two fields of the collection. */
export function headerTest(collection: CollectionDefinition, mapping: ImportMapping | null): HeaderTest {
  if (mapping) {
    const named = new Set(Object.values(mapping.fields).flatMap(columnsOfRule))
    return (cells) => cells.some((cell) => named.has(cell.trim()))
  }
  const columns = new Columns(collection)
  return (cells) => columns.countKnown(cells) >= 2
}

/** Required fields that neither a column nor the mapping gives. */
export function missingFields(collection: CollectionDefinition, sources: RowSources) {
  return collection.fields.filter((field) => field.required && !sources.texts.has(field.name))
}

/** Where the fields come from in this file. Throws an ImportError for columns that clash or are missing. */
export function resolveSources(
  collection: CollectionDefinition,
  source: Source,
  mapping: ImportMapping | null,
): RowSources {
  const isComplete = source.format !== 'geojson'
  const sources = mapping
    ? sourcesByMapping(mapping, source.headers, isComplete)
    : sourcesByName(collection, source.headers)
  const missing = isComplete ? missingFields(collection, sources) : []
  if (missing.length === 0) return sources
  throw new ImportError(
    `no column gives ${missing.map(fieldLabel).join(', ')}, which every one of ${collection.id} needs; the file has: ${source.headers.join(', ')}`,
    { parameter: 'columns', value: source.headers.join(', '), allowed: missing.map(fieldLabel).join(', ') },
  )
}

/** Opens a file with the reader its name asks for. Throws an ImportError when the content is of another kind. */
export async function openSource(path: string, options: SourceOptions): Promise<OpenSource> {
  const { collectionId, fileName, mapping, sheet } = options
  const { head } = await readHead(path, signatureBytes)
  const format = detectFormat(fileName, head)
  if (format === 'geojson') {
    const source = await openGeoJson(path)
    return { ...source, datum: source.datum ?? 'wgs84' }
  }
  const isHeader = headerTest(collections[collectionId], mapping)
  const source =
    format === 'xlsx'
      ? await openWorkbook(path, { sheet, isHeader })
      : await openCsv(path, { delimiter: mapping?.delimiter, isHeader })
  return { ...source, datum: null }
}
