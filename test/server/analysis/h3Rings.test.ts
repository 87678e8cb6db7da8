import { cellToChildren, getPentagons, getRes0Cells, gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellIds, cellName, h3CellRings, h3Weights } from '../../../server/analysis/h3Rings.ts'
import { readReference } from '../../helpers/referenceNumbers.ts'

interface Cells {
  readonly input: { cells: string[]; nb_k1: number[][]; nb_k2: number[][] }
}

function listsOf(names: readonly string[], rings: number): number[][] {
  const { start, neighbor } = h3Weights(cellIds(names), rings)
  return names.map((_, cell) => [...neighbor.subarray(start[cell], start[cell + 1])])
}

function listsByLibrary(names: readonly string[], rings: number): number[][] {
  const numbers = new Map(names.map((name, number) => [name, number]))
  return names.map((name) =>
    gridDisk(name, rings)
      .flatMap((other) => (other === name ? [] : (numbers.get(other) ?? [])))
      .sort((a, b) => a - b),
  )
}

const places = [
  ['around a pentagon', getPentagons(5).flatMap((cell) => gridDisk(cell, 3)), 3],
  ['by Dalian, in the base cell of a pentagon', gridDisk(latLngToCell(39.1, 122.3, 9), 20), 2],
  ['across base cells', getRes0Cells().flatMap((cell) => cellToChildren(cell, 2)), 2],
  ['with holes', gridDisk(latLngToCell(39.3, 122, 10), 20).filter((_, index) => index % 3 > 0), 3],
  ['where the digits straddle the two words of an index', gridDisk(latLngToCell(30.2, 120.1, 5), 20), 1],
] as const

describe('h3Weights', () => {
  it('has the neighbour lists of the reference', () => {
    const { input } = readReference<Cells>('h3_cells')
    expect(listsOf(input.cells, 1)).toEqual(input.nb_k1)
    expect(listsOf(input.cells, 2)).toEqual(input.nb_k2)
  })

  it.each(places)('agrees with the library %s', (_, names, rings) => {
    expect(listsOf(names, rings)).toEqual(listsByLibrary(names, rings))
  })

  it('refuses a cell that comes twice and one of another resolution', () => {
    const cell = latLngToCell(30, 120, 8)
    expect(() => h3Weights(cellIds([cell, cell]), 1)).toThrow(`cell ${cell} comes twice`)
    expect(() => h3Weights(cellIds([cell, latLngToCell(30, 120, 7)]), 1)).toThrow('no H3 cell of resolution 8')
  })

  it('stops when the checkpoint throws, and takes no cells', () => {
    const stop = () => {
      throw new Error('cancelled')
    }
    expect(() => h3CellRings(cellIds(gridDisk(latLngToCell(30, 120, 8), 1)), 2, stop)).toThrow('cancelled')
    expect(h3CellRings(new BigUint64Array(0), 2).count).toBe(0)
    expect(cellName(cellIds(['88309a4001fffff'])[0] as bigint)).toBe('88309a4001fffff')
  })
})
