import * as z from 'zod'
import type { Bbox } from '#model/bbox.ts'
import { nationCode } from '#model/region.ts'
import { requestJson } from './http.ts'

const regionFeatureSchema = z.object({
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  properties: z.object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    level: z.enum(['nation', 'province', 'city', 'county']),
    parentCode: z.string().nullable(),
    inStatistics: z.boolean(),
  }),
})

/** A region without its polygon. */
export type RegionSummary = z.infer<typeof regionFeatureSchema>['properties'] & { readonly bbox: Bbox | null }

async function getRegion(code: string, signal?: AbortSignal): Promise<RegionSummary> {
  const { properties, bbox } = await requestJson(`/collections/regions/items/${code}`, regionFeatureSchema, { signal })
  return { ...properties, bbox: bbox ?? null }
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
