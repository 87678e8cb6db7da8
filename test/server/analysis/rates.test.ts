import { describe, expect, it } from 'vitest'
import {
  poissonLimits,
  poissonLower,
  poissonMass,
  poissonQuantile,
  poissonUpper,
} from '../../../server/analysis/poisson.ts'
import {
  choynowski,
  funnelLimit,
  funnelScore,
  overdispersion,
  regionRates,
  standardisedRatio,
  wilsonLimits,
} from '../../../server/analysis/rates.ts'
import { expectAllNear, expectNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Reference {
  readonly ebest_poisson: { b: number; raw: number[] }
  readonly probmap: Record<'expected' | 'rel_risk_pct' | 'p_upper' | 'p_lower', number[]>
  readonly smr_exact95: Record<'smr' | 'lo' | 'hi', number[]>
  readonly funnel: Record<'lo95' | 'hi95' | 'lo998' | 'hi998' | 'z', number[]> & { theta: number; phi_winsor10: number }
}

const reference = readReference<Reference>('nc_rates')
const inputs = readReference<{ cases: number[]; births: number[] }>('nc_inputs')
const cases = Float64Array.from(inputs.cases)
const births = Float64Array.from(inputs.births)

describe('sudden infant deaths in North Carolina', () => {
  const { overall, rate, expected } = regionRates(cases, births)

  it('have the reference rates, expected cases and relative risks', () => {
    expectNear(overall, reference.funnel.theta)
    expectAllNear(rate, reference.ebest_poisson.raw)
    expectAllNear(expected, reference.probmap.expected)
    expectAllNear(
      cases.map((count, region) => (100 * count) / (expected[region] as number)),
      reference.probmap.rel_risk_pct,
    )
  })

  it("have the reference p of Choynowski's map in both tails", () => {
    const { upper, lower } = choynowski(cases, births)
    upper.forEach((p, region) => expectNear(p, reference.probmap.p_upper[region] ?? NaN))
    lower.forEach((p, region) => expectNear(p, reference.probmap.p_lower[region] ?? NaN))
  })

  it('have the reference exact limits of the standardised ratio', () => {
    cases.forEach((count, region) => {
      const found = standardisedRatio(count, expected[region] as number)
      expectNear(found?.ratio, reference.smr_exact95.smr[region] ?? NaN)
      expectNear(found?.low, reference.smr_exact95.lo[region] ?? NaN)
      expectNear(found?.high, reference.smr_exact95.hi[region] ?? NaN)
    })
  })

  it.each([
    [0.025, 'lo95'],
    [0.975, 'hi95'],
    [0.001, 'lo998'],
    [0.999, 'hi998'],
  ] as const)('have the reference funnel limits at %d', (p, name) => {
    births.forEach((size, region) => {
      expectNear(funnelLimit(p, reference.funnel.theta, size), reference.funnel[name][region] ?? NaN)
    })
  })

  it('have the reference scores and over-dispersion', () => {
    const scores = cases.map((count, region) => funnelScore(count, births[region] as number, overall))
    expectAllNear(scores, reference.funnel.z)
    expectNear(overdispersion(scores), reference.funnel.phi_winsor10)
  })
})

describe('Poisson tails', () => {
  it('add up to one for means from nearly nothing to a million', () => {
    for (const mean of [1e-9, 0.3, 1, 7.5, 40, 1234.5, 1e6]) {
      for (const k of [0, 1, Math.floor(mean), Math.ceil(mean + 3 * Math.sqrt(mean))]) {
        expect(poissonLower(k, mean) + poissonUpper(k + 1, mean)).toBeCloseTo(1, 12)
        expectNear(poissonUpper(k, mean) - poissonUpper(k + 1, mean), poissonMass(k, mean), 1e-7, 1e-13)
      }
    }
  })

  it('keep their digits far out', () => {
    // R: ppois(99, 20, lower.tail = FALSE).
    expectNear(poissonUpper(100, 20), 3.48887866968965e-37)
    expectNear(poissonLower(2, 60), Math.exp(-60) * (1 + 60 + 1800), 1e-12)
    expectNear(poissonUpper(60, 1e-3), poissonMass(60, 1e-3) * (1 + 1e-3 / 61), 1e-8)
  })

  it('know a mean of zero', () => {
    expect([poissonMass(0, 0), poissonMass(2, 0), poissonLower(0, 0), poissonUpper(0, 0), poissonUpper(1, 0)]).toEqual([
      1, 0, 1, 1, 0,
    ])
  })

  it('have quantiles that are the smallest count to reach p', () => {
    for (const mean of [0.02, 0.7, 3, 88.8, 5000]) {
      for (const p of [0.001, 0.025, 0.5, 0.975, 0.999]) {
        const k = poissonQuantile(p, mean)
        expect(poissonLower(k, mean)).toBeGreaterThanOrEqual(p)
        expect(poissonLower(k - 1, mean)).toBeLessThan(p)
      }
    }
    expect(() => poissonQuantile(1, 3)).toThrow('p is 1')
  })

  it('give the limits of Garwood', () => {
    const [low, high] = poissonLimits(3)
    expect([low, high].map((value) => Number(value.toFixed(3)))).toEqual([0.619, 8.767])
    expectNear(poissonLimits(0)[1], -Math.log(0.025))
    expect(poissonLimits(0)[0]).toBe(0)
    expect(poissonLimits(100_000)[1]).toBeGreaterThan(100_000 + 1.95 * Math.sqrt(100_000))
  })
})

describe('rates', () => {
  it('are undefined without exposure, and ratios are when nothing is expected', () => {
    const { overall, rate, expected } = regionRates(new Float64Array([2, 0]), new Float64Array([8, 0]))
    expect([overall, rate[0], rate[1], expected[1]]).toEqual([0.25, 0.25, NaN, 0])
    expect(regionRates(new Float64Array(0), new Float64Array(0)).overall).toBe(0)
    expect(standardisedRatio(0, 0)).toBeNull()
    expect([funnelLimit(0.975, 0.1, 0), funnelLimit(0.025, 0.1, 0), funnelScore(0, 0, 0.1)]).toEqual([Infinity, 0, 0])
    expect(overdispersion(new Float64Array(0))).toBe(1)
  })

  it('refuse negative or missing numbers and cases without exposure, naming the region', () => {
    const rates = (count: number, size: number) => () =>
      regionRates(new Float64Array([count]), new Float64Array([size]))
    expect(rates(-1, 5)).toThrow('cases of region 0 are -1')
    expect(rates(1, NaN)).toThrow('exposure of region 0 is NaN')
    expect(rates(3, 0)).toThrow('region 0 has 3 cases without exposure')
    expect(() => regionRates(new Float64Array(2), new Float64Array(1))).toThrow('2 counts of cases for 1 exposures')
  })
})

describe('wilsonLimits', () => {
  it('stay within 0 and 1 and around the share', () => {
    expect(wilsonLimits(8, 10)?.map((limit) => Number(limit.toFixed(4)))).toEqual([0.4902, 0.9433])
    expect(wilsonLimits(0, 5)?.[0]).toBe(0)
    expect(wilsonLimits(5, 5)?.[1]).toBe(1)
  })

  it('are none for no trials and refuse more successes than trials', () => {
    expect(wilsonLimits(0, 0)).toBeNull()
    expect(() => wilsonLimits(3, 2)).toThrow('3 successes of 2 trials')
  })
})
