import { describe, expect, it } from 'vitest'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'
import { createRegionCodeResolver } from '../../../data/regions/resolveRegionCode.ts'

const collection = loadBuiltInRegions()
const resolve = createRegionCodeResolver(collection)

describe('resolving a region code', () => {
  it('keeps the code of a region there is', () => {
    expect(resolve('440604')).toEqual({ code: '440604' })
    expect(resolve('441900')).toEqual({ code: '441900' })
    expect(resolve('100000')).toEqual({ code: '100000' })
  })

  it('takes the county of a township or village', () => {
    expect(resolve('440604011')).toEqual({ code: '440604' })
    expect(resolve('440604011001')).toEqual({ code: '440604' })
  })

  it('follows a county that was renamed or recoded', () => {
    expect(resolve('450127')).toEqual({ code: '450181' })
    expect(resolve('130223')).toEqual({ code: '130284' })
    expect(resolve('542421')).toEqual({ code: '540602' })
    expect(resolve('410322')).toEqual({ code: '410308' })
    expect(resolve('410306')).toEqual({ code: '410308' })
  })

  it('follows counties that were merged, and cities that were', () => {
    expect(resolve('230707')).toEqual({ code: '230724' })
    expect(resolve('370634')).toEqual({ code: '370614' })
    expect(resolve('371200')).toEqual({ code: '370100' })
    expect(resolve('542400')).toEqual({ code: '540600' })
  })

  it('gives the county that most of a newer one was cut from, and says so', () => {
    expect(resolve('330114')).toEqual({ code: '330109', predecessor: true })
    expect(resolve('440311')).toEqual({ code: '440306', predecessor: true })
    expect(resolve('330383')).toEqual({ code: '330327', predecessor: true })
    expect(resolve('659010')).toEqual({ code: '650203', predecessor: true })
    expect(resolve('460302')).toEqual({ code: '460300', predecessor: true })
  })

  it('keeps the border, code and name of 2018 where a county was cut through the middle', () => {
    expect(resolve('130521')).toEqual({ code: '130521' })
    expect(collection.region('130521')?.name).toBe('邢台县')
    expect(resolve('140214')).toEqual({ code: '140211', predecessor: true })
  })

  it('puts development zones into the city around them', () => {
    expect(resolve('320576')).toEqual({ code: '320500', within: true })
    expect(resolve('130171')).toEqual({ code: '130100', within: true })
  })

  it('reads the grouping codes of the statistics as the province', () => {
    expect(resolve('110100')).toEqual({ code: '110000' })
    expect(resolve('500200')).toEqual({ code: '500000' })
    expect(resolve('419000')).toEqual({ code: '410000' })
    expect(resolve('440200')).toEqual({ code: '440200' })
  })

  it('knows nothing of codes that never were', () => {
    expect(resolve('999999')).toBeNull()
    expect(resolve('440699')).toBeNull()
    expect(resolve('660000')).toBeNull()
  })

  it.each(['6590010', '4406', '', '44060a', '4406040110011'])('refuses "%s" and names the lengths', (code) => {
    expect(() => resolve(code)).toThrow('6, 9 or 12 digits')
  })
})
