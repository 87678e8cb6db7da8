import type { Polygon, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import {
  lengthMeters,
  pointOn,
  shapeBbox,
  shapeOfKind,
  shapeProblem,
  shapeToWgs84,
} from '../../../../data/import/place/shapes.ts'
import { parseGeometryText } from '../../../../data/import/place/wkt.ts'

const polygon = (...ring: Position[]): Polygon => ({ type: 'Polygon', coordinates: [ring] })
const square = polygon([113, 23], [114, 23], [114, 24], [113, 24], [113, 23])

describe('shapes', () => {
  it('that are sound have no problem', () => {
    expect(shapeProblem(square)).toBeNull()
    expect(shapeProblem({ type: 'LineString', coordinates: [[113, 23], [114, 24]] })).toBeNull() // prettier-ignore
  })

  it.each([
    [polygon([113, 23], [114, 24], [114, 23], [113, 24], [113, 23]), 'crosses itself near 113.500000,23.500000'],
    [polygon([113, 23], [114, 23], [114, 24]), 'not closed'],
    [polygon([113, 23], [114, 23], [113, 23]), 'a ring has at least 4'],
    [polygon([23, 113], [24, 113], [24, 114], [23, 113]), 'looks swapped'],
    [polygon([113, 23], ['x' as unknown as number, 23], [114, 24], [113, 23]), 'no Polygon'],
    [{ type: 'LineString', coordinates: [[113, 23]] } as const, 'fewer than 2 positions'],
    [{ type: 'Polygon', coordinates: [] } as const, 'no Polygon'],
  ])('that are not say why', (geometry, reason) => {
    expect(shapeProblem(geometry as Polygon)).toContain(reason)
  })

  it('of 100,000 vertices are checked within seconds, larger ones refused', () => {
    const circle = (count: number): Polygon => {
      const ring = Array.from({ length: count }, (_, index) => {
        const angle = (2 * Math.PI * index) / count
        return [113 + Math.cos(angle), 23 + Math.sin(angle)]
      })
      return polygon(...ring, ring[0] ?? [])
    }
    const started = performance.now()
    expect(shapeProblem(circle(99_998))).toBeNull()
    expect(performance.now() - started).toBeLessThan(5000)
    expect(shapeProblem(circle(100_001))).toContain('at most 100000')
  })

  it('are converted position by position, heights left out', () => {
    const converted = shapeToWgs84({ type: 'LineString', coordinates: [[113.128182, 23.026119, 5], [113.2, 23.1]] }, 'gcj02') // prettier-ignore
    const [first] = converted.coordinates as Position[]
    expect(first).toHaveLength(2)
    expect(first?.[0]).toBeCloseTo(113.1227, 6)
    expect(first?.[1]).toBeCloseTo(23.02867, 6)
  })

  it('have a box, a point on them, and lines a length', () => {
    expect(shapeBbox(square)).toEqual([113, 23, 114, 24])
    const line = { type: 'LineString' as const, coordinates: [[113, 23], [113, 23.01], [113, 23.02]] } // prettier-ignore
    expect(pointOn(line)[1]).toBeCloseTo(23.01, 9)
    expect(lengthMeters(line)).toBeCloseTo(2223.9, 0)
    const [lng, lat] = pointOn(square)
    expect(lng > 113 && lng < 114 && lat > 23 && lat < 24).toBe(true)
  })

  it('of another kind than the collection takes are refused', () => {
    expect(shapeOfKind(square, 'line')).toBeInstanceOf(Refusal)
    expect(shapeOfKind(square, 'polygon')).toBe(square)
  })
})

describe('parseGeometryText', () => {
  it('reads WKT and GeoJSON', () => {
    expect(parseGeometryText('LINESTRING(113 23, 114 24)')).toEqual({ type: 'LineString', coordinates: [[113, 23], [114, 24]] }) // prettier-ignore
    expect(parseGeometryText('SRID=4326;Point (113.5 23.5)')).toEqual({ type: 'Point', coordinates: [113.5, 23.5] })
    expect(parseGeometryText('POLYGON((113 23,114 23,114 24,113 23))')).toMatchObject({ type: 'Polygon' })
    expect(parseGeometryText('MULTIPOLYGON(((113 23,114 23,114 24,113 23)))')).toMatchObject({ type: 'MultiPolygon' })
    expect(parseGeometryText(JSON.stringify(square))).toEqual(square)
  })

  it.each(['CIRCLE(1 2)', 'LINESTRING 1 2', 'POLYGON(1 2, 3 4)', '{"type":', 'POINT(a b)'])('refuses %s', (text) => {
    expect(parseGeometryText(text)).toBeInstanceOf(Refusal)
  })
})
