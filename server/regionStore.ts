import type { Database } from './database/database.ts'
import { readRegions, type StoredRegion } from './queries/regions.ts'
import { createRegionTiles, type RegionTiles } from './tiles/regionTiles.ts'

export interface RegionSet {
  readonly regions: readonly StoredRegion[]
  readonly byCode: ReadonlyMap<string, StoredRegion>
  readonly tiles: RegionTiles
}

/** The regions with their shapes, held in memory: they change only when an operator replaces the boundaries. */
export interface RegionStore {
  current(): Promise<RegionSet>
  /** Reads them anew when next asked for. */
  forget(): void
}

export function createRegionStore(database: Database): RegionStore {
  let loading: Promise<RegionSet> | null = null
  async function load(): Promise<RegionSet> {
    const regions = await readRegions(database)
    const byCode = new Map(regions.map((region) => [region.code, region]))
    return { regions, byCode, tiles: createRegionTiles(regions) }
  }
  return {
    async current() {
      loading ??= load()
      try {
        return await loading
      } catch (error) {
        loading = null
        throw error
      }
    },
    forget() {
      loading = null
    },
  }
}
