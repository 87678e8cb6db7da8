import { describe, expect, it } from 'vitest'
import {
  arcgisRadius,
  crossValidatedBandwidth,
  pointSpread,
  scottBandwidths,
  scottRule,
  silvermanRule,
} from '../../../server/analysis/bandwidth.ts'
import { type PlanePoints, densityAt, densityRaster, localMeters } from '../../../server/analysis/kde.ts'
import { Random } from '../../helpers/random.ts'
import { expectAllNear, expectNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Reference {
  readonly points: [number, number][]
  readonly query: [number, number][]
  readonly h: number
  readonly sum_gaussian: number[]
  readonly sum_quartic: number[]
  readonly sum_epanechnikov: number[]
  readonly bandwidths: Record<string, number> & { scott_2d: number[]; silverman_2d: number[] }
}

const reference = readReference<Reference>('kde')
const plane = (places: readonly (readonly [number, number])[]): PlanePoints => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
})
const points = plane(reference.points)
const { bandwidths } = reference

describe('densityAt', () => {
  it.each(['gaussian', 'quartic', 'epanechnikov'] as const)('has the reference sums of the %s kernel', (kernel) => {
    const found = densityAt(points, plane(reference.query), { kernel, bandwidthMeters: reference.h })
    reference[`sum_${kernel}`].forEach((expected, place) => expectNear(found[place], expected, 1e-9, 1e-20))
  })

  it('counts a weighted point as so many events', () => {
    const options = { kernel: 'quartic', bandwidthMeters: 500 } as const
    const [twice] = densityAt(plane([[0, 0], [0, 0], [90, 0]]), plane([[40, 9]]), options) // prettier-ignore
    const [weighted] = densityAt(plane([[0, 0], [90, 0]]), plane([[40, 9]]), options, new Float64Array([2, 1])) // prettier-ignore
    expectNear(weighted, twice ?? NaN)
  })

  it('is 0 without points and refuses a bandwidth or place that is none', () => {
    const options = { kernel: 'gaussian', bandwidthMeters: 10 } as const
    expect([...densityAt(plane([]), plane([[1, 2]]), options)]).toEqual([0])
    expect(() => densityAt(points, points, { kernel: 'quartic', bandwidthMeters: 0 })).toThrow('bandwidthMeters is 0')
    expect(() => densityAt(plane([[NaN, 0]]), points, options)).toThrow('point 0 lies at NaN, 0')
  })
})

describe('densityRaster', () => {
  const raster = { west: -500, south: -500, cellMeters: 100, columns: 75, rows: 65 }
  const center = (cell: number) =>
    [
      raster.west + ((cell % raster.columns) + 0.5) * raster.cellMeters,
      raster.south + (Math.floor(cell / raster.columns) + 0.5) * raster.cellMeters,
    ] as const
  const centers = plane(Array.from({ length: raster.columns * raster.rows }, (_, cell) => center(cell)))

  it.each(['gaussian', 'quartic', 'epanechnikov'] as const)('is the density at its centres (%s)', (kernel) => {
    const options = { kernel, bandwidthMeters: 300 }
    expectAllNear(densityRaster(points, raster, options), densityAt(points, centers, options))
  })

  it('keeps every event inside the region when its border is corrected for', () => {
    const inside = Uint8Array.from(centers.x, (x, cell) => Number(x > 1000 && (centers.y[cell] as number) < 3500))
    const within = reference.points.filter(([x, y]) => x > 1100 && y < 3400)
    const options = { kernel: 'quartic', bandwidthMeters: 700 } as const
    const total = (density: Float64Array) => density.reduce((sum, value) => sum + value, 0) * raster.cellMeters ** 2
    const corrected = densityRaster(plane(within), raster, options, inside)
    expectNear(total(corrected), within.length)
    const plain = densityRaster(plane(within), raster, options)
    expect(total(plain.filter((_, cell) => inside[cell] === 1))).toBeLessThan(within.length - 1)
    expect(corrected.every((value, cell) => inside[cell] === 1 || value === 0)).toBe(true)
  })

  it('does not depend on the order of the points, and can be cancelled', () => {
    const options = { kernel: 'quartic', bandwidthMeters: 400 } as const
    const backwards = plane(reference.points.toReversed())
    expectAllNear(densityRaster(backwards, raster, options), densityRaster(points, raster, options))
    const checkpoint = () => {
      throw new Error('cancelled')
    }
    expect(() => densityRaster(points, raster, { ...options, checkpoint })).toThrow('cancelled')
  })
})

