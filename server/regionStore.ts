import type { Region } from '#model/region.ts'
import type { Database } from './database/database.ts'
import { readRegionList, readRegions, type StoredRegion } from './queries/regions.ts'
import { createRegionTiles, type RegionTiles } from './tiles/regionTiles.ts'

export interface RegionSet {
  /** By code. */
  readonly regions: readonly Region[]
  readonly byCode: ReadonlyMap<string, Region>
  readonly tiles: RegionTiles
  readShapes(codes: readonly string[]): Promise<StoredRegion[]>
}

/** The regions, held in memory: they change only when an operator replaces the boundaries. */
export interface RegionStore {
  /** The regions as of a data version. */
  at(dataVersion: string): Promise<RegionSet>
}

function regionSet(database: Database, regions: readonly Region[]): RegionSet {
  const readShapes = (codes: readonly string[]) => readRegions(database, codes)
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return { regions, byCode, readShapes, tiles: createRegionTiles({ regions, readShapes }) }
}

/** Looks for other regions once a data version; codes, boxes and areas that are the same mean the same boundaries. */
export function createRegionStore(database: Database): RegionStore {
  let known: { dataVersion: string; print: string; set: RegionSet } | null = null

  async function renew(dataVersion: string): Promise<RegionSet> {
    const regions = await readRegionList(database)
    const print = JSON.stringify(regions)
    const set = known?.print === print ? known.set : regionSet(database, regions)
    known = { dataVersion, print, set }
    return set
  }

  return {
    async at(dataVersion) {
      return known?.dataVersion === dataVersion ? known.set : renew(dataVersion)
    },
  }
}
