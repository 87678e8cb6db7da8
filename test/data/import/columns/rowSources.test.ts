import { describe, expect, it } from 'vitest'
import { sourcesByMapping } from '../../../../data/import/columns/rowSources.ts'

describe('the columns of a mapped file', () => {
  it('are one list, which grows by the columns that features bring', () => {
    const mapping = { collection: 'sites', fields: { name: { from: 'title' } } }
    const sources = sourcesByMapping(mapping, ['title', 'colour'], false)
    const { columns } = sources
    expect(sources.addColumn('height')).toBe(2)
    expect(sources.columns).toBe(columns)
    expect(columns.map(({ header, target }) => [header, target])).toEqual([
      ['title', 'name'],
      ['colour', null],
      ['height', null],
    ])
    expect(sources.extras()).toEqual([1, 2])
  })
})