describe('bandwidths', () => {
  it('have the reference values of the rules of thumb', () => {
    expectNear(silvermanRule(points.x), bandwidths.silverman_nrd0_x ?? NaN)
    expectNear(silvermanRule(points.y), bandwidths.silverman_nrd0_y ?? NaN)
    expectNear(scottRule(points.x), bandwidths.scott_nrd_x ?? NaN)
    expectNear(scottRule(points.y), bandwidths.scott_nrd_y ?? NaN)
    expectNear(4 * scottRule(points.x), bandwidths.mass_bandwidth_nrd_x ?? NaN)
    expectNear(4 * scottRule(points.y), bandwidths.mass_bandwidth_nrd_y ?? NaN)
    expectAllNear(scottBandwidths(points), bandwidths.scott_2d)
  })

  it('have the reference spread and ArcGIS radius', () => {
    const { standardDistance, medianDistance } = pointSpread(points)
    expectNear(standardDistance, bandwidths.standard_distance ?? NaN)
    expectNear(medianDistance, bandwidths.median_distance_to_mean_centre ?? NaN)
    expectNear(arcgisRadius(points), bandwidths.arcgis_search_radius ?? NaN)
  })

  it('by cross-validation foretell the points best, near the likelihood rule of spatstat and below the rules of thumb', () => {
    const found = crossValidatedBandwidth(points) ?? NaN
    const foretold = (bandwidthMeters: number) =>
      reference.points.reduce((sum, point, index) => {
        const others = plane(reference.points.filter((_, other) => other !== index))
        const [density = 0] = densityAt(others, plane([point]), { kernel: 'gaussian', bandwidthMeters })
        return sum + Math.log(density)
      }, 0)
    const best = foretold(found)
    for (const factor of [0.5, 0.8, 0.97, 1.03, 1.25, 2]) expect(foretold(found * factor)).toBeLessThan(best)
    // spatstat corrects for the edge of its window, we have none.
    expect(Math.abs(Math.log(found / (bandwidths.spatstat_ppl ?? NaN)))).toBeLessThan(Math.log(1.3))
    expect(found).toBeLessThan(bandwidths.scott_2d[1] ?? 0)
  })

  it('by cross-validation of many points are those of some, scaled to their number', () => {
    const random = new Random(9)
    const jitter = () => 300 * (random.next() + random.next() + random.next() - 1.5)
    const draw = (count: number) =>
      Array.from({ length: count }, () => [random.integer(0, 5) * 900 + jitter(), jitter()] as const)
    const many = draw(6000)
    const ratio = (crossValidatedBandwidth(plane(many)) ?? NaN) / (crossValidatedBandwidth(plane(draw(1500))) ?? NaN)
    expect(Math.abs(Math.log(ratio / 4 ** (-1 / 6)))).toBeLessThan(Math.log(1.15))
    expect(crossValidatedBandwidth(plane(many.toReversed()))).toBe(crossValidatedBandwidth(plane(many)))
  })

  it('know no cross-validated one of fewer than three places, and no spread of none', () => {
    expect(crossValidatedBandwidth(plane([[1, 1], [1, 1], [2, 2], [2, 2]]))).toBeNull() // prettier-ignore
    expect(crossValidatedBandwidth(plane([]))).toBeNull()
    expect(pointSpread(plane([]))).toEqual({ standardDistance: 0, medianDistance: 0 })
  })
})

describe('localMeters', () => {
  it('are metres east and north, across the 180th meridian too', () => {
    const { x, y } = localMeters(
      Float64Array.from([180, -179.99, 179.99]),
      Float64Array.from([60, 60.01, 60]),
      [180, 60],
    )
    expect([...x].map((value) => Math.round(value))).toEqual([0, 556, -556])
    expect([...y].map((value) => Math.round(value))).toEqual([0, 1112, 0])
  })
})
