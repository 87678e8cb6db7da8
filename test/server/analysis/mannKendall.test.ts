import { describe, expect, it } from 'vitest'
import { mannKendall, senSlope } from '../../../server/analysis/mannKendall.ts'
import { expectNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Series {
  readonly x: number[]
  readonly S: number
  readonly varS: number
  readonly tau_b: number
  readonly z_no_cc: number
  readonly p_no_cc: number
  readonly z_cc: number
  readonly p_cc: number
  readonly r_cor_test: { readonly p: number; readonly exact: boolean } | null
  readonly scipy_kendalltau: { readonly p: number | null }
  readonly sen_slope: number
}

const { series } = readReference<{ series: Record<string, Series> }>('mann_kendall')

describe.each(Object.entries(series))('the series %s', (_, reference) => {
  it('has the reference S, variance and tau-b', () => {
    const trend = mannKendall(reference.x)
    expect(trend.s).toBe(reference.S)
    expectNear(trend.variance, reference.varS)
    expectNear(trend.tau, reference.tau_b)
  })

  it('has the reference z and normal p with and without the continuity correction', () => {
    const corrected = mannKendall(reference.x, { exactSteps: 0 })
    expectNear(corrected.zScore, reference.z_cc)
    expectNear(corrected.pValue, reference.p_cc)
    const plain = mannKendall(reference.x, { exactSteps: 0, continuity: false })
    expectNear(plain.zScore, reference.z_no_cc)
    expectNear(plain.pValue, reference.p_no_cc)
  })

  it('has the exact p of R where R is exact', () => {
    if (!reference.r_cor_test?.exact) {
      expect(mannKendall(reference.x, { exactSteps: 200 }).exact).toBe(reference.x.length > 200)
      return
    }
    const trend = mannKendall(reference.x, { exactSteps: 50 })
    expect(trend.exact).toBe(true)
    // Below 1e-12 R loses the tail to cancellation (it answers -1.3e-15); scipy keeps it.
    const expected = reference.r_cor_test.p < 1e-12 ? (reference.scipy_kendalltau.p ?? NaN) : reference.r_cor_test.p
    expectNear(trend.pValue, expected)
  })

  it('has the reference slope of Sen', () => {
    expectNear(senSlope(reference.x), reference.sen_slope)
  })
})

describe('mannKendall', () => {
  it('uses the exact null up to ten steps without ties and the normal elsewhere', () => {
    expect(mannKendall([1, 2, 3, 4, 5])).toMatchObject({ exact: true })
    expect(mannKendall([1, 2, 2, 4, 5])).toMatchObject({ exact: false })
    expect(mannKendall(Array.from({ length: 11 }, (_, step) => step))).toMatchObject({ exact: false })
  })

  it('sees no trend in nothing, one step, or equal steps', () => {
    for (const flat of [[], [7], [7, 7], [0, 0, 0, 0]]) {
      expect(mannKendall(flat)).toMatchObject({ s: 0, tau: 0, zScore: 0, pValue: 1 })
    }
    expect(senSlope([])).toBe(0)
    expect(senSlope([3])).toBe(0)
  })

  it('turns its sign when time runs backwards', () => {
    const { x } = series.trend24 as Series
    const [forth, back] = [mannKendall(x), mannKendall(x.toReversed())]
    expect(back.zScore).toBe(-forth.zScore)
    expect(back.pValue).toBe(forth.pValue)
  })

  it('refuses a step that is no number, naming it', () => {
    expect(() => mannKendall([1, NaN, 3])).toThrow('step 1 holds NaN')
  })
})
