import type { Region, RegionLevel } from '#model/region.ts'

export interface NestingProblem {
  readonly code: string
  readonly severity: 'warning' | 'error'
  readonly field: string
  readonly value: string | null
  readonly reason: string
}

const levelOrder: readonly RegionLevel[] = ['nation', 'province', 'city', 'county']

/** How far, in degrees, a region may stick out of its parent's box: borders of different surveys differ by as much. */
const toleranceDegrees = 0.01

/** What is wrong with the way regions hang together: parents that are missing, not above, or somewhere else. */
export function nestingProblems(regions: readonly Region[]): NestingProblem[] {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return regions.flatMap((region) => {
    if (region.parentCode === null) return region.level === 'nation' ? [] : [problem(region, 'is missing')]
    const parent = byCode.get(region.parentCode)
    if (parent === undefined) return [problem(region, 'is not among the regions of the file')]
    if (levelOrder.indexOf(parent.level) >= levelOrder.indexOf(region.level)) {
      return [problem(region, `is a ${parent.level}, which cannot hold a ${region.level}`)]
    }
    return placeProblems(region, parent)
  })
}

function placeProblems(region: Region, parent: Region): NestingProblem[] {
  const apart =
    region.west > parent.east || region.east < parent.west || region.south > parent.north || region.north < parent.south
  if (apart) return [problem(region, `lies elsewhere: ${boxText(parent)}, not around ${boxText(region)}`)]
  const out = Math.max(
    parent.west - region.west,
    parent.south - region.south,
    region.east - parent.east,
    region.north - parent.north,
  )
  if (out <= toleranceDegrees) return []
  return [{ ...problem(region, `does not hold it: it sticks out by ${out.toFixed(3)} degrees`), severity: 'warning' }]
}

function problem(region: Region, reason: string): NestingProblem {
  return { code: region.code, severity: 'error', field: 'parentCode', value: region.parentCode, reason }
}

function boxText({ west, south, east, north }: Region): string {
  return [west, south, east, north].map((degrees) => degrees.toFixed(2)).join(',')
}
