import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../data/model/day.ts'
import {
  bandOf,
  brushed,
  closed,
  dayAtX,
  monthTicks,
  resized,
  shifted,
  stripBars,
  xOfDay,
} from '../../../client/charts/timeStripLayout.ts'

const scale = { from: '2023-05-01', to: '2023-05-31', width: 310 }

describe('xOfDay and dayAtX', () => {
  it('give each day its own ten pixels', () => {
    expect(xOfDay(scale, '2023-05-01')).toBe(0)
    expect(xOfDay(scale, '2023-05-31')).toBe(300)
    expect([0, 9.9, 10, 309].map((x) => dayAtX(scale, x))).toEqual([
      '2023-05-01',
      '2023-05-01',
      '2023-05-02',
      '2023-05-31',
    ])
  })

  it('keep to the days shown beyond the edges', () => {
    expect(dayAtX(scale, -50)).toBe('2023-05-01')
    expect(dayAtX(scale, 9999)).toBe('2023-05-31')
  })

  it('agree on every day of any strip', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 950, max: 4000 }),
        fc.nat(900),
        (days, width, at) => {
          const strip = { from: '2022-01-01', to: addDays('2022-01-01', days), width }
          const day = addDays(strip.from, Math.min(at, days))
          expect(dayAtX(strip, xOfDay(strip, day) + 0.5)).toBe(day)
        },
      ),
    )
  })
})

describe('stripBars', () => {
  const bins = { starts: ['2023-05-01', '2023-05-08'], found: [100, 0], rectified: [50, 1], bin: 'week' } as const

  it('stands on the days of each bin, as high as its share of the tallest', () => {
    const [first, second] = stripBars(scale, bins)
    expect(first).toEqual({ start: '2023-05-01', x: 0, width: 69, found: 1, rectified: 0.5 })
    expect(second).toMatchObject({ x: 70, found: 0 })
  })

  it('shows a hairline for any count and nothing for none', () => {
    expect(stripBars(scale, bins)[1]?.rectified).toBe(0.02)
  })
})

describe('bandOf', () => {
  it('covers both end days and is cut to what is shown', () => {
    expect(bandOf(scale, '2023-05-01', '2023-05-01')).toEqual({ x: 0, width: 10 })
    expect(bandOf(scale, '2023-04-01', '2023-05-02')).toEqual({ x: 0, width: 20 })
    expect(bandOf(scale, '2023-06-01', '2023-06-30')).toBeNull()
  })
})

describe('monthTicks', () => {
  it('marks months, with the year at the first and in January', () => {
    const ticks = monthTicks({ from: '2022-11-15', to: '2023-03-10', width: 400 })
    expect(ticks.map(({ label }) => label)).toEqual(['2022-12', '2023-01', '02', '03'])
  })

  it('leaves months out where there is no room', () => {
    const ticks = monthTicks({ from: '2014-01-01', to: '2023-12-31', width: 300 })
    expect(ticks.length).toBeLessThanOrEqual(6)
    expect(ticks.every(({ label }) => label.endsWith('-01'))).toBe(true)
  })
})

describe('closed', () => {
  it('puts the edges in place of open ends', () => {
    expect(closed({ from: null, to: '2023-05-09' }, scale)).toEqual({ from: '2023-05-01', to: '2023-05-09' })
  })
})

describe('shifted', () => {
  it('keeps the length and stops at the edges', () => {
    const week = { from: '2023-05-08', to: '2023-05-14' }
    expect(shifted(week, 7, scale)).toEqual({ from: '2023-05-15', to: '2023-05-21' })
    expect(shifted(week, -30, scale)).toEqual({ from: '2023-05-01', to: '2023-05-07' })
    expect(shifted(week, 90, scale)).toEqual({ from: '2023-05-25', to: '2023-05-31' })
  })
})

describe('resized', () => {
  const week = { from: '2023-05-08', to: '2023-05-14' }

  it('moves one end and stops at the other and at the edge', () => {
    expect(resized(week, 'from', '2023-05-10', scale)).toEqual({ from: '2023-05-10', to: '2023-05-14' })
    expect(resized(week, 'from', '2023-05-30', scale)).toEqual({ from: '2023-05-14', to: '2023-05-14' })
    expect(resized(week, 'to', '2023-07-01', scale)).toEqual({ from: '2023-05-08', to: '2023-05-31' })
    expect(resized(week, 'to', '2023-05-01', scale)).toEqual({ from: '2023-05-08', to: '2023-05-08' })
  })
})

describe('brushed', () => {
  const weeks = ['2023-05-01', '2023-05-08', '2023-05-15', '2023-05-22']

  it('widens to the whole bins it touches, in either direction', () => {
    expect(brushed(scale, weeks, 'week', 75, 150)).toEqual({ from: '2023-05-08', to: '2023-05-21' })
    expect(brushed(scale, weeks, 'week', 150, 75)).toEqual({ from: '2023-05-08', to: '2023-05-21' })
  })

  it('is null where there are no bins', () => {
    expect(brushed(scale, [], 'week', 0, 10)).toBeNull()
  })
})
