import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDegrees, positionProblem, splitPair } from '../../../../data/import/place/coordinates.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'

describe('parseDegrees', () => {
  it.each([
    ['113.1227', 113.1227],
    ['-122.4', -122.4],
    ['１１３．１２', 113.12],
    [`113°07'22"E`, 113 + 7 / 60 + 22 / 3600],
    ['113°07′22.5″', 113 + 7 / 60 + 22.5 / 3600],
    ['113度7分22秒', 113 + 7 / 60 + 22 / 3600],
    ['东经113°7.367′', 113 + 7.367 / 60],
    ['北纬23°1′43.2″', 23 + 1 / 60 + 43.2 / 3600],
    [`122°25'09"W`, -(122 + 25 / 60 + 9 / 3600)],
    ['S33.5', -33.5],
    ['113.5E', 113.5],
    ['23°', 23],
  ])('reads %s', (text, degrees) => {
    expect(parseDegrees(text)).toBeCloseTo(degrees, 10)
  })

  it.each(['abc', '', 'E', '113°61′', '113;07', '113.1.2'])('refuses "%s"', (text) => {
    expect(parseDegrees(text)).toBeInstanceOf(Refusal)
  })

  it('reads what it is printed as', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 179 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 59 }),
        (d, m, s) => {
          expect(parseDegrees(`${d}°${m}'${s}"E`)).toBeCloseTo(d + m / 60 + s / 3600, 9)
        },
      ),
    )
  })
})

describe('splitPair', () => {
  it.each(['113.1,23.0', '113.1，23.0', '(113.1 23.0)', '[113.1; 23.0]', 'POINT(113.1 23.0)', '113.1 , 23.0'])(
    'splits %s, longitude first',
    (text) => {
      expect(splitPair(text)).toEqual(['113.1', '23.0'])
    },
  )

  it('refuses one number and three', () => {
    expect(splitPair('113.1')).toBeInstanceOf(Refusal)
    expect(splitPair('113.1,23.0,5')).toBeInstanceOf(Refusal)
  })
})

describe('positionProblem', () => {
  it('lets places all over the world pass', () => {
    for (const [lng, lat] of [
      [113.1, 23],
      [2.17, 41.38],
      [13.4, 52.5],
      [-122.4, 37.8],
      [87.6, 43.8],
      [120, 3.5],
    ] as const) {
      expect(positionProblem(lng, lat)).toBeNull()
    }
  })

  it('says when a pair looks swapped, and never turns it', () => {
    expect(positionProblem(23, 113.1)).toContain('looks swapped')
    expect(positionProblem(43.8, 87.6)).toContain('looks swapped')
  })

  it('says when a pair is out of range, or in metres', () => {
    expect(positionProblem(190, 95)).toContain('longitude -180 to 180')
    expect(positionProblem(500_000, 2_548_000)).toContain('metres of a projection')
  })
})
