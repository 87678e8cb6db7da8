import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { describe, expect, it } from 'vitest'
import { labelPoint } from '../../../data/regions/labelPoint.ts'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'

describe('labelPoint', () => {
  it('lies inside every region there is', () => {
    const collection = loadBuiltInRegions()
    for (const { code } of collection.regions.filter(({ level }) => level !== 'county')) {
      const geometry = collection.geometry(code)
      expect(booleanPointInPolygon(labelPoint(geometry) ?? [], geometry), code).toBe(true)
    }
  })

  it('keeps out of holes', () => {
    const outer = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]] // prettier-ignore
    const hole = [[1, 1], [1, 8], [7, 8], [7, 1], [1, 1]] // prettier-ignore
    const geometry = { type: 'Polygon' as const, coordinates: [outer, hole] }
    expect(booleanPointInPolygon(labelPoint(geometry) ?? [], geometry)).toBe(true)
  })

  it('is null where there is no area', () => {
    expect(labelPoint({ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [2, 0], [0, 0]]] })).toBeNull() // prettier-ignore
    expect(labelPoint({ type: 'MultiPolygon', coordinates: [] })).toBeNull()
  })
})
