import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { type Logger, pino } from 'pino'
import type { Preparation } from '#contract/preparation.ts'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { watchDataVersion } from './events/dataVersionWatch.ts'
import { notFound, ProblemError, problemOf } from './errors.ts'
import { createEventHub } from './events/eventHub.ts'
import { openImports } from './events/importEvents.ts'
import { createAnalyses } from './hotspots/analyses.ts'
import { createMetrics } from './metrics.ts'
import { abandoningDatabase } from './database/requestSignal.ts'
import { compress } from './middleware/compress.ts'
import { deadline } from './middleware/deadline.ts'
import { hostCheck } from './middleware/hostCheck.ts'
import { originCheck } from './middleware/originCheck.ts'
import { requestLog } from './middleware/requestLog.ts'
import { securityHeaders } from './middleware/securityHeaders.ts'
import { whilePreparing } from './middleware/whilePreparing.ts'
import { observedDatabase } from './observedDatabase.ts'
import { createPreparation } from './preparation.ts'
import { toProblem } from './problems.ts'
import { createRegionStore } from './regionStore.ts'
import { areaRoutes } from './routes/areas.ts'
import { basemapRoutes } from './routes/basemaps.ts'
import { clientRoutes } from './routes/client.ts'
import { collectionRoutes } from './routes/collections.ts'
import { configurationRoutes } from './routes/configuration.ts'
import { eventRoutes } from './routes/events.ts'
import { healthRoutes } from './routes/health.ts'
import { hotSpotRoutes } from './routes/hotspots.ts'
import { importRoutes } from './routes/imports.ts'
import { itemRoutes } from './routes/items.ts'
import { landingRoutes } from './routes/landing.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { regionRoutes } from './routes/regions.ts'
import { searchRoutes } from './routes/search.ts'
import { statisticsRoutes } from './routes/statistics.ts'
import { tileRoutes } from './routes/tiles.ts'
import type { Services } from './services.ts'
import { createPointIndexes } from './tiles/pointIndexes.ts'
import { createTileCache } from './tiles/tileCache.ts'

export interface AppOptions {
  readonly config: Config
  readonly database: Database
  /** Silent when left out. */
  readonly log?: Logger
  /** Folder of the built page; null serves the API alone. */
  readonly clientDirectory?: string | null
  /** What the store still lacks; nothing when left out. */
  readonly preparing?: Preparation | null
  /** A question that takes longer is given up, milliseconds; two minutes when left out. */
  readonly answerTimeoutMs?: number
  /** How the proxy of basemaps fetches, `fetch` when left out. */
  readonly upstream?: typeof fetch
}

/** Streams and uploads take the time they need. */
const answerTimeoutMs = 120_000
/** How often a store that others may write to is asked for its version, milliseconds. */
const watchIntervalMs = 5000

function createServices(options: AppOptions): Services {
  const { config } = options
  const log = options.log ?? pino({ level: 'silent' })
  const tiles = createTileCache(config.tileCacheBytes)
  const pointIndexes = createPointIndexes(options.database, config.pointIndexBytes, (error) =>
    log.warn(error, 'the points of tiles could not be held in memory'),
  )
  const events = createEventHub()
  const metrics = createMetrics(tiles, pointIndexes, events)
  const database = abandoningDatabase(observedDatabase(options.database, metrics.observeQuery))
  const regions = createRegionStore(database)
  const analyses = createAnalyses(database, config.analysisCacheBytes)
  const imports = openImports({ config, database, events })
  const preparation = createPreparation(options.preparing ?? null, events)
  const upstream = options.upstream ?? fetch
  return {
    analyses,
    config,
    database,
    imports,
    regions,
    tiles,
    pointIndexes,
    events,
    preparation,
    metrics,
    log,
    upstream,
  }
}

function apiRoutes(services: Services) {
  return new Hono({ strict: false })
    .route('/', landingRoutes(services))
    .route('/', collectionRoutes(services))
    .route('/', regionRoutes(services))
    .route('/', itemRoutes(services))
    .route('/', tileRoutes(services))
    .route('/', statisticsRoutes(services))
    .route('/', hotSpotRoutes(services))
    .route('/', searchRoutes(services))
    .route('/', areaRoutes(services))
    .route('/', importRoutes(services))
    .route('/', basemapRoutes(services))
    .route('/', configurationRoutes(services))
    .route('/', eventRoutes(services))
    .route('/', healthRoutes(services))
}

function problemAnswer(error: unknown, log: Logger): Response {
  const known = toProblem(error)
  const problem = problemOf(known)
  if (problem.status >= 500 && problem.stage === undefined) log.error(error, problem.detail)
  const headers = known instanceof ProblemError ? known.headers : {}
  const type = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  return new Response(JSON.stringify(problem), { status: problem.status, headers: { ...type, ...headers } })
}

/** The whole server but its socket: middleware, API, page. `close` ends event streams and running imports. */
export function createApp(options: AppOptions) {
  const { config } = options
  const services = createServices(options)
  const { log, metrics } = services
  const root = new Hono({ strict: false })
  root.onError((error) => problemAnswer(error, log))
  root.notFound((c) => problemAnswer(notFound(`there is no ${c.req.path}`), log))
  root.use(requestLog(log, metrics))
  root.use(securityHeaders({ basemaps: config.basemaps, shared: config.corsOrigins.length > 0 }))
  root.use(compress())
  root.use(hostCheck(config.host, config.publicUrl))
  root.use(originCheck(config.publicUrl))
  if (config.corsOrigins.length > 0) {
    const origin = config.corsOrigins.includes('*') ? '*' : [...config.corsOrigins]
    root.use('/api/*', cors({ origin, allowMethods: ['GET', 'HEAD'], exposeHeaders: ['ETag', 'Content-Crs', 'Link'] }))
  }
  root.use(
    methodNotAllowed({
      app: root,
      onMethodNotAllowed: (c, methods) => {
        const detail = `${c.req.method} is not allowed on ${c.req.path}; allowed: ${methods.join(', ')}`
        return problemAnswer(new ProblemError(405, detail, { headers: { Allow: methods.join(', ') } }), log)
      },
    }),
  )
  root.use(
    '/api/*',
    whilePreparing(() => services.preparation.current),
  )
  root.use('/api/*', deadline(options.answerTimeoutMs ?? answerTimeoutMs))
  const app = root
    .route('/api', apiRoutes(services))
    .route('/', metricsRoutes(services))
    .route('/', clientRoutes(options.clientDirectory ?? null))
  const stopWatching = watchDataVersion(services, watchIntervalMs)
  async function close(): Promise<void> {
    stopWatching()
    services.events.close()
    await Promise.all([services.imports.close(), services.analyses.close(), services.pointIndexes.close()])
  }
  return { app, services, close }
}

export type AppType = ReturnType<typeof createApp>['app']
