import { describe, expect, it } from 'vitest'
import { erfc, normalDensity, normalTwoSided, normalUpperTail } from '../../../server/analysis/normal.ts'
import { expectNear, readReference } from '../../helpers/referenceNumbers.ts'

describe('the normal distribution', () => {
  it('has the p of R for every z of the reference', () => {
    const { gi_star } = readReference<{ gi_star: Record<string, { z: number[]; p_two_sided: number[] }> }>('columbus')
    for (const { z, p_two_sided } of Object.values(gi_star)) {
      for (const [item, score] of z.entries()) expectNear(normalTwoSided(score), p_two_sided[item] as number)
    }
  })

  it('keeps its digits where p is tiny', () => {
    // scipy.stats.norm.sf
    expectNear(normalUpperTail(5), 2.866515718791939e-7)
    expectNear(normalUpperTail(10), 7.61985302416047e-24)
    expectNear(normalUpperTail(20), 2.75362411860623e-89)
    expectNear(normalUpperTail(37), 5.72557122252458e-300)
  })

  it('is continuous where the series gives way to the continued fraction', () => {
    expect(Math.abs(erfc(2.5) / erfc(2.5 - 1e-12) - 1)).toBeLessThan(1e-11)
  })

  it('is symmetric about 0, and half there', () => {
    expect(normalUpperTail(0)).toBe(0.5)
    expectNear(normalUpperTail(-1.7) + normalUpperTail(1.7), 1)
    expect(normalTwoSided(-2.2)).toBe(normalTwoSided(2.2))
    expectNear(normalDensity(0), 0.398942280401433)
  })
})
