import type { Position } from 'geojson'
import { readRegionCode } from '../../regions/regionCodeText.ts'
import type { RegionCollection } from '../../regions/regionCollection.ts'
import { buildLocatorIndex, type LocatorIndex, locatorOf, type RegionLocator } from '../../regions/regionLocator.ts'
import { codeRange, regionTree } from '../../regions/regionTree.ts'
import { createRegionCodeResolver } from '../../regions/resolveRegionCode.ts'
import { Refusal } from '../values/refusal.ts'
import { remembered } from '../values/remembered.ts'

/** What a declared region code means. */
export interface DeclaredRegion {
  /** The code to be stored: the successor's when the declared one was abolished. */
  readonly code: string
  /** Why the code is odd, as the end of a sentence; null when it is a region of the atlas. */
  readonly warning: string | null
  /** Codes below the region lie in [from, to); null when the region is unknown. */
  readonly range: readonly [from: string, to: string] | null
  /** Code and name of the region in the atlas; null when it is unknown. */
  readonly region: { readonly code: string; readonly name: string } | null
}

/** Compares what records say about their region with where they lie. */
export interface RegionCheck {
  /** Reads a code of 6, 9 or 12 digits, with Tianditu's prefix 156 or without. */
  read(text: string): DeclaredRegion | Refusal
  /** Code of the county that a WGS-84 point lies in; null outside of China. */
  locate(lng: number, lat: number): string | null
  /** The end of a sentence with the distance when the point lies outside the declared region; null when inside. */
  disagreement(declared: DeclaredRegion, lng: number, lat: number): string | null
}

const kmPerDegree = 111.195

/** Distance in km from a point to the nearest edge, in the plane that touches the globe at the point. */
function distanceToEdgesKm(rings: readonly Position[][], lng: number, lat: number): number {
  const scale = Math.cos((lat * Math.PI) / 180)
  let best = Infinity
  for (const ring of rings) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const ax = ((ring[index]?.[0] ?? 0) - lng) * scale
      const ay = (ring[index]?.[1] ?? 0) - lat
      const dx = ((ring[index + 1]?.[0] ?? 0) - lng) * scale - ax
      const dy = (ring[index + 1]?.[1] ?? 0) - lat - ay
      const length = dx * dx + dy * dy
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
      best = Math.min(best, Math.hypot(ax + along * dx, ay + along * dy))
    }
  }
  return best * kmPerDegree
}

function formatKm(km: number): string {
  if (km < 0.1) return 'less than 0.1'
  return km < 10 ? km.toFixed(1) : String(Math.round(km))
}

/** The index with which the regions that have no parts locate points. */
export function indexRegions(regions: RegionCollection): LocatorIndex {
  return buildLocatorIndex(leafPolygons(regions))
}

/** The check against a collection of regions; without an index, it makes one when first used, in half a second. */
export function createRegionCheck(regions: RegionCollection, index?: LocatorIndex): RegionCheck {
  const resolve = createRegionCodeResolver(regions)
  let locator: RegionLocator | undefined
  const locate = (lng: number, lat: number): string | null => {
    locator ??= locatorOf(index ?? indexRegions(regions))
    return locator.locate(lng, lat)?.code ?? null
  }
  const read = (text: string): DeclaredRegion | Refusal => {
    const code = readRegionCode(text.normalize('NFKC').replace(/\s/g, ''))
    if (code === null) return new Refusal('is no region code; allowed: 6, 9 or 12 digits')
    const resolved = resolve(code)
    const region = resolved && regions.region(resolved.code)
    if (!resolved || !region) return { code, warning: 'is no region of the atlas', range: null, region: null }
    const isAbolished = resolved.within !== true && regions.region(code.slice(0, 6)) === undefined
    return {
      code: isAbolished ? resolved.code : code,
      warning: null,
      range: codeRange(resolved.code),
      region: { code: region.code, name: region.name },
    }
  }
  return {
    locate,
    read: remembered(read),
    disagreement({ range, region }, lng, lat) {
      const located = locate(lng, lat)
      if (!range || !region || (located !== null && located >= range[0] && located < range[1])) return null
      const geometry = regions.geometry(region.code)
      const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
      const km = distanceToEdgesKm(rings, lng, lat)
      const found = located === null ? 'outside of all regions' : `in ${regions.region(located)?.name ?? ''} ${located}`
      return `is ${region.name}, but the coordinates lie ${found}, ${formatKm(km)} km from it`
    },
  }
}

function leafPolygons(regions: RegionCollection) {
  const tree = regionTree(regions.regions)
  return regions.regions
    .filter(({ code }) => tree.isLeaf(code))
    .map(({ code }) => ({ code, geometry: regions.geometry(code) }))
}
