import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'
import { regionTree } from '../../../data/regions/regionTree.ts'

const read = (name: string): unknown => {
  return JSON.parse(readFileSync(new URL(`../../../data/regions/${name}`, import.meta.url), 'utf8'))
}
const weights = read('countyWeights.json') as { code: string; towns: number; communities: number }[]
const townNames = read('townNames.json') as Record<string, string[]>
const { regions } = loadBuiltInRegions()
const leaves = regionTree(regions).leaves('100000')

describe('the communities per county', () => {
  it('cover every leaf in statistics but few, and no other region', () => {
    const codes = new Set(weights.map(({ code }) => code))
    const expected = leaves.filter((leaf) => leaf.inStatistics)
    for (const code of codes)
      expect(
        expected.some((leaf) => leaf.code === code),
        code,
      ).toBe(true)
    expect(codes.size / expected.length).toBeGreaterThan(0.99)
  })

  it('add up to what the bureau lists for the areas that have a border here', () => {
    const sum = (field: 'towns' | 'communities') => weights.reduce((total, weight) => total + weight[field], 0)
    expect(sum('towns')).toBeGreaterThan(40_000)
    expect(sum('communities')).toBeGreaterThan(600_000)
    expect(weights.find(({ code }) => code === '440604')).toMatchObject({ towns: 4 })
  })

  it('come with up to twelve names of towns', () => {
    expect(townNames['440604']).toEqual(['石湾镇街道', '张槎街道', '祖庙街道', '南庄镇'])
    for (const { code, towns } of weights) expect(townNames[code], code).toHaveLength(Math.min(12, towns))
  })
})
