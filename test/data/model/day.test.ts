import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, isDay, yearBefore } from '../../../data/model/day.ts'

describe('days', () => {
  it('knows the days of the calendar', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const text of ['2023-02-29', '2023-02-30', '2023-13-01', '23-01-01', '2023-1-1', ''])
      expect(isDay(text)).toBe(false)
  })

  it('adds across months and years', () => {
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
  })

  it('counts the days between two, over a leap day and backwards', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2023-03-25', '2023-03-27')).toBe(2)
    expect(daysBetween('2023-08-05', '2023-08-01')).toBe(-4)
  })

  it('takes the leap day back to 28 February', () => {
    expect(yearBefore('2024-02-29')).toBe('2023-02-28')
    expect(yearBefore('2023-08-05')).toBe('2022-08-05')
  })
})
