import { distance } from '@turf/distance'
import { describe, expect, it } from 'vitest'
import { contiguityWeights } from '../../../server/analysis/contiguityWeights.ts'
import { distanceBand, nearestNeighbors, widestNearestDistance } from '../../../server/analysis/distanceWeights.ts'
import type { SpatialWeights } from '../../../server/analysis/spatialWeights.ts'
import { Random } from '../../helpers/random.ts'

const random = new Random(8)
const points = Array.from({ length: 300 }, (_, point): [number, number] =>
  point < 200
    ? [116 + random.next(), 39 + random.next()]
    : [point % 2 ? 179.5 + random.next() / 2 : -180 + random.next() / 2, 89 * random.next()],
)
const lng = Float64Array.from(points, ([value]) => value)
const lat = Float64Array.from(points, ([, value]) => value)
const apart = (a: number, b: number) => distance(points[a] as [number, number], points[b] as [number, number]) * 1000
const rowOf = ({ start, neighbor }: SpatialWeights, item: number) => [
  ...neighbor.subarray(start[item], start[item + 1]),
]
const others = (item: number) => [...points.keys()].filter((other) => other !== item)

describe('distance weights', () => {
  it('take all points within the band, across the date line too', () => {
    const weights = distanceBand(lng, lat, 12_000)
    for (const item of points.keys()) {
      expect(rowOf(weights, item)).toEqual(others(item).filter((other) => apart(item, other) <= 12_000))
    }
  })

  it('take the nearest points', () => {
    const weights = nearestNeighbors(lng, lat, 4)
    for (const item of points.keys()) {
      const wanted = others(item)
        .toSorted((a, b) => apart(item, a) - apart(item, b))
        .slice(0, 4)
      expect(rowOf(weights, item)).toEqual(wanted.toSorted((a, b) => a - b))
    }
  })

  it('know the band in which nobody is alone', () => {
    const wanted = Math.max(
      ...[...points.keys()].map((item) => Math.min(...others(item).map((other) => apart(item, other)))),
    )
    expect(Math.abs(widestNearestDistance(lng, lat) / wanted - 1)).toBeLessThan(1e-9)
  })

  it('name a wrong place, band or number of neighbours', () => {
    expect(() => distanceBand(Float64Array.of(10), Float64Array.of(91), 5)).toThrow('point 0 is at 10, 91')
    expect(() => distanceBand(lng, lat, 0)).toThrow('a distance band of 0 m')
    expect(() => nearestNeighbors(lng, lat, 300)).toThrow('300 nearest of 300 points')
  })
})

describe('contiguityWeights', () => {
  const square = (x: number, y: number) => [
    [
      [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ],
    ],
  ]
  const field = [square(0, 0), square(1, 0), square(1, 1), square(5, 5)]

  it('joins corners as a queen and borders as a rook', () => {
    const queen = contiguityWeights(field)
    const rook = contiguityWeights(field, 'rook')
    expect([0, 1, 2, 3].map((item) => rowOf(queen, item))).toEqual([[1, 2], [0, 2], [0, 1], []])
    expect([0, 1, 2, 3].map((item) => rowOf(rook, item))).toEqual([[1], [0, 2], [1], []])
  })
})
