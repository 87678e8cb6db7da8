import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import type { EventHub } from './eventHub.ts'
import type { ImportJobs } from '../imports/importJobs.ts'
import { readDataVersion } from '../queries/dataVersion.ts'

/** The runner of imports, opened when first called; `close` cancels what runs. */
export interface LazyImports {
  (): Promise<ImportJobs>
  close(): Promise<void>
}

/**
 * Opens the runner of imports on demand, since reading files needs modules that showing a map does not, and tells the
 * listening pages of its progress and of every change of the data.
 */
export function openImports(options: { config: Config; database: Database; events: EventHub }): LazyImports {
  const { config, database, events } = options
  let opened: Promise<ImportJobs> | null = null

  async function onCommit(): Promise<void> {
    const dataVersion = await readDataVersion(database)
    events.announce({ event: 'dataVersion', data: JSON.stringify({ dataVersion }) })
  }

  async function open(): Promise<ImportJobs> {
    const { createImportJobs } = await import('../imports/importJobs.ts')
    const { home, uploadLimitBytes: maxBytes, undoImports: keptUndo } = config
    const jobs = await createImportJobs({ database, home, maxBytes, keptUndo, onCommit })
    jobs.onProgress((report) => events.announce({ event: 'import', data: JSON.stringify(report) }))
    return jobs
  }

  const imports = () => (opened ??= open())
  return Object.assign(imports, {
    async close() {
      if (opened) await (await opened).close()
    },
  })
}
