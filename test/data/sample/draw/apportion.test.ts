import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportion, cumulate, drawIndex } from '../../../../data/sample/draw/apportion.ts'
import { markHighest } from '../../../../data/sample/draw/topShare.ts'

describe('apportion', () => {
  it('shares out exactly the total, each within one of its exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (total, weights) => {
          const shares = apportion(total, weights)
          const sum = weights.reduce((a, b) => a + b, 0)
          expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
          for (const [i, weight] of weights.entries()) {
            expect(Math.abs((shares[i] ?? 0) - (total * weight) / sum)).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })

  it('gives nothing where nothing weighs', () => {
    expect([...apportion(10, [0, 0])]).toEqual([0, 0])
    expect([...apportion(10, [0, 5])]).toEqual([0, 10])
  })
})

describe('drawIndex', () => {
  it('finds the entry whose share holds the fraction and never one without weight', () => {
    const totals = cumulate([1, 0, 3, 0])
    expect(drawIndex(totals, 0)).toBe(0)
    expect(drawIndex(totals, 0.2499)).toBe(0)
    expect(drawIndex(totals, 0.25)).toBe(2)
    expect(drawIndex(totals, 0.9999)).toBe(2)
  })
})

describe('markHighest', () => {
  const marked = (members: number[], scores: number[], count: number) => {
    const found: number[] = []
    const threshold = markHighest(members, scores, count, (member) => found.push(member))
    return { found, threshold }
  }

  it('marks exactly so many, the highest first and of equals the earlier', () => {
    expect(marked([0, 1, 2, 3], [5, 9, 1, 7], 2)).toEqual({ found: [1, 3], threshold: 7 })
    expect(marked([0, 1, 2, 3], [4, 4, 4, 9], 3)).toEqual({ found: [0, 1, 3], threshold: 4 })
    expect(marked([2, 3], [5, 9, 1, 7], 1)).toEqual({ found: [3], threshold: 7 })
  })

  it('marks none for none and throws when there are too few', () => {
    expect(marked([0, 1], [1, 2], 0)).toEqual({ found: [], threshold: Infinity })
    expect(() => marked([0], [1], 2)).toThrow('cannot mark 2 of 1')
  })
})
