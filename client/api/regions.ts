import * as z from 'zod'
import type { Bbox } from '#model/bbox.ts'
import { nationCode } from '#model/region.ts'
import { requestJson } from './http.ts'

const regionFeatureSchema = z.object({
  properties: z.object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    level: z.enum(['nation', 'province', 'city', 'county']),
    parentCode: z.string().nullable(),
    west: z.number(),
    south: z.number(),
    east: z.number(),
    north: z.number(),
  }),
})

type RegionProperties = z.infer<typeof regionFeatureSchema>['properties']

/** A region without its polygon. */
export interface RegionSummary extends Pick<RegionProperties, 'code' | 'name' | 'nameEn' | 'level' | 'parentCode'> {
  readonly bbox: Bbox
}

async function getRegion(code: string, signal?: AbortSignal): Promise<RegionSummary> {
  const { properties } = await requestJson(`/collections/regions/items/${code}`, regionFeatureSchema, {
    query: 'skipGeometry=true',
    signal,
  })
  const { west, south, east, north, ...region } = properties
  return { ...region, bbox: [west, south, east, north] }
}

/** The region and its ancestors below the nation, province first. Empty for the nation. */
export async function getRegionPath(code: string, signal?: AbortSignal): Promise<RegionSummary[]> {
  const path: RegionSummary[] = []
  let next: string | null = code
  while (next !== null && next !== nationCode) {
    const region: RegionSummary = await getRegion(next, signal)
    path.unshift(region)
    next = region.parentCode
  }
  return path
}
