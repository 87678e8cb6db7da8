import { describe, expect, it } from 'vitest'
import {
  formatArea,
  formatBytes,
  formatChange,
  formatCount,
  formatDay,
  formatDistance,
  formatDuration,
  formatExact,
  formatIndicator,
  formatPercent,
  formatPoints,
  formatReading,
} from '../../client/format.ts'

const words = { notApplicable: '不适用', tooFew: '样本不足', unknown: '—' }

describe('formatCount()', () => {
  it.each([
    [74_000, '7.4万'],
    [55_000, '5.5万'],
    [23_100, '2.31万'],
    [14_400, '1.44万'],
    [1_178_000, '117.8万'],
    [130_000, '13万'],
    [9999, '9,999'],
    [10_000, '1万'],
    [0, '0'],
    [123_456_789, '1.23亿'],
    [99_999_000, '1亿'],
    [-25_000, '−2.5万'],
  ])('writes %d as Chinese bulletins do: %s', (value, expected) => {
    expect(formatCount(value, 'zh-CN')).toBe(expected)
  })

  it('writes thousands in English', () => {
    expect(formatCount(1_178_000, 'en')).toBe('1,178,000')
  })

  it.each([null, undefined, NaN, Infinity])('writes %s as a dash and never as 0', (value) => {
    expect(formatCount(value, 'zh-CN')).toBe('—')
    expect(formatExact(value)).toBe('—')
    expect(formatPercent(value)).toBe('—')
    expect(formatChange(value)).toBe('—')
    expect(formatPoints(value, 'en')).toBe('—')
  })
})

describe('shares', () => {
  it('gives one decimal, a sign for changes and none for no change', () => {
    expect(formatPercent(0.7538)).toBe('75.4%')
    expect(formatChange(-0.251)).toBe('−25.1%')
    expect(formatChange(0.14)).toBe('+14.0%')
    expect(formatChange(0)).toBe('0.0%')
    expect(formatChange(0.0001)).toBe('0.0%')
  })

  it('gives differences of rates in percentage points', () => {
    expect(formatPoints(0.032, 'zh-CN')).toBe('+3.2 个百分点')
    expect(formatPoints(-0.032, 'en')).toBe('−3.2 pp')
  })
})

describe('indicators', () => {
  it('writes each unit in its own way', () => {
    expect(formatIndicator(130_000, 'count', 'zh-CN')).toBe('13万')
    expect(formatIndicator(0.5, 'rate', 'zh-CN')).toBe('50.0%')
    expect(formatIndicator(-0.5, 'change', 'en')).toBe('−50.0%')
    expect(formatIndicator(1234.56, 'per10k', 'en')).toBe('1,234.6')
  })

  it('says why a value is missing', () => {
    const reading = { value: null, numerator: 3, denominator: 4, missing: 'tooFew' } as const
    expect(formatReading(reading, 'rate', 'zh-CN', words)).toBe('样本不足')
    expect(formatReading({ ...reading, missing: 'notApplicable' }, 'rate', 'zh-CN', words)).toBe('不适用')
    expect(formatReading({ ...reading, value: 0.75, missing: null }, 'rate', 'zh-CN', words)).toBe('75.0%')
  })
})

describe('days, distances and sizes', () => {
  it('names days in both languages, whatever the time zone', () => {
    expect(formatDay('2023-08-05', 'zh-CN')).toBe('2023年8月5日')
    expect(formatDay('2023-08-05', 'en')).toBe('5 Aug 2023')
    expect(formatDay(null, 'en')).toBe('—')
    expect(formatDay('sometime', 'en')).toBe('sometime')
  })

  it('picks the unit by the size', () => {
    expect(formatDistance(200)).toBe('200 m')
    expect(formatDistance(1500)).toBe('1.5 km')
    expect(formatDistance(null)).toBe('—')
    expect(formatArea(0.123)).toBe('0.12 km²')
    expect(formatArea(43.44)).toBe('43.4 km²')
    expect(formatArea(3797.7)).toBe('3,798 km²')
    expect(formatArea(null)).toBe('—')
    expect(formatBytes(512)).toBe('512 B')
    expect(formatBytes(65_536)).toBe('66 kB')
    expect(formatBytes(1_234_567)).toBe('1.2 MB')
    expect(formatDuration(44.2)).toBe('45 s')
    expect(formatDuration(150)).toBe('3 min')
    expect(formatDuration(null)).toBe('—')
  })
})
