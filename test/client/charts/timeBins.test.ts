import { describe, expect, it } from 'vitest'
import { binEnd, dayNumber, dayOf, intervalOfBins, sumWithin } from '../../../client/charts/timeBins.ts'

const weeks = ['2023-05-01', '2023-05-08', '2023-05-15']

describe('dayNumber and dayOf', () => {
  it('are each other reversed, over leap days too', () => {
    for (const day of ['1970-01-01', '2023-08-05', '2024-02-29', '2100-03-01']) expect(dayOf(dayNumber(day))).toBe(day)
    expect(dayNumber('1970-01-02')).toBe(1)
  })
})

describe('binEnd', () => {
  it('is the last day of a day, a week, a month', () => {
    expect(binEnd('2023-05-01', 'day')).toBe('2023-05-01')
    expect(binEnd('2023-05-01', 'week')).toBe('2023-05-07')
    expect(['2023-01-01', '2023-02-01', '2024-02-01', '2023-12-01'].map((start) => binEnd(start, 'month'))).toEqual([
      '2023-01-31',
      '2023-02-28',
      '2024-02-29',
      '2023-12-31',
    ])
  })
})

describe('intervalOfBins', () => {
  it('covers whole bins in either direction', () => {
    expect(intervalOfBins(weeks, 'week', 0, 1)).toEqual({ from: '2023-05-01', to: '2023-05-14' })
    expect(intervalOfBins(weeks, 'week', 2, 1)).toEqual({ from: '2023-05-08', to: '2023-05-21' })
  })
})

describe('sumWithin', () => {
  const counts = [1, 10, 100]
  const bins = { starts: weeks, bin: 'week', extent: { from: '2023-05-03', to: '2023-05-18' } } as const

  it('adds whole bins', () => {
    expect(sumWithin(bins, counts, { from: '2023-05-08', to: '2023-05-14' })).toBe(10)
  })

  it('counts the first and the last bin whole when the data begin and end inside them', () => {
    expect(sumWithin(bins, counts, bins.extent)).toBe(111)
  })

  it('gives no number for an interval that cuts a bin', () => {
    expect(sumWithin(bins, counts, { from: '2023-05-03', to: '2023-05-10' })).toBeNull()
  })
})
