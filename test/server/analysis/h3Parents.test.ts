import { cellArea, cellToParent, gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellAreas, parentName, resolutionOf, rollUp, spreadOver, sumUp } from '../../../server/analysis/h3Parents.ts'

const disk = (lat: number, lng: number, resolution: number, rings: number): BigUint64Array =>
  BigUint64Array.from(gridDisk(latLngToCell(lat, lng, resolution), rings).map((cell) => BigInt(`0x${cell}`))).toSorted()
const name = (cell: bigint) => cell.toString(16)

describe('the parents of cells', () => {
  it.each([
    [23.1, 113.2],
    [39.1, 122.3],
    [-33, 179.9],
  ])('are those of the library around %s, %s', (lat, lng) => {
    const cells = disk(lat, lng, 8, 12)
    for (const resolution of [7, 6, 5, 2, 0]) {
      const { cells: parents, parent } = rollUp(cells, resolution)
      expect([...parent].map((index) => name(parents[index] as bigint))).toEqual(
        [...cells].map((cell) => cellToParent(name(cell), resolution)),
      )
      expect([...parents]).toEqual([...new Set(parents)].toSorted((a, b) => (a < b ? -1 : 1)))
      expect(resolutionOf(parents[0] as bigint)).toBe(resolution)
    }
  })

  it('hold the sum of what their children hold', () => {
    const cells = disk(30, 110, 9, 9)
    const values = Float64Array.from(cells, (_, index) => index % 5)
    const sums = sumUp(rollUp(cells, 7), values)
    expect(sums.reduce((a, b) => a + b)).toBe(values.reduce((a, b) => a + b))
  })

  it('refuse cells out of order', () => {
    expect(() => rollUp(disk(30, 110, 9, 9).toReversed(), 8)).toThrow('rise')
  })

  it('of no cells are none', () => {
    expect(rollUp(new BigUint64Array(0), 3)).toEqual({ cells: new BigUint64Array(0), parent: new Int32Array(0) })
  })

  it('are told by name, not for a cell that is coarser', () => {
    const cell = latLngToCell(31, 121, 8)
    expect(parentName(cell, 6)).toBe(cellToParent(cell, 6))
    expect(parentName(cell, 9)).toBeNull()
  })
})

describe('values over a study area', () => {
  it('stand beside their cells, with 0 where there are none, and none from outside', () => {
    const area = BigUint64Array.of(2n, 4n, 6n, 8n)
    expect([...spreadOver(area, BigUint64Array.of(1n, 4n, 7n, 8n), Float64Array.of(9, 5, 9, 3))]).toEqual([0, 5, 0, 3])
    expect([...spreadOver(area, new BigUint64Array(0), new Float64Array(0))]).toEqual([0, 0, 0, 0])
  })
})

describe('the areas of cells', () => {
  it('are within 1 % of the exact ones, from Hainan to Heilongjiang', () => {
    for (const [lat, lng] of [
      [18.3, 109.5],
      [43.8, 87.6],
      [53, 122.5],
    ] as const) {
      for (const resolution of [5, 7, 9]) {
        const cells = disk(lat, lng, resolution, 2)
        cellAreas(cells).forEach((area, index) => {
          const exact = cellArea(name(cells[index] as bigint), 'km2')
          expect(Math.abs(area / exact - 1)).toBeLessThan(0.012)
        })
      }
    }
  })
})
