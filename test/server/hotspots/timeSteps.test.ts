import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../data/model/day.ts'
import { stepStarts } from '../../../server/hotspots/timeSteps.ts'

describe('steps of time', () => {
  it('end with the day asked for, weeks of seven days', () => {
    expect(stepStarts('2023-08-05', 'week', 3)).toEqual(['2023-07-16', '2023-07-23', '2023-07-30'])
  })

  it('are whole months that begin on the same day', () => {
    expect(stepStarts('2023-08-05', 'month', 3)).toEqual(['2023-05-06', '2023-06-06', '2023-07-06'])
    expect(stepStarts('2023-07-31', 'month', 3)).toEqual(['2023-05-01', '2023-06-01', '2023-07-01'])
  })

  it('take the last day of a shorter month and cross years', () => {
    expect(stepStarts('2024-03-30', 'month', 2)).toEqual(['2024-01-31', '2024-02-29'])
    expect(stepStarts('2023-02-14', 'quarter', 4)).toEqual(['2022-02-15', '2022-05-15', '2022-08-15', '2022-11-15'])
  })

  it.each(['week', 'month', 'quarter'] as const)('of a %s follow each other without a gap', (unit) => {
    for (let day = '2020-01-01'; day < '2021-01-01'; day = addDays(day, 1)) {
      const starts = [...stepStarts(day, unit, 12), addDays(day, 1)]
      const widths = starts.slice(1).map((start, index) => daysBetween(starts[index] as string, start))
      expect(Math.min(...widths)).toBeGreaterThan(unit === 'week' ? 6 : unit === 'month' ? 26 : 86)
    }
  })
})
