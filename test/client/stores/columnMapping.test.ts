import { describe, expect, it } from 'vitest'
import { fieldChoices, remapped, unconverted } from '../../../client/stores/columnMapping.ts'

const columns = [
  { header: '编号', field: 'hazardNo' },
  { header: '说明', field: null },
  { header: '日期', field: 'foundAt' },
]
const file = { collection: 'hazards', columns }

describe('fieldChoices', () => {
  it('are the fields and, for what has a place, its coordinates, all with names', () => {
    const names = fieldChoices('hazards').map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['hazardNo', 'foundAt', 'lng', 'lat', 'lngLat', 'geometry']))
    expect(fieldChoices('supervision-actions').map(({ name }) => name)).not.toContain('lng')
    expect(fieldChoices('hazards').find(({ name }) => name === 'lng')).toMatchObject({ zh: '经度', en: 'Longitude' })
  })
})

describe('remapped', () => {
  it('keeps what was guessed and adds the choice', () => {
    expect(remapped(null, file, '说明', 'description')).toEqual({
      collection: 'hazards',
      fields: { hazardNo: { from: '编号' }, foundAt: { from: '日期' }, description: { from: '说明' } },
    })
  })

  it('gives a field to one column alone, and takes a column out', () => {
    expect(remapped(null, file, '说明', 'foundAt').fields).toEqual({
      hazardNo: { from: '编号' },
      foundAt: { from: '说明' },
    })
    expect(remapped(null, file, '编号', null).fields).toEqual({ foundAt: { from: '日期' } })
  })

  it('leaves the rules of a mapping file that do not concern the column', () => {
    const joined = { from: ['编号', '日期'], separator: '-' }
    const mapping = {
      collection: 'hazards',
      source: 'ledger',
      fields: { hazardNo: joined, level: { constant: 'major' }, foundAt: { from: '日期', dateFormat: 'd/M/yyyy' } },
    }
    const next = remapped(mapping, file, '日期', 'dueAt')
    expect(next.source).toBe('ledger')
    expect(next.fields).toEqual({ hazardNo: joined, level: { constant: 'major' }, dueAt: { from: '日期' } })
  })
})

describe('unconverted', () => {
  it('names columns whose heading has a unit that nobody converts', () => {
    const named = [
      { header: '整改资金（万元）', field: 'fundingCny' },
      { header: '整改资金', field: 'fundingCny' },
      { header: '描述（摘要）', field: 'description' },
      { header: '面积（亩）', field: null },
    ]
    expect(unconverted('hazards', named)).toEqual(['整改资金（万元）'])
  })
})
