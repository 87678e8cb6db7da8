import { distance } from '@turf/distance'
import { expect, it } from 'vitest'
import { firstFrom } from '../../../../server/queries/place/firstFrom.ts'
import { metersBetween } from '../../../../server/queries/place/planeDistance.ts'

it.each([
  [
    [113.2, 23.1],
    [113.9, 23.4],
  ],
  [
    [126.5, 45.8],
    [126.4, 45.1],
  ],
  [
    [87.6, 43.8],
    [87.6, 43.8],
  ],
] as const)('the distance on a plane from %s to %s is that on the sphere, to a thousandth', (from, to) => {
  const exact = distance([...from], [...to], { units: 'meters' })
  expect(Math.abs(metersBetween(from, to) - exact)).toBeLessThanOrEqual(exact / 1000)
})

it('the first of rising values from one on is found, in numbers and in cells', () => {
  expect([0, 1, 2, 3, 9].map((value) => firstFrom([1, 2, 2, 5], value))).toEqual([0, 0, 1, 3, 4])
  expect(firstFrom(BigUint64Array.of(1n, 4n), 2n)).toBe(1)
  expect(firstFrom(new Float64Array(), 1)).toBe(0)
})
