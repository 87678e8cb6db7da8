import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstMode, panned, shownDays, zoomed } from '../../../client/charts/timeWindow.ts'
import { addDays, daysBetween } from '../../../data/model/day.ts'

const extent = { from: '2014-03-01', to: '2023-08-05' }
const lengthOf = ({ from, to }: { from: string; to: string }) => daysBetween(from, to) + 1
const asOf = '2023-08-05'

describe('firstMode', () => {
  it('shows all of a campaign, and the last year of data that reach far back', () => {
    expect(firstMode({ from: '2023-04-27', to: '2023-08-05' })).toBe('all')
    expect(firstMode(extent)).toBe('year')
  })
})

describe('shownDays', () => {
  it('are all the data, or the year up to the day that is looked at', () => {
    expect(shownDays('all', { extent, chosen: null, asOf })).toEqual(extent)
    expect(shownDays('year', { extent, chosen: null, asOf })).toEqual({ from: '2022-08-06', to: asOf })
    expect(shownDays('year', { extent, chosen: null, asOf: '2020-12-31' }).to).toBe('2020-12-31')
    expect(shownDays('year', { extent, chosen: null, asOf: '2030-01-01' }).to).toBe(extent.to)
  })

  it('are the chosen days with some room, and everything when none are chosen', () => {
    const chosen = { from: '2018-01-01', to: '2018-04-10' }
    const shown = shownDays('chosen', { extent, chosen, asOf })
    expect(lengthOf(shown)).toBe(130)
    expect(shown.from < chosen.from && shown.to > chosen.to).toBe(true)
    expect(shownDays('chosen', { extent, chosen: null, asOf })).toEqual(extent)
    expect(shownDays('chosen', { extent, chosen: { from: null, to: null }, asOf })).toEqual(extent)
  })

  it('are the whole of data that are shorter than a year', () => {
    const short = { from: '2023-08-01', to: '2023-08-05' }
    for (const mode of ['all', 'year', 'chosen'] as const) {
      expect(shownDays(mode, { extent: short, chosen: short, asOf })).toEqual(short)
    }
  })
})

describe('zoomed and panned', () => {
  it('keep the day under the pointer where it is', () => {
    const shown = { from: '2020-01-01', to: '2020-04-09' }
    const closer = zoomed(shown, extent, 0.5, 0.25)
    expect(lengthOf(closer)).toBe(50)
    expect(daysBetween(closer.from, addDays(shown.from, 25))).toBeCloseTo(12, -1)
  })

  it('never leave the data and never show fewer than two weeks', () => {
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.integer({ min: 14, max: 400 }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (offset, days, factor, place) => {
          const shown = { from: addDays(extent.from, offset), to: addDays(extent.from, offset + days - 1) }
          for (const next of [zoomed(shown, extent, factor, place), panned(shown, extent, factor - 1)]) {
            expect(next.from >= extent.from && next.to <= extent.to).toBe(true)
            expect(lengthOf(next)).toBeGreaterThanOrEqual(14)
          }
        },
      ),
    )
  })

  it('pan by a share of what is shown and stop at the ends', () => {
    const shown = { from: '2023-01-01', to: '2023-04-10' }
    expect(panned(shown, extent, -0.25)).toEqual({ from: '2022-12-07', to: '2023-03-16' })
    expect(panned(shown, extent, 5).to).toBe(extent.to)
    expect(panned(extent, extent, 0.5)).toEqual(extent)
  })
})
