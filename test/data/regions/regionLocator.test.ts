import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { describe, expect, it } from 'vitest'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'
import type { LeafPolygon } from '../../../data/regions/regionGrid.ts'
import { createRegionLocator } from '../../../data/regions/regionLocator.ts'
import { regionTree } from '../../../data/regions/regionTree.ts'

const collection = loadBuiltInRegions()
const leaves = regionTree(collection.regions)
  .leaves('100000')
  .map(({ code }) => ({ code, geometry: collection.geometry(code) }))
const locator = createRegionLocator(leaves)

/** Numbers in [0, 1), the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function pointsInBox(count: number, [west, south, east, north]: readonly [number, number, number, number]) {
  const random = randomNumbers(7)
  return Array.from(
    { length: count },
    () => [west + random() * (east - west), south + random() * (north - south)] as const,
  )
}

const china = [73, 17, 135, 54] as const

/** Every leaf that holds the point, found the slow way. */
function leavesHolding([lng, lat]: readonly [number, number]): string[] {
  const near = leaves.filter(({ code }) => {
    const region = collection.region(code)
    if (region === undefined) return false
    return lng >= region.west && lng <= region.east && lat >= region.south && lat <= region.north
  })
  return near.filter(({ geometry }) => booleanPointInPolygon([lng, lat], geometry)).map(({ code }) => code)
}

function square(code: string, west: number, south: number, size = 1): LeafPolygon {
  const [east, north] = [west + size, south + size]
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // prettier-ignore
  return { code, geometry: { type: 'Polygon', coordinates: [ring] } }
}

const star = (code: string, lng: number, lat: number): LeafPolygon => {
  const ring = Array.from({ length: 40 }, (_, index) => {
    const radius = index % 2 === 0 ? 1 : 0.3
    const angle = (index / 40) * 2 * Math.PI
    return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)]
  })
  return { code, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] } }
}

describe('locating a point among the counties of China', () => {
  it.each([
    ['Foshan', 113.1227, 23.02867, '440604'],
    ['Tiananmen', 116.39748, 39.90882, '110101'],
    ['the Potala', 91.1172, 29.6575, '540102'],
    ['永兴岛', 112.34, 16.835, '460300'],
    ['Taipei 101', 121.5645, 25.0339, '710000'],
    ['钓鱼岛', 123.475, 25.745, '710000'],
    ['Hong Kong Central', 114.158, 22.281, '810001'],
    ['Dongguan, a city without counties', 113.75, 23.04, '441900'],
    ['蓟州, the hole of the source', 117.4, 40.04, '120119'],
    ['仙桃, a county under the province', 113.45, 30.36, '429004'],
  ])('finds %s', (_place, lng, lat, code) => {
    expect(locator.locate(lng, lat)).toEqual({ code, distanceMeters: 0 })
  })

  it('agrees with point-in-polygon on thousands of points', () => {
    let inside = 0
    for (const point of pointsInBox(6000, china)) {
      const located = locator.locate(...point)
      const expected = leavesHolding(point)
      if (expected.length === 0) expect(located?.distanceMeters ?? 1, String(point)).toBeGreaterThan(0)
      else expect(located).toEqual({ code: expected[0], distanceMeters: 0 })
      inside += expected.length
    }
    expect(inside).toBeGreaterThan(2500)
  })

  it('agrees close to borders, where it matters', () => {
    for (const point of pointsInBox(4000, [113, 22.8, 113.5, 23.3])) {
      expect(locator.locate(...point)?.code).toBe(leavesHolding(point)[0])
    }
  })

  it('gives every border vertex to the smallest of the codes that meet there', () => {
    const vertices = new Map<string, { point: [number, number]; codes: string[] }>()
    for (const { code, geometry } of leaves.filter((leaf) => leaf.code.startsWith('44'))) {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      for (const [lng = 0, lat = 0] of polygons.flat(2)) {
        const vertex = vertices.get(`${lng},${lat}`) ?? { point: [lng, lat], codes: [] }
        vertex.codes.push(code)
        vertices.set(`${lng},${lat}`, vertex)
      }
    }
    const shared = [...vertices.values()].filter(({ codes }) => new Set(codes).size > 1)
    expect(shared.length).toBeGreaterThan(1000)
    for (const { point, codes } of shared) {
      const located = locator.locate(...point)
      const smallest = codes.toSorted()[0] ?? ''
      expect(located?.distanceMeters).toBe(0)
      expect((located?.code ?? '') <= smallest, `${point} ${located?.code} ${smallest}`).toBe(true)
    }
  })

  it('gives a point off the coast to the nearest county, with its distance', () => {
    const located = locator.locate(122.3, 30.6)
    expect(located?.code).toBe('330921')
    expect(located?.distanceMeters).toBeGreaterThan(1000)
    expect(located?.distanceMeters).toBeLessThan(5000)
  })

  it('gives up twenty kilometres from land', () => {
    expect(locator.locate(123.5, 30)).toBeNull()
    expect(locator.locate(0, 0)).toBeNull()
    expect(locator.locate(-122.4, 37.8)).toBeNull()
  })

  it('has no answer for what is no number', () => {
    expect(locator.locate(NaN, 30)).toBeNull()
    expect(locator.locate(113, Infinity)).toBeNull()
  })

  it('takes less than two microseconds a point', () => {
    const points = pointsInBox(100_000, [100, 23, 118, 39])
    const rounds = Array.from({ length: 6 }, () => {
      const start = performance.now()
      for (const [lng, lat] of points) locator.locate(lng, lat)
      return ((performance.now() - start) / points.length) * 1000
    })
    expect(Math.min(...rounds)).toBeLessThan(2)
  })
})

