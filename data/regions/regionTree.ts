import type { Region } from '#model/region.ts'
import { nationCode } from '#model/region.ts'

/** How the regions hang together. An unknown code has no children, no ancestors and is no leaf. */
export interface RegionTree {
  children(code: string): readonly Region[]
  isLeaf(code: string): boolean
  /** From the nation down to the region itself; empty for an unknown code. */
  path(code: string): readonly Region[]
  /** The path without the region itself. */
  ancestors(code: string): readonly Region[]
  /** Every region below without children, or the region itself when it has none. */
  leaves(code: string): readonly Region[]
}

/** Builds the tree of regions from their parent codes; children stand in the order given. */
export function regionTree(regions: readonly Region[]): RegionTree {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const byParent = new Map<string, Region[]>()
  for (const region of regions) {
    if (region.parentCode === null) continue
    const siblings = byParent.get(region.parentCode)
    if (siblings === undefined) byParent.set(region.parentCode, [region])
    else siblings.push(region)
  }
  const children = (code: string) => byParent.get(code) ?? []
  const path = (code: string): Region[] => {
    const region = byCode.get(code)
    if (region === undefined) return []
    return region.parentCode === null ? [region] : [...path(region.parentCode), region]
  }
  const leaves = (code: string): Region[] => {
    const below = children(code)
    const region = byCode.get(code)
    if (below.length === 0) return region === undefined ? [] : [region]
    return below.flatMap((child) => leaves(child.code))
  }
  return {
    children,
    isLeaf: (code) => byCode.has(code) && !byParent.has(code),
    path,
    ancestors: (code) => path(code).slice(0, -1),
    leaves,
  }
}

/**
 * The range of codes [from, to) that holds a region and everything below it, compared as strings of six digits:
 * `440000` gives `440000`..`450000`, `440600` `440600`..`440700`, `440604` `440604`..`440605`.
 */
export function codeRange(code: string): readonly [from: string, to: string] {
  if (!/^\d{6}$/.test(code)) throw new Error(`a region code has 6 digits, not "${code}"`)
  if (code === nationCode) return ['000000', '999999']
  const step = code.endsWith('0000') ? 10_000 : code.endsWith('00') ? 100 : 1
  return [code, String(Number(code) + step).padStart(6, '0')]
}
