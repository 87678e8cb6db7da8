import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { EventHub } from './events/eventHub.ts'
import type { PointIndexes } from './tiles/pointIndexes.ts'
import type { TileCache } from './tiles/tileCache.ts'

export interface Metrics {
  readonly registry: Registry
  /** Seconds from a request's arrival to its answer, by route pattern. */
  observeRequest(method: string, route: string, status: number, seconds: number): void
  /** Seconds from a question to the store to its answer. */
  observeQuery(seconds: number, outcome: 'answered' | 'failed'): void
}

/** The program's figures for Prometheus. */
export function createMetrics(tiles: TileCache, pointIndexes: PointIndexes, events: EventHub): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'atlas_' })
  const registers = [registry]
  const durations = new Histogram({
    name: 'atlas_http_request_duration_seconds',
    help: 'Duration of requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const queries = new Histogram({
    name: 'atlas_query_duration_seconds',
    help: 'Duration of questions to the store',
    labelNames: ['outcome'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  const level = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  total('atlas_tile_cache_hits_total', 'Tiles answered from memory', () => tiles.hits)
  total('atlas_tile_cache_misses_total', 'Tiles computed', () => tiles.misses)
  level('atlas_tile_cache_bytes', 'Memory held by cached tiles', () => tiles.bytes)
  level('atlas_point_index_ready', '1 when tiles come from memory as far as they can', () => Number(pointIndexes.ready))
  level('atlas_point_index_rows', 'Records held in memory for tiles', () => pointIndexes.rows)
  level('atlas_point_index_bytes', 'Memory held by those records', () => pointIndexes.bytes)
  level('atlas_event_listeners', 'Open event streams', () => events.listeners)
  return {
    registry,
    observeRequest(method, route, status, seconds) {
      durations.observe({ method, route, status: String(status) }, seconds)
    },
    observeQuery(seconds, outcome) {
      queries.observe({ outcome }, seconds)
    },
  }
}
