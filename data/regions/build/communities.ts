import type { Divisions } from './divisions.ts'

/** What a leaf region is made of: townships, and the villages and neighbourhoods below them. */
export interface CommunityCount {
  readonly code: string
  readonly towns: number
  readonly communities: number
}

const townNamesPerRegion = 12

/** Counts by leaf; `leafOf` gives the leaf that a listed county stands for, null when it has none. */
export function countCommunities(divisions: Divisions, leafOf: (code: string) => string | null): CommunityCount[] {
  const counts = new Map<string, { towns: number; communities: number }>()
  const add = (areaCode: string | undefined, what: 'towns' | 'communities') => {
    const leaf = leafOf(areaCode ?? '')
    if (leaf === null) return
    const count = counts.get(leaf) ?? { towns: 0, communities: 0 }
    count[what] += 1
    counts.set(leaf, count)
  }
  for (const town of divisions.towns) add(town.areaCode, 'towns')
  for (const village of divisions.villages) add(village.areaCode, 'communities')
  return [...counts].map(([code, count]) => ({ code, ...count })).sort((a, b) => Number(a.code) - Number(b.code))
}

/** Up to twelve names of towns and streets per leaf, in the order of their codes. */
export function townNames(divisions: Divisions, leafOf: (code: string) => string | null): Record<string, string[]> {
  const names: Record<string, string[]> = {}
  for (const town of divisions.towns) {
    const leaf = leafOf(town.areaCode ?? '')
    if (leaf === null) continue
    const list = (names[leaf] ??= [])
    if (list.length < townNamesPerRegion) list.push(town.name)
  }
  return names
}
