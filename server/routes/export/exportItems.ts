import type { Context } from 'hono'
import { collections } from '#model/collections.ts'
import type { Database } from '../../database/database.ts'
import { badParameter } from '../../errors.ts'
import { countItems, streamItems } from '../../queries/items.ts'
import type { ResolvedFilter } from '../../queries/resolveFilter.ts'
import { xlsxType } from '../links.ts'
import { csvLine } from './csv.ts'
import { type Column, exportColumns, type Language } from './table.ts'

/** A workbook is built in memory: more rows than this are offered as CSV alone. */
export const maxWorkbookRows = 100_000

export interface ExportRequest {
  readonly database: Database
  readonly resolved: ResolvedFilter
  readonly sample: boolean
  readonly form: 'csv' | 'xlsx'
  readonly lang: Language | undefined
}

/** UTF-8 with a byte order mark, without which Excel reads Chinese wrongly; written as it is read, page by page. */
async function* csvChunks(request: ExportRequest, columns: readonly Column[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\uFEFF${csvLine(columns.map((column) => column.header))}`)
  for await (const page of streamItems(request.database, request.resolved)) {
    yield encoder.encode(page.map((feature) => csvLine(columns.map((column) => column.read(feature)))).join(''))
  }
}

async function workbook(request: ExportRequest, columns: readonly Column[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const header = columns.map((column) => ({ value: column.header, fontWeight: 'bold' as const }))
  const rows = []
  for await (const page of streamItems(request.database, request.resolved)) {
    for (const feature of page) rows.push(columns.map((column) => column.read(feature)))
  }
  const sheet = { stickyRowsCount: 1, sheet: collections[request.resolved.collectionId].zh }
  return new Uint8Array(await writeXlsxFile([header, ...rows], sheet).toBuffer())
}

/** Every record that the filter keeps, as a file to save; the file name says when the data are a sample. */
export async function exportItems(c: Context, request: ExportRequest): Promise<Response> {
  const { database, resolved, sample, form, lang } = request
  const collection = collections[resolved.collectionId]
  const columns = exportColumns(collection, sample, lang)
  const rows = form === 'xlsx' ? await countItems(database, resolved) : 0
  if (rows > maxWorkbookRows) {
    throw badParameter('f', form, `csv for ${rows} records: a workbook holds up to ${maxWorkbookRows}`)
  }
  const name = `${collection.id}-${resolved.asOf}${sample ? '-sample' : ''}.${form}`
  const nameZh = `${collection.zh}-${resolved.asOf}${sample ? '-示例数据' : ''}.${form}`
  c.header('Content-Disposition', `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(nameZh)}`)
  c.header('Cache-Control', 'no-store')
  if (form === 'xlsx') {
    c.header('Content-Type', xlsxType)
    return c.body(await workbook(request, columns))
  }
  c.header('Content-Type', 'text/csv; charset=utf-8; header=present')
  return c.body(ReadableStream.from(csvChunks(request, columns)) as ReadableStream)
}
