import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadBuiltInRegions } from '../../regions/loadRegions.ts'
import { createRegionLocator } from '../../regions/regionLocator.ts'
import { regionTree } from '../../regions/regionTree.ts'
import type { Place } from './ground.ts'

/** A leaf region: a county, or a city without counties. */
export interface County extends Place {
  readonly code: string
  readonly name: string
  /** Null where the county hangs directly under a municipality or province. */
  readonly cityName: string | null
  readonly provinceName: string
  readonly areaKm2: number
  /** Villages and neighbourhoods: stands for its people. */
  readonly communities: number
  readonly townNames: readonly string[]
}

/** What the generator knows of the land. */
export interface Geography {
  /** By code; those without statistics (Taiwan, Hong Kong, Macao) are left out. */
  readonly counties: readonly County[]
  /** Code of the leaf region that the place lies in; null at sea and abroad. */
  countyAt(place: Place): string | null
}

interface CommunityCount {
  readonly code: string
  readonly communities: number
}

const regionFiles = join(import.meta.dirname, '../../regions')
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(regionFiles, name), 'utf8'))

/** Farms, prisons and zones are left out of the names, unless there is nothing else. */
function realTowns(names: readonly string[] = [], countyName: string): readonly string[] {
  const towns = names.filter((name) => /(街道|地区|[镇乡]|苏木)$/.test(name))
  if (towns.length > 0) return towns
  return names.length > 0 ? names : [`${countyName.slice(0, 2)}镇`]
}

/** Loads the built-in regions: about half a second. */
export function loadGeography(): Geography {
  const collection = loadBuiltInRegions()
  const tree = regionTree(collection.regions)
  const leaves = collection.regions.filter((region) => tree.isLeaf(region.code))
  const locator = createRegionLocator(
    leaves.map((leaf) => ({ code: leaf.code, geometry: collection.geometry(leaf.code) })),
  )
  const communities = new Map(
    (readJson('countyWeights.json') as CommunityCount[]).map((count) => [count.code, count.communities]),
  )
  const townNames = readJson('townNames.json') as Record<string, string[]>
  const counties = leaves
    .filter((leaf) => leaf.inStatistics)
    .map((leaf): County => {
      const above = tree.ancestors(leaf.code)
      return {
        code: leaf.code,
        name: leaf.name,
        lng: leaf.lng,
        lat: leaf.lat,
        areaKm2: leaf.areaKm2,
        cityName: above.find((region) => region.level === 'city')?.name ?? null,
        provinceName: above.find((region) => region.level === 'province')?.name ?? leaf.name,
        communities: communities.get(leaf.code) ?? 0,
        townNames: realTowns(townNames[leaf.code], leaf.name),
      }
    })
  return {
    counties,
    countyAt: ({ lng, lat }) => {
      const located = locator.locate(lng, lat)
      return located?.distanceMeters === 0 ? located.code : null
    },
  }
}
