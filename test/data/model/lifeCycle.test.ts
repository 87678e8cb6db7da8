import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../data/model/day.ts'
import { type HazardDates, effectiveDueAt, listedAsOf, overdueAsOf, statusAsOf } from '../../../data/model/lifeCycle.ts'

const none: HazardDates = {
  foundAt: '2023-05-01',
  dueAt: null,
  extendedDueAt: null,
  confirmedAt: null,
  rectificationStartedAt: null,
  rectifiedAt: null,
  closedAt: null,
  dismissedAt: null,
  listedAt: null,
  delistedAt: null,
}
const hazard: HazardDates = {
  ...none,
  confirmedAt: '2023-05-03',
  rectificationStartedAt: '2023-05-05',
  dueAt: '2023-06-01',
  listedAt: '2023-05-20',
  rectifiedAt: '2023-06-10',
  closedAt: '2023-06-20',
}

describe('statusAsOf', () => {
  it.each([
    ['2023-04-30', null],
    ['2023-05-01', 'reported'],
    ['2023-05-03', 'confirmed'],
    ['2023-05-05', 'rectifying'],
    ['2023-06-10', 'pendingReview'],
    ['2023-06-20', 'closed'],
  ])('on %s is %s', (asOf, status) => {
    expect(statusAsOf(hazard, asOf)).toBe(status)
  })

  it('is dismissed from the day of dismissal on, whatever else happened', () => {
    expect(statusAsOf({ ...hazard, dismissedAt: '2023-05-04' }, '2023-07-01')).toBe('dismissed')
    expect(statusAsOf({ ...hazard, dismissedAt: '2023-05-04' }, '2023-05-03')).toBe('confirmed')
  })

  it('is closed when a register gives the closing day alone', () => {
    expect(statusAsOf({ ...none, closedAt: '2023-05-02' }, '2023-05-02')).toBe('closed')
  })

  it('never goes back in the life cycle as days pass', () => {
    const order = [null, 'reported', 'confirmed', 'rectifying', 'pendingReview', 'closed', 'dismissed']
    const offset = fc.option(fc.integer({ min: 0, max: 100 }))
    fc.assert(
      fc.property(
        fc.tuple(offset, offset, offset, offset, offset),
        fc.integer({ min: -5, max: 110 }),
        (offsets, at) => {
          const [confirmedAt, rectificationStartedAt, rectifiedAt, closedAt, dismissedAt] = offsets.map((days) =>
            days === null ? null : addDays('2023-05-01', days),
          ) as [string | null, string | null, string | null, string | null, string | null]
          const dates = { ...none, confirmedAt, rectificationStartedAt, rectifiedAt, closedAt, dismissedAt }
          const today = order.indexOf(statusAsOf(dates, addDays('2023-05-01', at)))
          expect(order.indexOf(statusAsOf(dates, addDays('2023-05-01', at + 1)))).toBeGreaterThanOrEqual(today)
        },
      ),
      { seed: 7 },
    )
  })
})

describe('overdueAsOf', () => {
  it('starts the day after the deadline and ends with rectification', () => {
    expect(overdueAsOf(hazard, '2023-06-01')).toBe(false)
    expect(overdueAsOf(hazard, '2023-06-02')).toBe(true)
    expect(overdueAsOf(hazard, '2023-06-10')).toBe(false)
  })

  it('follows the extended deadline', () => {
    const extended = { ...hazard, extendedDueAt: '2023-06-05' }
    expect(effectiveDueAt(extended)).toBe('2023-06-05')
    expect(overdueAsOf(extended, '2023-06-05')).toBe(false)
    expect(overdueAsOf(extended, '2023-06-06')).toBe(true)
  })

  it('is false without a deadline and for dismissed hazards', () => {
    expect(overdueAsOf(none, '2030-01-01')).toBe(false)
    expect(overdueAsOf({ ...none, dueAt: '2023-05-02', dismissedAt: '2023-05-03' }, '2023-05-04')).toBe(false)
  })
})

describe('listedAsOf', () => {
  it('stays true after delisting, since a listing is counted once and for all', () => {
    expect(listedAsOf(hazard, '2023-05-19')).toBe(false)
    expect(listedAsOf({ ...hazard, delistedAt: '2023-06-30' }, '2023-07-01')).toBe(true)
  })
})
