import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { collections } from '#model/collections.ts'
import type { Database } from '../../database/database.ts'
import { badParameter } from '../../errors.ts'
import { countItems, streamItems } from '../../queries/items.ts'
import type { ResolvedFilter } from '../../queries/resolveFilter.ts'
import { xlsxType } from '../links.ts'
import { csvLine } from './csv.ts'
import { type Cell, type Column, exportColumns, type Language } from './table.ts'
import { makeWorkbook } from './workbookThread.ts'

/** A workbook is built in memory: more rows than this are offered as CSV alone. */
export const maxWorkbookRows = 10_000

/** Forms that hold every matching record. */
export type FileForm = 'csv' | 'xlsx' | 'geojson'

interface ExportRequest {
  readonly database: Database
  readonly resolved: ResolvedFilter
  readonly form: FileForm
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

/** One GeoJSON FeatureCollection, written as it is read. */
async function* geoJsonChunks({ database, resolved }: ExportRequest): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const { asOf, overview } = resolved
  const head = JSON.stringify({ type: 'FeatureCollection', asOf, sample: overview.sample })
  let separator = `${head.slice(0, -1)},"features":[\n`
  for await (const page of streamItems(database, resolved)) {
    yield encoder.encode(separator + page.map((feature) => JSON.stringify(feature)).join(',\n'))
    separator = ',\n'
  }
  yield encoder.encode(separator.endsWith('[\n') ? `${separator}]}\n` : '\n]}\n')
}

let lastWorkbook: Promise<unknown> = Promise.resolve()

/** Workbooks are made one at a time, so that several together do not fill the memory. */
function inTurn<T>(make: () => Promise<T>): Promise<T> {
  const made = lastWorkbook.then(make)
  lastWorkbook = made.catch(() => undefined)
  return made
}

async function* cellPages(request: ExportRequest, columns: readonly Column[]): AsyncGenerator<Cell[][]> {
  for await (const page of streamItems(request.database, request.resolved)) {
    yield page.map((feature) => columns.map((column) => column.read(feature)))
  }
}

function workbook(request: ExportRequest, columns: readonly Column[]): Promise<Uint8Array<ArrayBuffer>> {
  const sheet = collections[request.resolved.collectionId].zh
  return makeWorkbook({ sheet, headers: columns.map(({ header }) => header) }, cellPages(request, columns))
}

async function refuseLargeWorkbook({ database, resolved, form }: ExportRequest): Promise<void> {
  const rows = await countItems(database, resolved)
  if (rows <= maxWorkbookRows) return
  throw badParameter('f', form, `csv (f=csv) for ${rows} records: a workbook holds up to ${maxWorkbookRows}`)
}

function nameFile(c: Context, { resolved, form }: ExportRequest): void {
  const { id, zh } = collections[resolved.collectionId]
  const { sample } = resolved.overview
  const name = `${id}-${resolved.asOf}${sample ? '-sample' : ''}.${form}`
  const nameZh = `${zh}-${resolved.asOf}${sample ? '-示例数据' : ''}.${form}`
  c.header('Content-Disposition', `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(nameZh)}`)
}

/** Every record that the filter keeps, as a file to save; the file name says when the data are a sample. */
export async function exportItems(c: Context, request: ExportRequest): Promise<Response> {
  const { resolved, form, lang } = request
  const columns = exportColumns(collections[resolved.collectionId], resolved.overview.sample, lang)
  if (form === 'xlsx') await refuseLargeWorkbook(request)
  nameFile(c, request)
  c.header('Cache-Control', 'no-store')
  if (form === 'xlsx') {
    return c.body(await inTurn(() => workbook(request, columns)), 200, { 'Content-Type': xlsxType })
  }
  const type = form === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/geo+json'
  const chunks = form === 'csv' ? csvChunks(request, columns) : geoJsonChunks(request)
  return c.body(Readable.toWeb(Readable.from(chunks)) as ReadableStream, 200, { 'Content-Type': type })
}
