import { describe, expect, it } from 'vitest'
import type { BoundaryTopology } from '../../../data/regions/regionGeometry.ts'
import { decodeGeometry, indexByCode, rewind } from '../../../data/regions/regionGeometry.ts'

const clockwise = [[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]] // prettier-ignore
const hole = [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 0.5]] // prettier-ignore

const topology: BoundaryTopology = {
  type: 'Topology',
  transform: { scale: [0.0001, 0.0001], translate: [0, 0] },
  arcs: [[[1196119, 237795], [3, 0], [0, 3], [-3, -3]]], // prettier-ignore
  objects: {
    county: { type: 'GeometryCollection', geometries: [{ type: 'MultiPolygon', id: '440604', arcs: [[[0]]] }] },
  },
}

describe('rewind', () => {
  it('turns outer rings counter-clockwise and holes clockwise', () => {
    expect(rewind({ type: 'Polygon', coordinates: [clockwise, hole] })).toEqual({
      type: 'Polygon',
      coordinates: [clockwise.toReversed(), hole.toReversed()],
    })
  })

  it('leaves what is right as it is', () => {
    const right = { type: 'Polygon' as const, coordinates: [clockwise.toReversed()] }
    expect(rewind(right)).toEqual(right)
  })

  it('makes a Polygon of a MultiPolygon of one', () => {
    expect(rewind({ type: 'MultiPolygon', coordinates: [[clockwise]] }).type).toBe('Polygon')
    expect(rewind({ type: 'MultiPolygon', coordinates: [[clockwise], [clockwise]] }).type).toBe('MultiPolygon')
  })
})

describe('a boundary file', () => {
  it('is found by code and decoded to plain decimals', () => {
    const geometry = indexByCode(topology).get('440604')
    expect(geometry && decodeGeometry(topology, geometry)).toEqual({
      type: 'Polygon',
      coordinates: [[[119.6119, 23.7795], [119.6122, 23.7795], [119.6122, 23.7798], [119.6119, 23.7795]]], // prettier-ignore
    })
    expect(indexByCode(topology).get('440600')).toBeUndefined()
  })
})
