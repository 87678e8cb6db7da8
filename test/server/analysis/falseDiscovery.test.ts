import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, criticalP, significanceClasses } from '../../../server/analysis/falseDiscovery.ts'
import { expectAllNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Case {
  readonly p: number[]
  readonly BH: number[]
  readonly reject_05: boolean[]
  readonly bh_critical_p: Record<string, number | null>
}

const { cases } = readReference<{ cases: Record<string, Case> }>('bh')

describe('benjaminiHochberg', () => {
  it.each(Object.entries(cases))('adjusts %s as R does', (_, { p, BH, reject_05, bh_critical_p }) => {
    const tests = Float64Array.from(p)
    const q = benjaminiHochberg(tests)
    expectAllNear(q, BH)
    expect(Array.from(q, (rate) => rate <= 0.05)).toEqual(reject_05)
    for (const [alpha, critical] of Object.entries(bh_critical_p))
      expect(criticalP(tests, q, Number(alpha))).toBe(critical)
  })

  it('does not count tests that were never made', () => {
    const q = benjaminiHochberg(Float64Array.of(0.01, NaN, 0.04))
    expect([...q]).toEqual([0.02, NaN, 0.04])
    expect(benjaminiHochberg(new Float64Array(0))).toHaveLength(0)
  })
})

describe('significanceClasses', () => {
  it('counts the levels met and takes the sign from the direction', () => {
    const q = Float64Array.of(0.1, 0.05, 0.01, 0.2, 0.001, NaN)
    const direction = Float64Array.of(2, -1, 3, 5, -2, 1)
    expect([...significanceClasses(q, direction)]).toEqual([1, -2, 3, 0, -3, 0])
  })
})
