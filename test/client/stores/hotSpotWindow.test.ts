import { describe, expect, it } from 'vitest'
import { nextPosition, stepWindow, windowModes } from '../../../client/stores/hotSpotWindow.ts'

describe('stepWindow()', () => {
  it('joins steps by mode', () => {
    expect(stepWindow('single', 4, 3, 12)).toEqual({ first: 4, last: 4 })
    expect(stepWindow('sliding', 4, 3, 12)).toEqual({ first: 2, last: 4 })
    expect(stepWindow('cumulative', 4, 3, 12)).toEqual({ first: 0, last: 4 })
    expect(stepWindow('remaining', 4, 3, 12)).toEqual({ first: 4, last: 11 })
  })

  it('stays inside the steps there are', () => {
    for (const mode of windowModes) {
      for (const index of [-3, 0, 11, 40]) {
        const { first, last } = stepWindow(mode, index, 5, 12)
        expect([first >= 0, first <= last, last <= 11]).toEqual([true, true, true])
      }
    }
  })
})

describe('nextPosition()', () => {
  it('goes on by one and back to the beginning after the end', () => {
    expect(nextPosition('single', 3, 3, 5)).toBe(4)
    expect(nextPosition('single', 4, 3, 5)).toBe(0)
  })

  it('begins with a full window', () => {
    expect(nextPosition('sliding', -1, 3, 5)).toBe(2)
    expect(nextPosition('sliding', 4, 3, 5)).toBe(2)
    expect(nextPosition('sliding', -1, 9, 5)).toBe(4)
  })
})
