import fc from 'fast-check'
import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import { toBd09, toGcj02, toWgs84 } from '../../../../data/import/place/datum.ts'

type Pair = [number, number]

/** Places in WGS-84, GCJ-02 and BD-09, to six decimals. */
const vectors: readonly [string, Pair, Pair, Pair][] = [
  ['Beijing', [116.39748, 39.90882], [116.403724, 39.910224], [116.410096, 39.916563]],
  ['Shanghai', [121.4737, 31.23041], [121.478223, 31.228468], [121.484781, 31.234321]],
  ['Foshan', [113.1227, 23.02867], [113.128182, 23.026119], [113.134676, 23.032084]],
  ['Changzhou', [119.94697, 31.77276], [119.951665, 31.77066], [119.958224, 31.77636]],
  ['Urumqi', [87.61688, 43.82663], [87.61973, 43.827835], [87.626181, 43.833978]],
]
const lngs = fc.double({ min: 73, max: 135, noNaN: true })
const lats = fc.double({ min: 4, max: 54, noNaN: true })

function expectNear([lng, lat]: readonly number[], expected: Pair, tolerance: number): void {
  expect(Math.abs((lng ?? NaN) - expected[0])).toBeLessThan(tolerance)
  expect(Math.abs((lat ?? NaN) - expected[1])).toBeLessThan(tolerance)
}

describe('datums', () => {
  it.each(vectors)('of %s agree with the published places', (_, wgs84, gcj02, bd09) => {
    expectNear(toGcj02(...wgs84), gcj02, 6e-7)
    expectNear(toBd09(...wgs84), bd09, 6e-7)
    expectNear(toWgs84('gcj02', ...gcj02), wgs84, 6e-7)
    expectNear(toWgs84('bd09', ...bd09), wgs84, 6e-7)
  })

  it('are converted as gcoord converts them', () => {
    fc.assert(
      fc.property(lngs, lats, (lng, lat) => {
        expectNear(toGcj02(lng, lat), gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) as Pair, 1e-12)
        expectNear(toBd09(lng, lat), gcoord.transform([lng, lat], gcoord.WGS84, gcoord.BD09) as Pair, 1e-12)
      }),
    )
  })

  it('come back to where they started within 1e-9 degree', () => {
    fc.assert(
      fc.property(lngs, lats, (lng, lat) => {
        expectNear(toWgs84('gcj02', ...toGcj02(lng, lat)), [lng, lat], 1e-9)
        expectNear(toWgs84('bd09', ...toBd09(lng, lat)), [lng, lat], 1e-9)
      }),
    )
  })

  it('leave WGS-84 and CGCS2000 as they are, and GCJ-02 outside its box', () => {
    expect(toWgs84('wgs84', 113.1, 23)).toEqual([113.1, 23])
    expect(toWgs84('cgcs2000', 113.1, 23)).toEqual([113.1, 23])
    expect(toWgs84('gcj02', 2.17, 41.38)).toEqual([2.17, 41.38])
  })
})
