import { createHash } from 'node:crypto'
import type { Database } from './database/database.ts'
import { readRegionList, readRegions, type StoredRegion } from './queries/regions.ts'
import { createRegionTiles, type RegionTiles } from './tiles/regionTiles.ts'

export interface RegionSet {
  readonly regions: readonly StoredRegion[]
  readonly byCode: ReadonlyMap<string, StoredRegion>
  readonly tiles: RegionTiles
}

/** The regions with their shapes, held in memory: they change only when an operator replaces the boundaries. */
export interface RegionStore {
  /** The regions as of a data version. */
  at(dataVersion: string): Promise<RegionSet>
}

/** Codes, boxes and areas: when they are the same, so are the boundaries. */
async function fingerprint(database: Database): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await readRegionList(database)))
    .digest('base64')
}

async function load(database: Database): Promise<RegionSet> {
  const regions = await readRegions(database)
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return { regions, byCode, tiles: createRegionTiles(regions) }
}

/** Reads the shapes when first asked for, and again only when a new data version has other regions. */
export function createRegionStore(database: Database): RegionStore {
  let known: { dataVersion: string; fingerprint: string; set: Promise<RegionSet> } | null = null
  let checking: Promise<RegionSet> | null = null

  async function renew(dataVersion: string): Promise<RegionSet> {
    const print = await fingerprint(database)
    const set = known?.fingerprint === print ? known.set : load(database)
    known = { dataVersion, fingerprint: print, set }
    try {
      return await set
    } catch (error) {
      known = null
      throw error
    }
  }

  return {
    at(dataVersion) {
      if (known?.dataVersion === dataVersion) return known.set
      checking ??= renew(dataVersion).finally(() => {
        checking = null
      })
      return checking
    },
  }
}
