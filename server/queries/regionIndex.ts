import { nationCode, type Region } from '#model/region.ts'
import { codeRange } from '../../data/regions/regionTree.ts'
import type { Session } from '../database/database.ts'
import { groupBy } from './groupBy.ts'
import { readRegionList } from './regions.ts'
import { VersionCache } from './versionCache.ts'

/** The regions by code, and how codes of records roll up. */
export interface RegionIndex {
  readonly byCode: ReadonlyMap<string, Region>
  /** In the order of codes. */
  children(code: string): readonly Region[]
  /** The child of `parent` that a record's region code belongs to; null when it belongs to none of them. */
  childOf(parent: string, code: string | null): string | null
}

const cache = new VersionCache<RegionIndex>(2)

/** The codes above a code as its digits tell, for codes that have no region of their own. */
const groupsOf = (code: string): string[] => [code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]

export function regionIndex(regions: readonly Region[]): RegionIndex {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const byParent = groupBy(regions, (region) => region.parentCode)
  return {
    byCode,
    children: (code) => byParent.get(code) ?? [],
    childOf(parent, code) {
      if (code === null) return null
      let region = groupsOf(code)
        .map((group) => byCode.get(group))
        .find((known) => known !== undefined)
      while (region && region.parentCode !== parent) {
        region = region.parentCode === null ? undefined : byCode.get(region.parentCode)
      }
      return region?.code ?? null
    },
  }
}

/** The regions of the store as of a data version. */
export function readRegionIndex(session: Session, dataVersion: string): Promise<RegionIndex> {
  return cache.get(session, dataVersion, '', async () => regionIndex(await readRegionList(session)))
}

/** The range [from, to) of region codes of records below a region; null for the nation, which does not restrict. */
export function regionRange(code: string): readonly [from: string, to: string] | null {
  return code === nationCode ? null : codeRange(code)
}
