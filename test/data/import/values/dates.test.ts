import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateParserFor, daySerial, parseDate } from '../../../../data/import/values/dates.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'

const reasonOf = (text: string) => {
  const value = parseDate(text)
  return value instanceof Refusal ? value.reason : value
}

describe('parseDate', () => {
  it.each([
    '2023-05-01',
    '2023-5-1',
    '2023/5/1',
    '2023.5.1',
    '2023年5月1日',
    '2023年5月1号',
    '20230501',
    '45047',
    '45047.75',
    '２０２３－０５－０１',
    '2023-05-01 08:30:00',
    '2023/5/1 8:30',
    '2023年5月1日8时30分',
    '2023-05-01T08:30',
    '20230501083000',
    '2023-04-30T16:00:00Z',
    '2023-05-01T23:00:00.000+08:00',
  ])('reads %s as the first of May 2023', (text) => {
    expect(parseDate(text)).toBe('2023-05-01')
  })

  it('refuses days that the calendar does not have, with the reason', () => {
    expect(reasonOf('2023-02-30')).toBe('is no day of the calendar: 2023-02 has 28 days')
    expect(reasonOf('2023-13-01')).toContain('month 13')
    expect(reasonOf('0223-05-01')).toContain('year 223')
    expect(parseDate('2024-02-29')).toBe('2024-02-29')
  })

  it.each(['2023年5月', '5/1/2023', '23-05-01', 'yesterday', '2023-05-01 and later', '123'])(
    'refuses %s and says which forms are allowed',
    (text) => {
      expect(reasonOf(text)).toContain('allowed: 2023-05-01, 2023/5/1')
    },
  )

  it('reads every day of two centuries back from each form it is written in', () => {
    const days = fc.date({ min: new Date('1901-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = day.split('-').map(Number)
        const serial = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)
        const forms = [
          day,
          `${year}/${month}/${dayOfMonth}`,
          `${year}年${month}月${dayOfMonth}日`,
          day.replaceAll('-', ''),
        ]
        expect([...forms.map(parseDate), daySerial(serial)]).toEqual(Array(5).fill(day))
      }),
    )
  })
})

describe('dateParserFor', () => {
  it('reads dates of the given form alone', () => {
    expect(dateParserFor('d/M/yyyy')('31/12/2017')).toBe('2017-12-31')
    expect(dateParserFor('yyyyMMdd')('20160513')).toBe('2016-05-13')
    expect(dateParserFor('yyyy MMMM d')('2017 October 13')).toBe('2017-10-13')
    expect(dateParserFor('d/M/yyyy')('12/31/2017')).toBeInstanceOf(Refusal)
    expect(dateParserFor('d/M/yyyy')('2017-12-31')).toBeInstanceOf(Refusal)
    expect(dateParserFor('yyyy MMMM d')('2017 Octember 13')).toBeInstanceOf(Refusal)
  })

  it('refuses a form without year, month or day', () => {
    expect(() => dateParserFor('yyyy-MM')).toThrow('must hold yyyy')
  })
})
