import { openAsBlob } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type ImportReport, importReportSchema } from '#contract/imports.ts'
import { problemSchema } from '#contract/problem.ts'
import type { ImportOptions } from '../runImport.ts'

const pollIntervalMs = 300
const running: ReadonlySet<ImportReport['state']> = new Set(['waiting', 'reading', 'writing'])

/** What to tell a person when the server is gone, beginning after its address. */
interface Silence {
  readonly whenSilent: string
}

async function request(url: string, { whenSilent, ...init }: RequestInit & Silence): Promise<ImportReport> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') throw error
    throw new Error(`the server at ${new URL(url).origin} does not answer ${whenSilent}`, { cause: error })
  })
  const body: unknown = await response.json()
  if (response.ok) return importReportSchema.parse(body)
  const problem = problemSchema.safeParse(body)
  throw new Error(problem.success ? problem.data.detail : `the server answered ${response.status}`)
}

async function send(
  serverUrl: string,
  path: string,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<ImportReport> {
  const { collection, fileName, datum, dryRun, sheet, mapping } = options
  const query = new URLSearchParams({ collection })
  if (datum) query.set('datum', datum)
  if (sheet) query.set('sheet', sheet)
  if (dryRun) query.set('dryRun', 'true')
  const form = new FormData()
  // Before the file, because the server reads the form as a stream.
  if (mapping) form.append('mapping', JSON.stringify(mapping))
  form.append('file', await openAsBlob(path), fileName)
  return request(`${serverUrl}/api/imports?${query}`, {
    method: 'POST',
    body: form,
    signal,
    whenSilent: 'while it is sent the file; start it again and see its list of imports whether the file is among them',
  })
}

/** Imports through a running server, to which the embedded store belongs. Throws with the server's sentence. */
export async function importRemotely(
  serverUrl: string,
  path: string,
  options: ImportOptions,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (report: ImportReport) => void },
): Promise<ImportReport> {
  let report = await send(serverUrl, path, options, signal)
  const url = `${serverUrl}/api/imports/${report.id}`
  const whenSilent = `any more; import ${report.id} is stored whole or not at all: start the server again and look at ${url}, or for the batch in the list of imports`
  while (running.has(report.state)) {
    await pause(pollIntervalMs, undefined, { signal }).catch(() => undefined)
    report =
      signal.aborted && report.state !== 'writing'
        ? await request(`${url}/cancel`, { method: 'POST', whenSilent })
        : await request(url, { whenSilent })
    if (running.has(report.state)) onProgress(report)
  }
  return report
}

/** Takes a batch back through a running server. */
export async function undoRemotely(serverUrl: string, batchId: string): Promise<ImportReport> {
  return request(`${serverUrl}/api/imports/${encodeURIComponent(batchId)}/undo`, {
    method: 'POST',
    whenSilent: `; start it again and see in its list of imports whether ${batchId} is undone`,
  })
}
