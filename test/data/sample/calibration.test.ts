import { describe, expect, it } from 'vitest'
import { accidentQuotasOf, published, strataOf } from '../../../data/sample/calibration.ts'

describe('calibration', () => {
  it('splits the published totals exactly', () => {
    const strata = strataOf(130_000)
    const sum = (of: typeof strata, what: 'found' | 'rectified') =>
      of.reduce((total, stratum) => total + stratum[what], 0)
    const department = strata.filter((stratum) => !stratum.selfInspection)
    const self = strata.filter((stratum) => stratum.selfInspection)
    const listed = strata.filter((stratum) => stratum.listed)
    expect([sum(department, 'found'), sum(department, 'rectified')]).toEqual([74_000, 55_000])
    expect([sum(self, 'found'), sum(self, 'rectified')]).toEqual([56_000, 43_000])
    expect([sum(listed, 'found'), sum(listed, 'rectified')]).toEqual([23_100, 14_400])
    expect(published.assistanceVisits).toBe(1_178_000)
  })

  it('scales to any number of hazards', () => {
    for (const hazards of [8000, 1_300_000, 777]) {
      const strata = strataOf(hazards)
      expect(strata.reduce((sum, stratum) => sum + stratum.found, 0)).toBe(hazards)
      for (const stratum of strata) expect(stratum.rectified).toBeLessThan(stratum.found)
    }
  })

  it.each([40_000, 400_000])('lets %i accidents fall as published, in the campaign and in the year', (accidents) => {
    const [rest0, window0, rest1, window1] = accidentQuotasOf(accidents) as [Quota, Quota, Quota, Quota]
    const change = (after: number, before: number) => Number((100 * (after / before - 1)).toFixed(1))
    expect(change(window1.accidents, window0.accidents)).toBe(-25.1)
    expect(change(window1.deaths, window0.deaths)).toBe(-14)
    expect(change(rest1.accidents + window1.accidents, rest0.accidents + window0.accidents)).toBe(-25.1)
    expect(change(rest1.deaths + window1.deaths, rest0.deaths + window0.deaths)).toBe(-14)
    expect(rest0.accidents + window0.accidents + rest1.accidents + window1.accidents).toBe(accidents)
    expect(window1.to - window1.from).toBe(window0.to - window0.from)
    expect([rest0.to + 1, window0.to + 1, rest1.to + 1]).toEqual([window0.from, rest1.from, window1.from])
    expect(window1.to - rest0.from + 1).toBe(730)
  })
})

type Quota = ReturnType<typeof accidentQuotasOf>[number]
