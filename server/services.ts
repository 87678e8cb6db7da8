import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import type { EventHub } from './events/eventHub.ts'
import type { Analyses } from './hotspots/analyses.ts'
import type { LazyImports } from './events/importEvents.ts'
import type { Metrics } from './metrics.ts'
import type { PreparationState } from './preparation.ts'
import type { RegionStore } from './regionStore.ts'
import type { PointIndexes } from './tiles/pointIndexes.ts'
import type { TileCache } from './tiles/tileCache.ts'

/** What the routes are built with; made once by `createApp`. */
export interface Services {
  readonly analyses: Analyses
  readonly config: Config
  readonly database: Database
  readonly imports: LazyImports
  readonly regions: RegionStore
  readonly tiles: TileCache
  readonly pointIndexes: PointIndexes
  readonly events: EventHub
  readonly preparation: PreparationState
  readonly metrics: Metrics
  readonly log: Logger
  /** How the proxy of basemaps fetches. */
  readonly upstream: typeof fetch
}
