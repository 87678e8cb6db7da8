import { describe, expect, it } from 'vitest'
import { exactPermutation, neededSum, prepareSumTest, sumP } from '../../../server/analysis/exactPermutation.ts'
import { benjaminiHochberg } from '../../../server/analysis/falseDiscovery.ts'
import { saddlepointUpperTail } from '../../../server/analysis/saddlepoint.ts'
import { includeSelf, weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { Random } from '../../helpers/random.ts'
import { expectAllNear, expectNear, readReference } from '../../helpers/referenceNumbers.ts'

type Tails = Record<'p_upper' | 'p_lower' | 'p_two_sided', number[]>
interface Rings {
  readonly local_sum: number[]
  readonly with_replacement: Tails
  readonly without_replacement: Tails & { readonly p_bh: number[] }
}

const reference = readReference<Record<'nb_k1' | 'nb_k2', Rings>>('exact_permutation')
const { input } = readReference<{ input: { value: number[]; nb_k1: number[][]; nb_k2: number[][] } }>('h3_cells')
const counts = Float64Array.from(input.value)

describe('exactPermutation', () => {
  it.each(['nb_k1', 'nb_k2'] as const)('has the exact p of the reference: %s', (rings) => {
    const weights = includeSelf(weightsFromLists(input[rings]))
    for (const [replacement, wanted] of [
      [true, reference[rings].with_replacement],
      [false, reference[rings].without_replacement],
    ] as const) {
      const { localSum, upper, lower, twoSided } = exactPermutation(counts, weights, replacement)
      expect([...localSum]).toEqual(reference[rings].local_sum)
      expectAllNear(upper, wanted.p_upper)
      expectAllNear(lower, wanted.p_lower)
      expectAllNear(twoSided, wanted.p_two_sided)
    }
    const { twoSided } = exactPermutation(counts, weights)
    expectAllNear(benjaminiHochberg(twoSided), reference[rings].without_replacement.p_bh)
  })

  it('takes counts only', () => {
    const weights = weightsFromLists([[0], [1]])
    expect(() => exactPermutation(Float64Array.of(1, 0.5), weights)).toThrow('value 1 is 0.5, not a count')
  })
})

describe('prepareSumTest', () => {
  it('enumerates all draws of a small map', () => {
    const test = prepareSumTest(Float64Array.of(0, 0, 1, 3), 2)
    // Of the six pairs the sums are 0, 1, 1, 3, 3, 4.
    expectAllNear(test.tails[2]?.upper ?? [], [1, 5 / 6, 1 / 2, 1 / 2, 1 / 6, 0, 0])
    expectNear(sumP(test, 2, 4), 2 / 6)
    expect(neededSum(test, 2, 0.4)).toBe(4)
    expect(neededSum(test, 2, 0.01)).toBeNull()
  })

  it('never exceeds the doubled tail, and holds its level', () => {
    const random = new Random(4)
    const values = Float64Array.from({ length: 500 }, () => (random.chance(0.1) ? random.integer(1, 6) : 0))
    const test = prepareSumTest(values, 7)
    const [tails, p] = [test.tails[7], test.twoSided[7]]
    if (!tails || !p) throw new Error('no table for 7 cells')
    const mass = tails.upper.map((upper, sum) => upper - (tails.upper[sum + 1] ?? 0))
    for (const level of p) {
      const chance = mass.reduce((sum, share, index) => sum + ((p[index] as number) <= level ? share : 0), 0)
      expect(chance).toBeLessThanOrEqual(level + 1e-12)
    }
    p.forEach((value, sum) => {
      const doubled = 2 * Math.min(tails.upper[sum] as number, tails.lower[sum] as number)
      expect(value).toBeLessThanOrEqual(Math.min(1, doubled) + 1e-12)
    })
  })

  it('counts halves as exactly as whole numbers, and shifts with the values', () => {
    const whole = Float64Array.of(0, 1, 1, 2, 5, 0, 0, 3)
    const test = prepareSumTest(whole, 3)
    const halves = prepareSumTest(
      whole.map((value) => value / 2 - 4),
      3,
    )
    expect(halves.method).toBe('withoutReplacement')
    expectNear(sumP(halves, 3, 8 / 2 - 12), sumP(test, 3, 8))
  })

  it('puts real values on a grid whose tail agrees with the saddlepoint', () => {
    const random = new Random(9)
    const values = Float64Array.from({ length: 2000 }, () => -Math.log(1 - random.next()))
    const test = prepareSumTest(values, 19)
    expect(test.method).toBe('grid')
    for (const sum of [25, 32, 40]) {
      const tail = saddlepointUpperTail(values, 19, sum)
      const step = Math.floor((sum - 19 * test.base) / test.step)
      expect(Math.abs((test.tails[19]?.upper[step] as number) / tail - 1)).toBeLessThan(0.15)
    }
  })
})

describe('saddlepointUpperTail', () => {
  it('is near the exact tail of a sum of uniform values', () => {
    const values = Float64Array.from({ length: 1001 }, (_, index) => index / 1000)
    // Irwin-Hall with 3 terms: P(S >= 2.5) = 0.5^3 / 6.
    expect(Math.abs(saddlepointUpperTail(values, 3, 2.5) / (0.125 / 6) - 1)).toBeLessThan(0.05)
    expect(Math.abs(saddlepointUpperTail(values, 3, 1.5) - 0.5)).toBeLessThan(0.01)
  })

  it('is 1 up to the least and 0 beyond the greatest sum', () => {
    const values = Float64Array.of(1, 2, 4)
    expect(saddlepointUpperTail(values, 2, 2)).toBe(1)
    expect(saddlepointUpperTail(values, 2, 8.1)).toBe(0)
    expectNear(saddlepointUpperTail(values, 2, 8), 1 / 9)
  })
})
