import type { Position } from 'geojson'
import { cellToLatLng, gridDisk, latLngToCell, polygonToCells } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { studyCells } from '../../../server/hotspots/studyCells.ts'

const box = (west: number, south: number, east: number, north: number): Position[][] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]
const named = (cells: BigUint64Array): string[] => [...cells].map((cell) => cell.toString(16))
const small = box(113, 23, 113.05, 23.04)
const overlapping = box(113.02, 22.9, 113.4, 23.03)
const cellsOf = (shapes: Position[][][][], resolution = 9): string[] =>
  named(studyCells({ kind: 'region', shapes }, resolution))

describe('the cells of a study area', () => {
  it('lie with their middle in every shape, in whatever order the shapes come', () => {
    const both = (cells: string[]): string[] => {
      const inOther = new Set(polygonToCells(overlapping as [number, number][][], 9, true))
      return cells.filter((cell) => inOther.has(cell)).toSorted()
    }
    const expected = both(polygonToCells(small as [number, number][][], 9, true))
    expect(expected.length).toBeGreaterThan(30)
    expect(cellsOf([[small], [overlapping]])).toEqual(expected)
    expect(cellsOf([[overlapping], [small]])).toEqual(expected)
  })

  it('leave holes out', () => {
    const [outer = [], hole = []] = [box(112.9, 22.9, 113.2, 23.2)[0], box(113.01, 23.01, 113.03, 23.03)[0]]
    const cells = cellsOf([[small], [[outer, hole]]])
    for (const cell of cells) {
      const [lat, lng] = cellToLatLng(cell)
      expect(lng > 113.01 && lng < 113.03 && lat > 23.01 && lat < 23.03).toBe(false)
    }
    expect(cells.length).toBeLessThan(cellsOf([[small]]).length)
    expect(cells.length).toBeGreaterThan(0)
  })

  it('of a small area in a large region cost what the small one does', () => {
    const alone = cellsOf([[small]], 10)
    const began = performance.now()
    expect(cellsOf([[box(100, 20, 120, 40)], [small]], 10)).toEqual(alone)
    // To fill the region would be 300 million cells.
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('are those around the occupied ones too, when asked for', () => {
    const cell = latLngToCell(23, 113, 8)
    const occupied = BigUint64Array.of(BigInt(`0x${cell}`))
    expect(named(studyCells({ kind: 'occupied', cells: occupied }, 8))).toEqual([cell])
    expect(named(studyCells({ kind: 'surround', cells: occupied }, 8))).toEqual(gridDisk(cell, 1).toSorted())
  })
})
