import type { Geometry, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { encodeTile } from '../../../server/tiles/encodeTile.ts'
import { shapeFeatures } from '../../../server/tiles/shapeFeatures.ts'
import { decodeTile } from '../../helpers/decodeTile.ts'

const tile = { z: 12, x: 3334, y: 1776 }
const inside: Position = [113.05, 23.2]

function road(points: number, stepDegrees: number): Geometry {
  const coordinates = Array.from({ length: points }, (_, index): Position => {
    return [(inside[0] ?? 0) + index * stepDegrees, (inside[1] ?? 0) + Math.sin(index) * 1e-6]
  })
  return { type: 'LineString', coordinates }
}

function decoded(geometry: Geometry, at = tile) {
  const features = shapeFeatures([{ geometry, properties: { id: 'a' } }], at)
  return decodeTile(encodeTile([{ name: 'shapes', features }])).shapes ?? []
}

describe('shapeFeatures', () => {
  it('simplifies a line to the resolution of the tile', () => {
    const [feature] = decoded(road(2000, 1e-5))
    expect(feature?.type).toBe('line')
    expect(feature?.paths[0]?.length).toBeLessThan(20)
    expect(feature?.properties).toEqual({ id: 'a' })
  })

  it('clips at the buffer', () => {
    const [feature] = decoded(road(3, 1))
    for (const { x } of feature?.paths[0] ?? []) expect(x).toBeLessThanOrEqual(4096 + 64)
  })

  it('draws a line shorter than a pixel as a mark, so that none vanishes', () => {
    const [feature] = decoded(road(2, 1e-7))
    expect(feature?.type).toBe('line')
    expect(feature?.paths[0]).toHaveLength(2)
  })

  it('draws a polygon smaller than a pixel as a square of one pixel', () => {
    const [lng = 0, lat = 0] = inside
    const ring = [[lng, lat], [lng + 1e-6, lat], [lng + 1e-6, lat + 1e-6], [lng, lat]] // prettier-ignore
    const [feature] = decoded({ type: 'Polygon', coordinates: [ring] }, { z: 5, x: 26, y: 13 })
    expect(feature?.type).toBe('polygon')
    expect(feature?.paths[0]).toHaveLength(5)
  })

  it('leaves the mark to the tile where the shape begins', () => {
    expect(decoded(road(2, 1e-7), { ...tile, x: tile.x + 1 })).toEqual([])
  })

  it('keeps holes', () => {
    const [lng = 0, lat = 0] = inside
    const square = (size: number): Position[] => [
      [lng - size, lat - size],
      [lng + size, lat - size],
      [lng + size, lat + size],
      [lng - size, lat + size],
      [lng - size, lat - size],
    ]
    const [feature] = decoded({ type: 'Polygon', coordinates: [square(0.01), square(0.003).reverse()] })
    expect(feature?.paths).toHaveLength(2)
  })

  it('keeps every part of a multiple line', () => {
    const [lng = 0, lat = 0] = inside
    const coordinates = [
      [[lng, lat], [lng + 0.01, lat]], // prettier-ignore
      [[lng, lat + 0.01], [lng + 0.01, lat + 0.01]], // prettier-ignore
    ]
    expect(decoded({ type: 'MultiLineString', coordinates })[0]?.paths).toHaveLength(2)
  })
})
