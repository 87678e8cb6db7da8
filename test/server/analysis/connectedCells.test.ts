import { gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { connectedCells } from '../../../server/analysis/connectedCells.ts'
import { cellIds } from '../../../server/analysis/h3Rings.ts'

const here = gridDisk(latLngToCell(23, 113, 8), 1)
const there = gridDisk(latLngToCell(24, 114, 8), 1)

describe('cells that touch', () => {
  it('are one group, apart from those elsewhere, in the order of their first cells', () => {
    const groups = connectedCells(cellIds([...here, ...there]), new Int8Array(14).fill(1))
    expect([...groups]).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
  })

  it('are apart when their labels differ, and in no group without one', () => {
    const [center, ...ring] = here
    const labels = [3, ...ring.map((_, index) => (index < 2 ? 3 : index < 4 ? -1 : 0))]
    const groups = connectedCells(cellIds([center as string, ...ring]), labels)
    expect(groups[0]).toBe(0)
    expect([...groups].filter((group) => group === 0).length).toBe(3)
    expect([...groups].slice(5)).toEqual([-1, -1])
    expect(new Set(groups).size).toBeGreaterThanOrEqual(3)
  })

  it('of none are none', () => {
    expect(connectedCells(new BigUint64Array(0), [])).toEqual(new Int32Array(0))
  })
})
