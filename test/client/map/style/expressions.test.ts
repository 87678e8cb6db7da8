import { describe, expect, it } from 'vitest'
import { byClass, byProperty, byZoom } from '../../../../client/map/style/expressions.ts'
import { graticule } from '../../../../client/map/style/graticule.ts'
import { rampItem } from '../../../../client/map/style/legend.ts'
import { provinceShortNames } from '../../../../client/map/style/provinceNames.ts'

describe('expressions', () => {
  it('interpolate by zoom and match by property', () => {
    expect(byZoom(3, 1, 9, 2)).toEqual(['interpolate', ['linear'], ['zoom'], 3, 1, 9, 2])
    expect(byProperty('kind', { park: 0 }, 2)).toEqual(['match', ['get', 'kind'], 'park', 0, 2])
  })

  it('are a plain value for a single class and refuse none', () => {
    expect(byClass(['get', 'n'], ['#111111'], [])).toBe('#111111')
    expect(byClass(['get', 'n'], [1, 2, 3], [10, 20])).toEqual(['step', ['get', 'n'], 1, 10, 2, 20, 3])
    expect(() => byClass(['get', 'n'], [], [])).toThrow('at least one class')
  })
})

describe('rampItem', () => {
  it('reads closed and open classes out', () => {
    expect(rampItem('square', ['#1', '#2'], ['0', '5', '9']).label).toBe('0–5, 5–9')
    expect(rampItem('hexagon', ['#1', '#2'], ['1', '10']).label).toBe('1–10, ≥ 10')
  })
})

describe('graticule', () => {
  it('has meridians all round and parallels within Web Mercator', () => {
    const { features } = graticule(10)
    expect(features).toHaveLength(37 + 17)
    const lats = features.flatMap(({ geometry }) => geometry.coordinates.map(([, lat]) => lat ?? 0))
    expect(Math.max(...lats)).toBeLessThanOrEqual(85)
  })
})

describe('provinceShortNames', () => {
  it('names all 34 provincial units', () => {
    expect(Object.keys(provinceShortNames)).toHaveLength(34)
    expect([provinceShortNames[71], provinceShortNames[81], provinceShortNames[82]]).toEqual(['台湾', '香港', '澳门'])
  })
})