describe('locating a point among any regions', () => {
  it('gives the shared border of squares to the smaller code, whatever the order', () => {
    const [a, b, c] = [square('110102', 10, 10), square('110101', 11, 10), square('110103', 10, 11)]
    for (const order of [
      [a, b, c],
      [c, b, a],
    ]) {
      const { locate } = createRegionLocator(order)
      expect(locate(11, 10.5)).toEqual({ code: '110101', distanceMeters: 0 })
      expect(locate(10.5, 11)).toEqual({ code: '110102', distanceMeters: 0 })
      expect(locate(11, 11)).toEqual({ code: '110101', distanceMeters: 0 })
      expect(locate(10, 10)).toEqual({ code: '110102', distanceMeters: 0 })
    }
  })

  it('measures the distance to the nearest border in metres', () => {
    const { locate } = createRegionLocator([square('110101', 116, 0), square('110102', 118, 0)])
    expect(locate(117.1, 0.5)?.code).toBe('110101')
    expect(locate(117.1, 0.5)?.distanceMeters).toBeCloseTo(11_119, -1)
    expect(locate(117.9, 0.5)?.code).toBe('110102')
    expect(locate(117.5, 0.5)).toBeNull()
  })

  it('of two equally near regions takes the smaller code', () => {
    const { locate } = createRegionLocator([square('110102', 0, 0), square('110101', 1.25, 0)])
    expect(locate(1.125, 0.5)?.code).toBe('110101')
  })

  it('leaves a hole to what fills it', () => {
    const outer = square('110101', 0, 0, 3)
    const inner = square('110102', 1, 1)
    const [hole = []] = inner.geometry.coordinates as number[][][]
    const ring = { ...outer, geometry: { ...outer.geometry, coordinates: [...outer.geometry.coordinates, hole] } }
    const { locate } = createRegionLocator([ring as LeafPolygon, inner])
    expect(locate(1.5, 1.5)?.code).toBe('110102')
    expect(locate(0.5, 1.5)?.code).toBe('110101')
    expect(locate(1, 1.5)?.code).toBe('110101')
  })

  it('takes the smallest code where an operator’s regions overlap', () => {
    const { locate } = createRegionLocator([
      square('110102', 0, 0, 2),
      square('110101', 1, 1, 2),
      square('110103', 0, 0, 4),
    ])
    expect(locate(1.5, 1.5)?.code).toBe('110101')
    expect(locate(0.5, 0.5)?.code).toBe('110102')
    expect(locate(2.5, 2.5)?.code).toBe('110101')
    expect(locate(3.5, 3.5)?.code).toBe('110103')
  })

  it('agrees with point-in-polygon on overlapping stars', () => {
    const stars = [star('110101', 0, 0), star('110102', 0.7, 0.2), star('110103', 0.1, 0.8)]
    const { locate } = createRegionLocator(stars)
    for (const [lng, lat] of pointsInBox(5000, [-1, -1, 2, 2])) {
      const expected = stars.find(({ geometry }) => booleanPointInPolygon([lng, lat], geometry))?.code ?? null
      const located = locate(lng, lat)
      expect(located?.distanceMeters === 0 ? located.code : null).toBe(expected)
    }
  })

  it('knows nothing without regions', () => {
    expect(createRegionLocator([]).locate(113, 23)).toBeNull()
  })
})
