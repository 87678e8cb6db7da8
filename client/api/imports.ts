import {
  importListSchema,
  type ImportMapping,
  type ImportPreview,
  importPreviewSchema,
  type ImportReport,
  importReportSchema,
} from '#contract/imports.ts'
import { uploadTimeoutMs } from '../config.ts'
import { apiUrl, requestJson } from './http.ts'

/** Bytes of a file that are enough to guess its columns. */
const previewBytes = 65_536

export interface ImportRequest {
  readonly collection: string
  /** Null leaves it to the file. */
  readonly datum: string | null
  readonly dryRun: boolean
  readonly mapping: ImportMapping | null
}

function importQuery(request: Omit<ImportRequest, 'dryRun'> & { readonly dryRun?: boolean }): URLSearchParams {
  const query = new URLSearchParams({ collection: request.collection })
  if (request.datum) query.set('datum', request.datum)
  if (request.dryRun) query.set('dryRun', 'true')
  return query
}

/** The mapping goes before the file, so that the server can read the file as a stream. */
function importForm(file: Blob, name: string, mapping: ImportMapping | null): FormData {
  const form = new FormData()
  if (mapping) form.append('mapping', JSON.stringify(mapping))
  form.append('file', file, name)
  return form
}

/** The columns of a file as they would be read, with its first rows. Workbooks are sent whole, other files in part. */
export function previewImport(
  file: File,
  request: Omit<ImportRequest, 'dryRun'>,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const head = file.name.toLowerCase().endsWith('.xlsx') ? file : file.slice(0, previewBytes)
  return requestJson('/imports/preview', importPreviewSchema, {
    method: 'POST',
    query: importQuery(request),
    body: importForm(head, file.name, request.mapping),
    signal,
    timeoutMs: uploadTimeoutMs,
  })
}

/** Sends a file; the report that comes back is only the beginning, `getImport` tells how it goes. */
export const startImport = (file: File, request: ImportRequest): Promise<ImportReport> =>
  requestJson('/imports', importReportSchema, {
    method: 'POST',
    query: importQuery(request),
    body: importForm(file, file.name, request.mapping),
    timeoutMs: uploadTimeoutMs,
  })

export const getImport = (id: string, signal?: AbortSignal): Promise<ImportReport> =>
  requestJson(`/imports/${id}`, importReportSchema, { signal })

/** The imports of this installation, the newest first. */
export async function getImports(signal?: AbortSignal): Promise<ImportReport[]> {
  return (await requestJson('/imports', importListSchema, { signal })).imports
}

export const cancelImport = (id: string): Promise<ImportReport> =>
  requestJson(`/imports/${id}/cancel`, importReportSchema, { method: 'POST' })

/** Takes an import back: its records go, those they replaced return. */
export const undoImport = (id: string): Promise<ImportReport> =>
  requestJson(`/imports/${id}/undo`, importReportSchema, { method: 'POST' })

export const problemsUrl = (id: string): string => apiUrl(`/imports/${id}/problems.csv`)
