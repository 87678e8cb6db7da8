import fc from 'fast-check'
import { cellToParent, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellOfKey, cellOfQuotient, keyOfCell, keysBelow } from '../../../../server/queries/place/cellKey.ts'
import { cellNumber } from '../../../../server/queries/place/spatialCover.ts'

const cells = fc
  .tuple(fc.double({ min: -89, max: 89, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }))
  .map(([lat, lng]) => cellNumber(latLngToCell(lat, lng, 12)))

describe('the key of a cell', () => {
  it('is a whole number that doubles hold, and leads back to the cell', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        expect(Number.isSafeInteger(keyOfCell(cell))).toBe(true)
        expect(cellOfKey(keyOfCell(cell))).toBe(cell)
      }),
    )
  })

  it('sorts as cells do', () => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        expect(keyOfCell(a) < keyOfCell(b)).toBe(a < b)
      }),
    )
  })

  it('tells the parent at every resolution', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 0, max: 12 }), (cell, resolution) => {
        const quotient = Math.floor(keyOfCell(cell) / keysBelow(resolution))
        expect(cellOfQuotient(quotient, resolution)).toBe(cellToParent(cell.toString(16), resolution))
      }),
    )
  })
})
