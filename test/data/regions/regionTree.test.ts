import { describe, expect, it } from 'vitest'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'
import { codeRange, regionTree } from '../../../data/regions/regionTree.ts'

const { regions } = loadBuiltInRegions()
const tree = regionTree(regions)

describe('regionTree', () => {
  it('walks down one level and up to the nation', () => {
    expect(tree.children('440600').map((region) => region.name)).toEqual([
      '禅城区',
      '南海区',
      '顺德区',
      '三水区',
      '高明区',
    ])
    expect(tree.ancestors('440604').map((region) => region.code)).toEqual(['100000', '440000', '440600'])
    expect(tree.path('100000').map((region) => region.code)).toEqual(['100000'])
  })

  it('gives the leaves below a region, or the leaf itself', () => {
    expect(tree.leaves('440600')).toHaveLength(5)
    expect(tree.leaves('441900').map((region) => region.code)).toEqual(['441900'])
    expect(tree.leaves('440000').map((region) => region.code)).toContain('441900')
  })

  it('knows nothing of an unknown code', () => {
    expect(tree.children('999999')).toEqual([])
    expect(tree.path('999999')).toEqual([])
    expect(tree.leaves('999999')).toEqual([])
    expect(tree.isLeaf('999999')).toBe(false)
  })
})

describe('codeRange', () => {
  it('spans two, four or six digits', () => {
    expect(codeRange('440000')).toEqual(['440000', '450000'])
    expect(codeRange('440600')).toEqual(['440600', '440700'])
    expect(codeRange('440604')).toEqual(['440604', '440605'])
  })

  it('holds exactly what lies below, for every region', () => {
    const paths = regions.map((region) => ({ code: region.code, above: new Set(tree.path(region.code)) }))
    for (const region of regions.filter(({ code, level }) => level !== 'county' || code.endsWith('01'))) {
      const [from, to] = codeRange(region.code)
      const wrong = paths.filter(({ code, above }) => (code >= from && code < to) !== above.has(region))
      expect(wrong, region.code).toEqual([])
    }
  })

  it('refuses what is no code of six digits', () => {
    expect(() => codeRange('4406')).toThrow('6 digits')
  })
})
