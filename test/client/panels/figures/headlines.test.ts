import { describe, expect, it } from 'vitest'
import { formatChange, formatCount, formatPercent } from '../../../../client/format.ts'
import { headlinesOf } from '../../../../client/panels/figures/headlines.ts'
import { summaryAnswer } from '../../../helpers/answers.ts'

const byId = new Map(headlinesOf(summaryAnswer()).map((headline) => [headline.id, headline]))
const value = (id: Parameters<typeof byId.get>[0]) => byId.get(id)?.reading.value

describe('headlinesOf()', () => {
  it('gives the published totals digit for digit', () => {
    expect(formatCount(value('found'), 'zh-CN')).toBe('13万')
    expect(formatPercent(value('rectificationRate'))).toBe('75.4%')
    expect(formatCount(value('listed'), 'zh-CN')).toBe('2.31万')
    expect(formatCount(value('visits'), 'zh-CN')).toBe('117.8万')
    expect(formatChange(value('accidents'))).toBe('−25.1%')
    expect(formatChange(value('deaths'))).toBe('−14.0%')
  })

  it('traces the two sources, which add up to the whole', () => {
    const trace = new Map(byId.get('found')?.trace.map((line) => [line.word, line.value]))
    expect((trace.get('self') ?? 0) + (trace.get('department') ?? 0)).toBe(trace.get('exact'))
    expect(trace.get('self')).toBe(56_000)
  })

  it('never adds the listed ones, which are part of the whole', () => {
    expect(byId.get('listed')?.trace.map(({ value: count }) => count)).toEqual([23_100, 14_400])
  })

  it('shows no number where the deaths are unknown', () => {
    const summary = summaryAnswer({
      accidents: { accidents: 5, deaths: null, previousAccidents: 4, previousDeaths: 3 },
    })
    const deaths = headlinesOf(summary).find(({ id }) => id === 'deaths')
    expect(deaths?.reading).toMatchObject({ value: null, missing: 'unknown' })
    expect(deaths?.trace[0]?.value).toBeNull()
  })
})
