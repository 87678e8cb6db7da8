import { describe, expect, it } from 'vitest'
import { parseIndustry, sectionOf } from '../../../../data/import/values/industry.ts'

describe('parseIndustry', () => {
  it.each([
    ['C3311', 'C3311'],
    ['3311', 'C3311'],
    ['C33', 'C33'],
    ['33', 'C33'],
    ['C', 'C'],
    ['c33.11', 'C3311'],
    ['Ｃ３３１１', 'C3311'],
    ['C3311 金属结构制造', 'C3311'],
    ['5951', 'G5951'],
    ['0111', 'A0111'],
  ])('reads %s as %s', (text, code) => {
    expect(parseIndustry(text)).toEqual({ code, problem: null })
  })

  it('keeps what it cannot read, and says so', () => {
    expect(parseIndustry('五金加工')).toEqual({ code: '五金加工', problem: 'is no industry code of GB/T 4754' })
    expect(parseIndustry('9811').problem).toContain('no such division')
    expect(parseIndustry('C33111').problem).toContain('no such division')
    expect(parseIndustry('D3311').problem).toBe('puts division 33 into section D; it belongs to C')
  })
})

describe('sectionOf', () => {
  it('knows where sections begin and end', () => {
    expect([5, 6, 12, 13, 43, 44, 97].map(sectionOf)).toEqual(['A', 'B', 'B', 'C', 'C', 'D', 'T'])
    expect([0, 98].map(sectionOf)).toEqual([undefined, undefined])
  })
})
