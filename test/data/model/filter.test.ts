import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applicableFilter, filterNames, isCodeFilter, parseFilter, printFilter } from '../../../data/model/filter.ts'
import { filters } from '../../helpers/filterArbitrary.ts'

const parse = (query: string) => parseFilter(new URLSearchParams(query))

describe('parseFilter and printFilter', () => {
  it('round-trip every generated filter through a query string', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const read = parse(printFilter(filter).toString())
        expect(read.problems).toEqual([])
        expect(read.filter).toEqual(filter)
      }),
      { seed: 20230805, numRuns: 500 },
    )
  })

  it('print equal filters alike whatever the order of their members', () => {
    const one = printFilter({ listed: true, sector: ['gas'] }).toString()
    expect(printFilter({ sector: ['gas'], listed: true }).toString()).toBe(one)
  })

  it('leave parameters that are no filter to the caller', () => {
    expect(parse('limit=10&utm_source=x&sector=gas')).toEqual({ filter: { sector: ['gas'] }, problems: [] })
  })

  it('accept a repeated list parameter and a single day as interval', () => {
    expect(parse('sector=gas&sector=coalMine&found=2023-05-01').filter).toEqual({
      sector: ['gas', 'coalMine'],
      found: { from: '2023-05-01', to: '2023-05-01' },
    })
  })

  it('accept date-times and open ends as OGC intervals do', () => {
    expect(parse('found=2023-05-01T00:00:00Z/..').filter.found).toEqual({ from: '2023-05-01', to: null })
  })

  it.each([
    ['sector=steel', 'sector', 'coalMine'],
    ['bbox=1,2,3', 'bbox', 'four numbers'],
    ['bbox=20,0,10,5', 'bbox', 'east'],
    ['bbox=0,10,5,2', 'bbox', 'north'],
    ['bbox=0,0,181,5', 'bbox', '-180..180'],
    ['bbox=1,,2,3', 'bbox', 'four numbers'],
    ['asOf=2023-02-30', 'asOf', 'calendar'],
    ['found=2023-08-05/2023-05-01', 'found', 'from <= to'],
    ['found=../..', 'found', 'either end'],
    ['region=44', 'region', 'six digits'],
    ['listed=yes', 'listed', 'true or false'],
    ['near=enterprises/E1,0', 'near', '100000'],
    ['near=E1', 'near', 'collection/id'],
    ['listed=true&listed=false', 'listed', 'repeated'],
    [`text=${'x'.repeat(101)}`, 'text', '100 characters'],
    ['text=a%00b', 'text', 'control character'],
  ])('report %s with the parameter and what is allowed', (query, parameter, allowed) => {
    const { filter, problems } = parse(query)
    expect(filter).toEqual({})
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ parameter })
    expect(problems[0]?.allowed).toContain(allowed)
  })

  it('report every bad value and keep the good ones', () => {
    const { filter, problems } = parse('sector=steel&asOf=x&unit=44')
    expect(problems.map((problem) => problem.parameter)).toEqual(['sector', 'asOf'])
    expect(filter).toEqual({ unit: '44' })
  })
})

describe('isCodeFilter', () => {
  it('is true of the lists of codes alone', () => {
    expect(filterNames.filter(isCodeFilter)).toEqual([
      'sector',
      'category',
      'source',
      'level',
      'status',
      'risk',
      'grade',
      'kind',
      'severity',
    ])
  })
})

describe('applicableFilter', () => {
  it('splits without losing a member', () => {
    fc.assert(
      fc.property(filters, fc.subarray([...filterNames]), (filter, allowed) => {
        const { filter: kept, notApplied } = applicableFilter(filter, allowed)
        expect([...Object.keys(kept), ...notApplied].sort()).toEqual(Object.keys(filter).sort())
        expect(Object.keys(kept).every((name) => allowed.some((candidate) => candidate === name))).toBe(true)
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
