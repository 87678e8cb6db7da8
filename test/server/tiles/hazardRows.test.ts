import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hazardStatuses } from '../../../data/model/codes.ts'
import { addDays } from '../../../data/model/day.ts'
import { effectiveDueAt, listedAsOf, overdueAsOf, statusAsOf } from '../../../data/model/lifeCycle.ts'
import { hazardBits, hazardRows } from '../../../server/tiles/hazardRows.ts'
import { never, type PointIndex } from '../../../server/tiles/pointIndex.ts'
import { dayNumber } from '../../../server/tiles/rowTest.ts'

const day = fc.option(fc.integer({ min: 0, max: 12 }).map((days) => addDays('2023-05-01', days)))
const hazard = fc.record({
  dueAt: day,
  extendedDueAt: day,
  confirmedAt: day,
  rectificationStartedAt: day,
  rectifiedAt: day,
  closedAt: day,
  dismissedAt: day,
  listedAt: day,
})

const column = (text: string | null): Int32Array => Int32Array.of(text === null ? never : dayNumber(text))

describe('the rules of hazards over rows', () => {
  it('are those of the life cycle, for every order of days and for days that are missing', () => {
    fc.assert(
      fc.property(hazard, fc.integer({ min: 0, max: 12 }), (dates, days) => {
        const asOf = addDays('2023-05-01', days)
        const whole = { ...dates, foundAt: '2023-05-01', delistedAt: null }
        const index = {
          days: {
            due: column(effectiveDueAt(whole)),
            confirmed: column(dates.confirmedAt),
            started: column(dates.rectificationStartedAt),
            rectified: column(dates.rectifiedAt),
            closed: column(dates.closedAt),
            dismissed: column(dates.dismissedAt),
            listed: column(dates.listedAt),
          },
        } as unknown as PointIndex
        const rows = hazardRows(index, dayNumber(asOf))
        const status = statusAsOf(whole, asOf)
        const open = status === 'reported' || status === 'confirmed' || status === 'rectifying'
        expect(hazardStatuses[rows.status(0)]?.id).toBe(status)
        expect(rows.overdue(0)).toBe(overdueAsOf(whole, asOf))
        expect(rows.listed(0)).toBe(listedAsOf(whole, asOf))
        const flags = (open ? hazardBits.open : 0) + (rows.overdue(0) ? hazardBits.overdue : 0)
        expect(rows.flags(0)).toBe(flags + (rows.listed(0) ? hazardBits.listed : 0))
      }),
      { numRuns: 500 },
    )
  })

  it('are not there for other records', () => {
    expect(() => hazardRows({ days: {} } as PointIndex, 0)).toThrow(/hazards/)
  })
})
