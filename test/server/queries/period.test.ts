import { describe, expect, it } from 'vitest'
import type { Overview } from '../../../server/queries/overview.ts'
import { periodOf, previousPeriod } from '../../../server/queries/period.ts'

const overview: Overview = {
  dataVersion: '1',
  sample: false,
  asOf: '2023-08-05',
  found: { from: '2023-03-01', to: '2023-08-05' },
  counts: {
    regions: 0,
    hazards: 0,
    enterprises: 0,
    'road-segments': 0,
    accidents: 0,
    sites: 0,
    'supervision-actions': 0,
  },
  bbox: null,
}

describe('the period of accidents and actions', () => {
  it.each([
    [
      'the days asked for',
      { found: { from: '2023-05-01', to: '2023-05-31' } },
      '2023-08-05',
      '2023-05-01',
      '2023-05-31',
    ],
    [
      'an open start: the first find',
      { found: { from: null, to: '2023-05-31' } },
      '2023-08-05',
      '2023-03-01',
      '2023-05-31',
    ],
    [
      'an open start before the first find',
      { found: { from: null, to: '2022-01-05' } },
      '2023-08-05',
      '2022-01-05',
      '2022-01-05',
    ],
    ['an open end: the day', { found: { from: '2023-05-01', to: null } }, '2023-08-05', '2023-05-01', '2023-08-05'],
    [
      'an end in the future: the day',
      { found: { from: '2023-05-01', to: '2024-01-01' } },
      '2023-08-05',
      '2023-05-01',
      '2023-08-05',
    ],
    ['the campaign asked for', { campaign: 'majorHazard2023' }, '2025-01-01', '2023-04-27', '2023-12-31'],
    ['the campaign in force, up to the day', {}, '2023-08-05', '2023-04-27', '2023-08-05'],
    ['the year up to the day, without a campaign', {}, '2022-08-05', '2022-01-01', '2022-08-05'],
    [
      'the year up to the day, for an unknown campaign',
      { campaign: 'local-7' },
      '2023-08-05',
      '2023-01-01',
      '2023-08-05',
    ],
  ])('is %s', (_, filter, asOf, from, to) => {
    expect(periodOf(filter, asOf, overview)).toEqual({ from, to })
  })

  it('compares with the same days a year before', () => {
    expect(previousPeriod({ from: '2024-02-29', to: '2024-03-31' })).toEqual({ from: '2023-02-28', to: '2023-03-31' })
  })
})
