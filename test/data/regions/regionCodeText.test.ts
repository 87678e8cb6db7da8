import { describe, expect, it } from 'vitest'
import { readRegionCode } from '../../../data/regions/regionCodeText.ts'

describe('the code of a region', () => {
  it('is read with 6, 9 or 12 digits, and without the prefix of Tianditu', () => {
    const codes = ['440604', '440604001', '440604001002', '156440604'].map(readRegionCode)
    expect(codes).toEqual(['440604', '440604001', '440604001002', '440604'])
  })

  it('is none in any other form', () => {
    const codes = ['', '4406', '44060', '4406041', '440604001002003', '44060a', ' 440604', '４４０６０４', '1564406041']
    expect(codes.map(readRegionCode)).toEqual(codes.map(() => null))
  })
})
