import type { Region } from '#model/region.ts'
import type { Session } from '../../../server/database/database.ts'
import { readRegionBorders, readRegionList } from '../../../server/queries/regions.ts'
import { loadBuiltInRegions } from '../../regions/loadRegions.ts'
import type { RegionCollection, RegionGeometry } from '../../regions/regionCollection.ts'

/** Boundaries as text, which crosses threads faster than as lists; null stands for those that come with the product. */
export type PackedRegions = {
  readonly regions: readonly Region[]
  readonly borders: ReadonlyMap<string, string>
} | null

function isBuiltIn(regions: readonly Region[]): boolean {
  const builtIn = loadBuiltInRegions()
  return (
    regions.length === builtIn.regions.length &&
    regions.every(({ code, areaKm2, west }) => {
      const own = builtIn.region(code)
      return own?.areaKm2 === areaKm2 && own.west === west
    })
  )
}

/** The boundaries that records are to be compared with: the operator's own where the store has some. */
export async function packRegionsInUse(session: Session): Promise<PackedRegions> {
  const regions = await readRegionList(session)
  if (regions.length === 0 || isBuiltIn(regions)) return null
  return { regions, borders: await readRegionBorders(session) }
}

/** The boundaries, ready to be asked. */
export function unpackRegions(packed: PackedRegions): RegionCollection {
  if (packed === null) return loadBuiltInRegions()
  const byCode = new Map(packed.regions.map((region) => [region.code, region]))
  return {
    regions: packed.regions,
    region: (code) => byCode.get(code),
    geometry(code) {
      const border = packed.borders.get(code)
      if (border === undefined) throw new Error(`no region has the code ${code}`)
      return JSON.parse(border) as RegionGeometry
    },
  }
}
