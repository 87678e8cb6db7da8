import { describe, expect, it } from 'vitest'
import { choroplethClasses, type RegionChoropleth } from '../../../client/map/choropleth.ts'

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
    const { breaks, colors } = choroplethClasses(choropleth('change', [-0.25, 0.1, 0.9]), 'dark')
    expect(breaks).toEqual([-0.9, -0.3, -0.1, 0, 0.1, 0.3, 0.9])
    expect(colors).toHaveLength(6)
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
