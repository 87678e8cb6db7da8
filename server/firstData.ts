import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { readOverview } from './queries/overview.ts'

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

/**
 * Fills an empty store: the boundaries, and the national sample when there are no records. Throws the signal's reason
 * when aborted, which leaves the store without records.
 */
export async function addFirstData(database: Database, config: Config, signal: AbortSignal): Promise<void> {
  const { counts } = await readOverview(database)
  const { regions, ...records } = counts
  if (regions === 0) await addRegions(database)
  if (Object.values(records).some((count) => count > 0)) return
  const [{ makeSample }, { progressBar }] = await Promise.all([
    import('../data/sample/makeSample.ts'),
    import('../data/sample/progressBar.ts'),
  ])
  await makeSample(database, { scale: 'national', home: config.home, onProgress: progressBar(), signal })
}
