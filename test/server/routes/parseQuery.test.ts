import { describe, expect, it } from 'vitest'
import { collections } from '../../../data/model/collections.ts'
import { limitParameter, offsetParameter, datetimeParameter } from '../../../server/contract/parameters.ts'
import { ProblemError } from '../../../server/errors.ts'
import { parseQuery, withDatetime } from '../../../server/routes/parseQuery.ts'

const rule = {
  parameters: { limit: limitParameter, offset: offsetParameter, datetime: datetimeParameter },
  filters: collections.enterprises.filters,
  subject: 'the collection enterprises',
}
const parse = (query: string) => parseQuery(new URLSearchParams(query), rule)

function faults(query: string): Record<string, string> {
  try {
    parse(query)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    expect(error.status).toBe(400)
    return Object.fromEntries((error.parameters ?? []).map(({ name, allowed }) => [name, allowed]))
  }
  return {}
}

describe('parseQuery', () => {
  it('has defaults', () => {
    expect(parse('')).toEqual({ parameters: { limit: 100, offset: 0 }, filter: {} })
  })

  it('reads parameters and the filter', () => {
    expect(parse('limit=10&offset=20&sector=gas,fireSafety&text=厂')).toEqual({
      parameters: { limit: 10, offset: 20 },
      filter: { sector: ['gas', 'fireSafety'], text: '厂' },
    })
  })

  it('counts an empty value as absent', () => {
    expect(parse('limit=&sector=')).toEqual({ parameters: { limit: 100, offset: 0 }, filter: {} })
  })

  it.each(['0', '10001', '1e9', '1000000000', '-1', '1.5', 'ten', '0x10', ' 5'])('refuses limit=%s', (value) => {
    expect(faults(`limit=${encodeURIComponent(value)}`).limit).toBe('an integer from 1 to 10000')
  })

  it('takes six numbers as a box whose heights do not restrict', () => {
    expect(parse('bbox=110,20,-50,115,25,9000').filter.bbox).toEqual([110, 20, 115, 25])
  })

  it.each([
    ['115,20,110,25', /west 115 is east of east 110/],
    ['110,25,115,20', /south 25 is north of north 20/],
    ['-190,0,10,10', /-180\.\.180/],
    ['0,-91,10,10', /-90\.\.90/],
    ['1,2,3', /four numbers/],
    ['1,2,3,4,5', /four numbers/],
    ['a,b,c,d', /four numbers/],
  ])('refuses bbox=%s', (value, reason) => {
    expect(faults(`bbox=${value}`).bbox).toMatch(reason)
  })

  it('names a parameter that it does not know and lists those it does', () => {
    expect(faults('colour=red').colour).toMatch(/unknown parameter; the collection enterprises takes limit, offset/)
  })

  it('names a filter that the collection cannot use', () => {
    expect(faults('overdue=true').overdue).toMatch(/the collection enterprises cannot be filtered by overdue; it takes/)
  })

  it('refuses a parameter that is repeated', () => {
    expect(faults('limit=1&limit=2').limit).toContain('repeated')
    expect(faults('region=440000&region=450000').region).toContain('repeated')
  })

  it('names every fault at once', () => {
    expect(Object.keys(faults('limit=0&bbox=1&colour=red&risk=huge')).sort()).toEqual([
      'bbox',
      'colour',
      'limit',
      'risk',
    ])
  })
})

describe('datetime', () => {
  it.each([
    ['2023-05-01', '2023-05-01/2023-05-01'],
    ['2023-05-01T10:20:30Z', '2023-05-01/2023-05-01'],
    ['2023-05-01T10:20:30.5+08:00/..', '2023-05-01/..'],
    ['/2023-05-31', '../2023-05-31'],
    ['2023-05-01/2023-05-31', '2023-05-01/2023-05-31'],
  ])('reads %s', (value, found) => {
    expect(parse(`datetime=${encodeURIComponent(value)}`).parameters.datetime).toBe(found)
  })

  it.each(['2023-02-30', '2023-05-01T', '2023-05-01T25:00:00Z', '../..', '/', '2023-06-01/2023-05-01', 'May', 'a/b/c'])(
    'refuses %s',
    (value) => {
      expect(faults(`datetime=${encodeURIComponent(value)}`).datetime).toContain('RFC 3339')
    },
  )

  it('becomes the filter found, but not beside it', () => {
    expect(withDatetime({ text: 'a' }, '2023-05-01/..')).toEqual({ text: 'a', found: { from: '2023-05-01', to: null } })
    expect(withDatetime({ text: 'a' }, undefined)).toEqual({ text: 'a' })
    expect(() => withDatetime({ found: { from: null, to: '2023-01-01' } }, '2023-05-01/..')).toThrow(/not both/)
  })
})
