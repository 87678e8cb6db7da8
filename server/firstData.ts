import type { Preparation } from '#contract/preparation.ts'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { readOverview } from './queries/overview.ts'

/** The first thing that an empty store lacks; null when it has boundaries and records. */
export async function missingData(database: Database): Promise<Preparation | null> {
  const { counts } = await readOverview(database)
  const { regions, ...records } = counts
  if (regions === 0) return { stage: 'boundaries', progress: 0 }
  return Object.values(records).some((count) => count > 0) ? null : { stage: 'sample', progress: 0 }
}

/** Puts the boundaries that come with the product into a store that has none. */
async function addRegions(database: Database): Promise<void> {
  const { loadBuiltInRegions } = await import('../data/regions/loadRegions.ts')
  const { replaceRegions } = await import('./queries/regions.ts')
  const { regions, geometry } = loadBuiltInRegions()
  await database.transaction((session) =>
    replaceRegions(
      session,
      regions.map((region) => ({ ...region, geometry: geometry(region.code) })),
    ),
  )
}

async function addSample(database: Database, { home }: Config, { signal, report }: FirstDataOptions): Promise<void> {
  const [{ makeSample }, { progressBar }] = await Promise.all([
    import('../data/sample/makeSample.ts'),
    import('../data/sample/progressBar.ts'),
  ])
  const bar = progressBar()
  await makeSample(database, {
    scale: 'national',
    home,
    signal,
    onProgress(progress) {
      bar(progress)
      report({ stage: 'sample', progress: Math.min(1, progress.done / progress.total) })
    },
  })
}

interface FirstDataOptions {
  readonly signal: AbortSignal
  /** Told of every step; null at the end. */
  readonly report: (preparation: Preparation | null) => void
}

/**
 * Fills an empty store: the boundaries, and the national sample when there are no records. Throws the signal's reason
 * when aborted, which leaves the store without records.
 */
export async function addFirstData(database: Database, config: Config, options: FirstDataOptions): Promise<void> {
  for (let missing = await missingData(database); missing; missing = await missingData(database)) {
    options.report(missing)
    if (missing.stage === 'boundaries') await addRegions(database)
    else await addSample(database, config, options)
  }
  options.report(null)
}
