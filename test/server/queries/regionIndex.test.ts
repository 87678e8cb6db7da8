import { describe, expect, it } from 'vitest'
import { regionIndex, regionRange } from '../../../server/queries/regionIndex.ts'
import { makeFixture } from '../../helpers/fixture.ts'

const regions = regionIndex(makeFixture().regions)

describe('codes of records', () => {
  it.each([
    ['100000', '440605', '440000'],
    ['440000', '440605', '440600'],
    ['440600', '440605', '440605'],
    ['440600', '440605123', '440605'],
    ['440000', '440699', '440600'],
    ['440600', '440699', null],
    ['440000', '441900', '441900'],
    ['460000', '469001', '469001'],
    ['110000', '110101', '110101'],
    ['440000', '440000', null],
    ['440000', '110101', null],
    ['100000', '999999', null],
    ['100000', null, null],
  ])('of children of %s: %s belongs to %s', (parent, code, child) => {
    expect(regions.childOf(parent, code)).toBe(child)
  })

  it('of a region and all below it are a range, which the nation does not need', () => {
    expect(regionRange('100000')).toBeNull()
    expect(regionRange('440000')).toEqual(['440000', '450000'])
    expect(regionRange('440600')).toEqual(['440600', '440700'])
    expect(regionRange('469001')).toEqual(['469001', '469002'])
  })

  it('lead to the children of a region in the order of codes', () => {
    expect(regions.children('440600').map((region) => region.code)).toEqual(['440604', '440605'])
    expect(regions.children('440605')).toEqual([])
  })
})
