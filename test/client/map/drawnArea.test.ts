import type { Polygon, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { isEditable } from '../../../client/map/editableArea.ts'
import { areaKm2, areaOfShapes, crossesItself, shapesOfArea } from '../../../client/map/drawnArea.ts'

const box = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const polygon = (...rings: Position[][]): Polygon => ({ type: 'Polygon', coordinates: rings })
const bowTie = polygon([
  [0, 0],
  [1, 1],
  [1, 0],
  [0, 1],
  [0, 0],
])

describe('areaOfShapes', () => {
  it('is null for nothing, a polygon for one shape, a MultiPolygon for several', () => {
    expect(areaOfShapes([])).toBeNull()
    expect(areaOfShapes([polygon(box(113, 23, 1))])).toEqual(polygon(box(113, 23, 1)))
    expect(areaOfShapes([polygon(box(113, 23, 1)), polygon(box(115, 23, 1))])).toMatchObject({
      type: 'MultiPolygon',
      coordinates: [[box(113, 23, 1)], [box(115, 23, 1)]],
    })
  })

  it('leaves out the handles of the tool, which are points', () => {
    expect(areaOfShapes([{ type: 'Point', coordinates: [1, 1] }])).toBeNull()
  })
})

describe('shapesOfArea', () => {
  it('comes back as it went', () => {
    const area = areaOfShapes([polygon(box(113, 23, 1)), polygon(box(115, 23, 1))])
    expect(area && areaOfShapes(shapesOfArea(area).map(({ geometry }) => geometry))).toEqual(area)
  })

  it('rounds to the digits that the tool accepts', () => {
    const [shape] = shapesOfArea(polygon([[113.123456789123, 23.1], ...box(113, 23, 1).slice(1)]))
    expect(shape?.geometry.coordinates[0]?.[0]).toEqual([113.1234568, 23.1])
  })
})

describe('crossesItself', () => {
  it('sees a bow tie and lets a box pass', () => {
    expect(crossesItself(bowTie)).toBe(true)
    expect(crossesItself(polygon(box(113, 23, 1)))).toBe(false)
  })
})

describe('isEditable', () => {
  it('refuses a ring within', () => {
    expect(isEditable(polygon(box(0, 0, 3), box(1, 1, 1)))).toBe(false)
    expect(isEditable(polygon(box(0, 0, 3)))).toBe(true)
  })
})

describe('areaKm2', () => {
  it('is about 12,364 km² for a degree at the equator', () => {
    expect(areaKm2(polygon(box(0, 0, 1)))).toBeGreaterThan(12_300)
    expect(areaKm2(polygon(box(0, 0, 1)))).toBeLessThan(12_420)
  })
})
