import { describe, expect, it } from 'vitest'
import * as codes from '../../../data/model/codes.ts'
import { collections, recordCollectionIds } from '../../../data/model/collections.ts'
import { columnOf } from '../../../data/model/field.ts'
import { filterNames } from '../../../data/model/filter.ts'
import { reportingUnits } from '../../../data/model/reportingUnit.ts'

const folded = (names: readonly string[]) => [...new Set(names.map((name) => name.toLowerCase()))]
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

const tables = Object.entries(codes as Record<string, unknown>).filter((entry): entry is [string, codes.CodeTable] =>
  Array.isArray(entry[1]),
)

describe('code tables', () => {
  it.each(tables)('%s: no two codes share an id, a name or a synonym', (_name, table) => {
    expect(repeated(table.flatMap((code) => folded([code.id, code.zh, code.en, ...(code.synonyms ?? [])])))).toEqual([])
  })

  it('hold the nine sectors of the campaign first', () => {
    expect(codes.sectors.slice(0, 9).map((sector) => sector.zh)).toEqual([
      '煤矿',
      '非煤矿山',
      '危险化学品',
      '交通运输',
      '建筑施工',
      '消防',
      '燃气',
      '渔业船舶',
      '工贸',
    ])
  })
})

describe('collections', () => {
  it.each(recordCollectionIds)('%s: names of fields, headers and references hold together', (id) => {
    const collection = collections[id]
    const names = collection.fields.map((field) => field.name)
    const headers = collection.fields.flatMap((field) =>
      folded([field.name, field.zh, field.en, ...(field.synonyms ?? [])]),
    )
    expect(repeated(headers)).toEqual([])
    expect(names).toEqual(expect.arrayContaining([collection.key, ...collection.titleFields, ...collection.textFields]))
    expect(collection.dateField === null || names.includes(collection.dateField)).toBe(true)
    expect(collection.filters.every((name) => filterNames.includes(name))).toBe(true)
  })

  it('name columns in snake case', () => {
    expect(columnOf('accidents3y')).toBe('accidents_3y')
    expect(columnOf('extendedDueAt')).toBe('extended_due_at')
  })
})

describe('reporting units', () => {
  it('are 32, the XPCC alone without a polygon', () => {
    expect(reportingUnits).toHaveLength(32)
    expect(reportingUnits.filter((unit) => unit.regionCode === null).map((unit) => unit.id)).toEqual(['66'])
  })
})
