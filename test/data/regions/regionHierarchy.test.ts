import { describe, expect, it } from 'vitest'
import { isInStatistics, levelOf, parentCodeOf } from '../../../data/regions/regionHierarchy.ts'

describe('the hierarchy told by codes', () => {
  it.each([
    ['100000', 'nation', null],
    ['440000', 'province', '100000'],
    ['440600', 'city', '440000'],
    ['440604', 'county', '440600'],
    ['441900', 'city', '440000'],
    ['110101', 'county', '110000'],
    ['500230', 'county', '500000'],
    ['429004', 'county', '420000'],
    ['659001', 'county', '650000'],
    ['810001', 'county', '810000'],
  ])('puts %s at level %s under %s', (code, level, parent) => {
    expect([levelOf(code), parentCodeOf(code)]).toEqual([level, parent])
  })

  it('leaves Taiwan, Hong Kong and Macao out of statistics', () => {
    expect(['710000', '810001', '820000', '440604', '100000'].map(isInStatistics)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })
})
