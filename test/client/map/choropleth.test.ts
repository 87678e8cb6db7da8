import { describe, expect, it } from 'vitest'
import { choroplethClasses, limitFormat, type RegionChoropleth } from '../../../client/map/choropleth.ts'

const choropleth = (unit: RegionChoropleth['indicator']['unit'], values: (number | null)[]): RegionChoropleth => ({
  indicator: { id: 'x', zh: '指标', en: 'Indicator', unit },
  values: values.map((value, index) => ({ code: `${110000 + index}`, value, text: String(value) })),
})

describe('choroplethClasses', () => {
  it('has one colour less than limits, from low to high', () => {
    const { breaks, colors } = choroplethClasses(choropleth('count', [1, 5, 20, 90, 300, 1200, 9000]), 'light')
    expect(breaks).toHaveLength(7)
    expect(colors).toHaveLength(6)
    expect([breaks[0], breaks.at(-1)]).toEqual([1, 9000])
  })

  it('leaves missing values out of the classes', () => {
    expect(choroplethClasses(choropleth('count', [null, 4, null, 8]), 'light').breaks.at(0)).toBe(4)
  })

  it('is symmetrical around 0 for changes, so that its middle means no change', () => {
    const { breaks, colors } = choroplethClasses(choropleth('change', [-0.25, 0.1, 0.9, -0.12]), 'dark')
    expect(breaks.map((limit) => 0 - limit).reverse()).toEqual(breaks)
    expect([breaks.at(0), breaks[3], breaks.at(-1)]).toEqual([-0.9, 0, 0.9])
    expect(colors).toHaveLength(breaks.length - 1)
  })

  it('cuts equal intervals when asked', () => {
    const equal = { ...choropleth('count', [0, 1, 2, 600]), method: 'equalInterval' } as const
    expect(choroplethClasses(equal, 'light').breaks).toEqual([0, 100, 200, 300, 400, 500, 600])
  })

  it('stands with no values and with one', () => {
    expect(choroplethClasses(null, 'light')).toMatchObject({ breaks: [], colors: [expect.any(String)] })
    expect(choroplethClasses(choropleth('count', [5, 5]), 'light')).toMatchObject({ breaks: [5] })
  })
})

describe('limitFormat', () => {
  it('writes shares and changes as short as they are', () => {
    expect([0.5, 0.0125, 0.754].map(limitFormat('rate', 'zh-CN'))).toEqual(['50%', '1.3%', '75.4%'])
    expect([-0.3, 0, 0.125].map(limitFormat('change', 'en'))).toEqual(['−30%', '0%', '+12.5%'])
  })

  it('writes counts as the page does', () => {
    expect([309, 17_676].map(limitFormat('count', 'zh-CN'))).toEqual(['309', '1.77万'])
  })
})
