import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import {
  type ImportList,
  type ImportMapping,
  type ImportPreview,
  type ImportReport,
  workbookPreviewBytes,
} from '#contract/imports.ts'
import {
  datumParameter,
  dryRunParameter,
  importCollectionParameter,
  importLimitParameter,
  mappingParameter,
  offsetParameter,
  sheetParameter,
} from '#contract/parameters.ts'
import { notFound } from '../errors.ts'
import type { ImportOptions } from '../imports/importJobs.ts'
import type { Services } from '../services.ts'
import { apiUrl } from './links.ts'
import { parseQuery, queryOf, takeNoParameters } from './parseQuery.ts'
import { readHead, readUpload, type Upload } from './upload.ts'

export const importListParameters = { limit: importLimitParameter, offset: offsetParameter }
export const importParameters = {
  collection: importCollectionParameter,
  datum: datumParameter,
  dryRun: dryRunParameter,
  mapping: mappingParameter,
  sheet: sheetParameter,
}

const headBytes = { text: 64 * 1024, workbook: workbookPreviewBytes }

async function mappingOf(name: string | undefined, json: string | null): Promise<ImportMapping | null> {
  if (name === undefined && json === null) return null
  const { builtInMapping, parseMapping } = await import('../../data/import/columns/mapping.ts')
  return json === null ? builtInMapping(name ?? '') : parseMapping(json)
}

async function optionsOf(c: Context, upload: Upload): Promise<ImportOptions> {
  const rule = { parameters: importParameters, subject: 'an import' }
  const { mapping, ...options } = parseQuery(queryOf(c), rule).parameters
  return { ...options, fileName: upload.fileName, mapping: await mappingOf(mapping, upload.mapping) }
}

/** Files in: preview, start, watch, cancel, undo. */
export function importRoutes({ config, imports }: Services) {
  async function reportOf(id: string): Promise<ImportReport> {
    const report = await (await imports()).get(id)
    if (!report) throw notFound(`there is no import "${id}"`)
    return report
  }

  return new Hono()
    .get('/imports', async (c) => {
      const { parameters } = parseQuery(queryOf(c), { parameters: importListParameters })
      return c.json<ImportList>(await (await imports()).list(parameters))
    })
    .post('/imports', async (c) => {
      parseQuery(queryOf(c), { parameters: importParameters, subject: 'an import' })
      const upload = await readUpload(c)
      const report = await (await imports()).start(upload.body, await optionsOf(c, upload))
      c.header('Location', `${apiUrl(c, config.publicUrl)}/imports/${report.id}`)
      return c.json<ImportReport, 202>(report, 202)
    })
    .post('/imports/preview', async (c) => {
      parseQuery(queryOf(c), { parameters: importParameters, subject: 'a preview' })
      const upload = await readUpload(c)
      const options = await optionsOf(c, upload)
      const limit = upload.fileName.toLowerCase().endsWith('.xlsx') ? headBytes.workbook : headBytes.text
      return c.json<ImportPreview>(await (await imports()).preview(await readHead(upload, limit), options))
    })
    .get('/imports/:id', async (c) => {
      takeNoParameters(c)
      return c.json<ImportReport>(await reportOf(c.req.param('id')))
    })
    .get('/imports/:id/problems.csv', async (c) => {
      takeNoParameters(c)
      const id = c.req.param('id')
      const path = await (await imports()).problemsPath(id)
      if (path === null) throw notFound(`the import "${id}" has no list of problems`)
      c.header('Content-Type', 'text/csv; charset=utf-8; header=present')
      c.header('Content-Disposition', `attachment; filename="problems-${id}.csv"`)
      // Nobody would close the file for an answer without a body.
      if (c.req.method === 'HEAD') return c.body(null)
      return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream)
    })
    .post('/imports/:id/cancel', async (c) => {
      takeNoParameters(c)
      return c.json<ImportReport>(await (await imports()).cancel(c.req.param('id')))
    })
    .post('/imports/:id/undo', async (c) => {
      takeNoParameters(c)
      return c.json<ImportReport>(await (await imports()).undo(c.req.param('id')))
    })
}
