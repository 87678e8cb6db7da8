import { describe, expect, it } from 'vitest'
import { ringCrossing } from '../../../server/analysis/ringCrossing.ts'

function circle(vertices: number, radius = 1): [number, number][] {
  return Array.from({ length: vertices + 1 }, (_, index) => {
    const angle = (2 * Math.PI * (index % vertices)) / vertices
    return [110 + radius * Math.cos(angle), 30 + radius * Math.sin(angle)]
  })
}

describe('ringCrossing', () => {
  it('finds the middle of a bow tie', () => {
    expect(ringCrossing([[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]])).toEqual([1, 1]) // prettier-ignore
  })

  it('finds nothing in a square, a square with a hole and an empty list', () => {
    const square = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]] // prettier-ignore
    const hole = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]] // prettier-ignore
    expect(ringCrossing([square])).toBeNull()
    expect(ringCrossing([square, hole])).toBeNull()
    expect(ringCrossing([])).toBeNull()
  })

  it('finds a hole that leaves its shell', () => {
    const square = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]] // prettier-ignore
    const hole = [[3, 1], [3, 2], [5, 2], [5, 1], [3, 1]] // prettier-ignore
    expect(ringCrossing([square, hole])?.[0]).toBe(4)
  })

  it('does not take touching at a point for crossing', () => {
    expect(ringCrossing([[[0, 0], [2, 0], [1, 1], [2, 2], [0, 2], [1, 1], [0, 0]]])).toBeNull() // prettier-ignore
  })

  it('checks 100,000 vertices within two seconds', () => {
    const start = performance.now()
    expect(ringCrossing([circle(100_000)])).toBeNull()
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('finds one crossing among many vertices', () => {
    const ring = circle(10_000)
    const far = ring[5000] as [number, number]
    ring[5000] = [112, 30]
    expect(ringCrossing([ring])).not.toBeNull()
    ring[5000] = far
    expect(ringCrossing([ring])).toBeNull()
  })
})
