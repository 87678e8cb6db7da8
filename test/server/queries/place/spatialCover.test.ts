import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { booleanIntersects } from '@turf/boolean-intersects'
import { distance } from '@turf/distance'
import { lineString, point, polygon } from '@turf/helpers'
import { pointToLineDistance } from '@turf/point-to-line-distance'
import fc from 'fast-check'
import type { MultiPolygon, Polygon } from 'geojson'
import { cellToParent, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import type { Bbox } from '../../../../data/model/bbox.ts'
import { areaShape } from '../../../../server/queries/place/areaShape.ts'
import { boxRanges, fewRanges } from '../../../../server/queries/place/boxRanges.ts'
import { nearShape } from '../../../../server/queries/place/nearShape.ts'
import { boxOf, rectangle } from '../../../../server/queries/place/boxes.ts'
import type { PlaceShape, StoredGeometry } from '../../../../server/queries/place/placeShape.ts'
import {
  cellNumber,
  descendantBox,
  descendantRange,
  type SpatialCover,
  spatialCover,
} from '../../../../server/queries/place/spatialCover.ts'

const seeded = { seed: 3, numRuns: 40 }
const numberAt = (lng: number, lat: number): bigint => cellNumber(latLngToCell(lat, lng, 12))
const parentOf = (lng: number, lat: number, resolution: number): bigint =>
  cellNumber(cellToParent(latLngToCell(lat, lng, 12), resolution))

/** A star about a place: its radii make it spiky, its outline does not cross itself. */
const star = fc
  .record({
    lng: fc.double({ min: 76, max: 130, noNaN: true }),
    lat: fc.double({ min: 5, max: 52, noNaN: true }),
    size: fc.constantFrom(0.001, 0.05, 1, 12),
    radii: fc.array(fc.double({ min: 0.15, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }),
  })
  .map(({ lng, lat, size, radii }) => {
    const ring = radii.map((radius, step) => {
      const angle = (step * 2 * Math.PI) / radii.length
      return [lng + size * radius * Math.cos(angle), lat + size * radius * Math.sin(angle)]
    })
    return { size, center: [lng, lat] as const, geometry: polygon([[...ring, ring[0] as number[]]]).geometry }
  })

const offsets = fc.array(
  fc.tuple(fc.double({ min: -1.2, max: 1.2, noNaN: true }), fc.double({ min: -1.2, max: 1.2, noNaN: true })),
  { minLength: 30, maxLength: 30 },
)

/** What the store does with a cover: cells inside are taken whole, those across the outline are tested. */
function covered(cover: SpatialCover, shape: PlaceShape, lng: number, lat: number): boolean {
  const inside = cover.interior.some(({ resolution, cells }) => cells.includes(parentOf(lng, lat, resolution)))
  if (inside) return true
  const { resolution, cells } = cover.boundary
  return cells.includes(parentOf(lng, lat, resolution)) && shape.contains(lng, lat)
}

describe('an area as cells', () => {
  it('holds the points that Turf finds in the polygon, and no others', () => {
    fc.assert(
      fc.property(star, offsets, ({ size, center, geometry }, moves) => {
        const shape = areaShape(geometry)
        const cover = spatialCover(shape)
        for (const [dx, dy] of moves) {
          const [lng, lat] = [center[0] + dx * size, center[1] + dy * size]
          expect(covered(cover, shape, lng, lat)).toBe(booleanPointInPolygon([lng, lat], geometry))
        }
      }),
      seeded,
    )
  })

  it('leaves holes out and takes every part in', () => {
    const hole = [
      [113.1, 23],
      [113.2, 23],
      [113.2, 23.1],
      [113.1, 23.1],
      [113.1, 23],
    ]
    const outer = rectangle([113, 22.9, 113.3, 23.2]).coordinates[0] as number[][]
    const other = rectangle([114, 24, 114.5, 24.5]).coordinates
    const area: MultiPolygon = { type: 'MultiPolygon', coordinates: [[outer, hole], other] }
    const shape = areaShape(area)
    expect(shape.contains(113.15, 23.05)).toBe(false)
    expect(shape.contains(113.05, 23.05)).toBe(true)
    expect(shape.contains(114.2, 24.2)).toBe(true)
    expect(shape.contains(113.6, 23.6)).toBe(false)
    expect(shape.contains(113.1, 23.05)).toBe(true)
    expect(shape.relate([113.12, 23.02, 113.18, 23.08])).toBe('outside')
    expect(shape.relate([114.1, 24.1, 114.2, 24.2])).toBe('inside')
    expect(shape.relate([112.9, 22.8, 114.6, 24.6])).toBe('crossing')
  })

  it('meets the lines and polygons that Turf says it intersects', () => {
    fc.assert(
      fc.property(star, star, offsets, ({ size, center, geometry }, { geometry: other }, moves) => {
        const shape = areaShape(geometry)
        const path = moves.slice(0, 3).map(([dx, dy]) => [center[0] + dx * size, center[1] + dy * size])
        const line = lineString(path).geometry
        expect(shape.meets(line)).toBe(booleanIntersects(geometry, line))
        expect(shape.meets(other)).toBe(booleanIntersects(geometry, other))
      }),
      seeded,
    )
  })

  it('meets a site that it lies in whole', () => {
    const site = rectangle([113, 22.9, 113.3, 23.2])
    expect(areaShape(rectangle([113.1, 23, 113.11, 23.01])).meets(site)).toBe(true)
    expect(areaShape(rectangle([114, 23, 114.1, 23.1])).meets(site)).toBe(false)
  })

  it('takes a polygon of 100,000 vertices', () => {
    const ring = Array.from({ length: 100_000 }, (_, step) => {
      const angle = (step * 2 * Math.PI) / 100_000
      const radius = 2 + 0.05 * Math.sin(angle * 500)
      return [113 + radius * Math.cos(angle), 24 + radius * Math.sin(angle)]
    })
    const geometry: Polygon = { type: 'Polygon', coordinates: [[...ring, ring[0] as number[]]] }
    const shape = areaShape(geometry)
    const cover = spatialCover(shape)
    expect(cover.boundary.cells.length).toBeLessThan(3000)
    for (const [lng, lat] of [
      [113, 24],
      [115.01, 24],
      [115.06, 24],
      [113, 25.98],
    ] as const) {
      expect(covered(cover, shape, lng, lat)).toBe(booleanPointInPolygon([lng, lat], geometry))
    }
  }, 20_000)
})

describe('what is near a feature as cells', () => {
  const features: readonly StoredGeometry[] = [
    point([113.12, 23.02]).geometry,
    lineString([
      [113, 23],
      [113.2, 23.1],
      [113.4, 23],
    ]).geometry,
    rectangle([113, 23, 113.1, 23.1]),
  ]
  const metersTo = (feature: StoredGeometry, lng: number, lat: number): number => {
    if (feature.type === 'Point') return distance(feature.coordinates, [lng, lat], { units: 'meters' })
    if (feature.type === 'LineString') return pointToLineDistance([lng, lat], feature, { units: 'meters' })
    const ring = lineString((feature as Polygon).coordinates[0] as number[][])
    return booleanPointInPolygon([lng, lat], feature as Polygon)
      ? 0
      : pointToLineDistance([lng, lat], ring, { units: 'meters' })
  }

  it.each([50, 3000, 60_000])('holds the points within %d m and no others', (meters) => {
    for (const feature of features) {
      const shape = nearShape(feature, meters)
      const cover = spatialCover(shape)
      const [west, south, east, north] = shape.bbox
      for (let step = 0; step < 200; step += 1) {
        const lng = west + ((step * 0.618034) % 1) * (east - west)
        const lat = south + ((step * 0.754877) % 1) * (north - south)
        expect(covered(cover, shape, lng, lat)).toBe(metersTo(feature, lng, lat) <= meters)
      }
    }
  })

  const winding = lineString(
    Array.from({ length: 1000 }, (_, step) => [
      113 + step / 1000 + Math.sin(step / 9) / 90,
      23 + Math.sin(step / 60) / 2,
    ]),
  ).geometry

  it.each([30, 2000, 100_000])('answers as Turf does for a line of 1,000 vertices and %d m', (meters) => {
    const shape = nearShape(winding, meters)
    const [west, south, east, north] = shape.bbox
    for (let step = 0; step < 120; step += 1) {
      const vertex = winding.coordinates[(step * 8) % 1000] as [number, number]
      const angle = step * 2.4
      const degrees = (meters / 111_195) * (0.98 + ((step * 0.618034) % 1) * 0.04)
      const close: [number, number] = [vertex[0] + degrees * Math.cos(angle), vertex[1] + degrees * Math.sin(angle)]
      const any: [number, number] = [
        west + ((step * 0.618034) % 1) * (east - west),
        south + ((step * 0.754877) % 1) * (north - south),
      ]
      for (const [lng, lat] of [close, any]) {
        expect(shape.contains(lng, lat)).toBe(metersTo(winding, lng, lat) <= meters)
      }
    }
  })

  it.each([30, 2000, 100_000])('covers a line of 1,000 vertices and %d m within a second', (meters) => {
    const started = performance.now()
    spatialCover(nearShape(winding, meters))
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('meets lines by their nearest point, whether at a vertex, between them or crossing', () => {
    const line = features[1] as StoredGeometry
    const near = (meters: number, path: number[][]): boolean => nearShape(line, meters).meets(lineString(path).geometry)
    const crossing = [
      [113.1, 22.9],
      [113.1, 23.2],
    ]
    const beside = [
      [113.2, 23.11],
      [113.2, 23.5],
    ]
    expect(near(1, crossing)).toBe(true)
    expect(near(1000, beside)).toBe(false)
    expect(near(1200, beside)).toBe(true)
  })
})

describe('cells and their descendants', () => {
  it('lie in the box of every ancestor', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179, max: 179, noNaN: true }),
        fc.double({ min: -80, max: 80, noNaN: true }),
        fc.integer({ min: 0, max: 12 }),
        (lng, lat, resolution) => {
          const cell = cellToParent(latLngToCell(lat, lng, 12), resolution)
          const [west, south, east, north] = descendantBox(cell)
          expect(lng >= west && lng <= east && lat >= south && lat <= north).toBe(true)
          const [low, high] = descendantRange(cellNumber(cell), resolution)
          expect(low <= numberAt(lng, lat) && numberAt(lng, lat) <= high).toBe(true)
        },
      ),
      { seed: 3, numRuns: 2000 },
    )
  })

  it('of a box lie in its few ranges', () => {
    const sizes = [0.0001, 0.01, 0.2, 2, 9]
    fc.assert(
      fc.property(
        fc.double({ min: 74, max: 130, noNaN: true }),
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.constantFrom(...sizes),
        fc.constantFrom(...sizes),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (west, south, wide, tall, x, y) => {
          const box: Bbox = [west, south, west + wide, south + tall]
          const ranges = boxRanges(box)
          if (!ranges) return
          expect(ranges.length).toBeLessThanOrEqual(8)
          const cell = numberAt(west + x * wide, south + y * tall)
          expect(ranges.some(([low, high]) => low <= cell && cell <= high)).toBe(true)
        },
      ),
      { seed: 3, numRuns: 1000 },
    )
  })

  it('keep every value when ranges are merged', () => {
    const ranges = Array.from({ length: 40 }, (_, index) => [BigInt(index * index), BigInt(index * index + 1)] as const)
    const merged = fewRanges(ranges)
    expect(merged).toHaveLength(8)
    for (const [low, high] of ranges) expect(merged.some(([from, to]) => from <= low && high <= to)).toBe(true)
  })
})

describe('boxes', () => {
  it('are made of positions', () => {
    expect(
      boxOf([
        [3, 1],
        [-2, 5],
      ]),
    ).toEqual([-2, 1, 3, 5])
  })
})
