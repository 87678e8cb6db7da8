import { describe, expect, it } from 'vitest'
import { builtInMapping, builtInMappingNames, parseMapping } from '../../../../data/import/columns/mapping.ts'
import { textRow } from '../../../../data/import/read/row.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import { sourcesByMapping } from '../../../../data/import/columns/rowSources.ts'
import type { ImportMapping } from '../../../../server/contract/imports.ts'

const hazards = (fields: ImportMapping['fields']): ImportMapping => ({ collection: 'hazards', fields })
const json = (mapping: object) => JSON.stringify(mapping)

describe('parseMapping', () => {
  it.each(builtInMappingNames)('reads %s, which comes with the product', (name) => {
    expect(Object.keys(builtInMapping(name).fields).length).toBeGreaterThan(4)
  })

  it.each([
    ['{', 'no valid JSON'],
    [json({ fields: {} }), 'collection'],
    [json({ collection: 'ships', fields: {} }), 'collection "ships" is unknown; allowed: hazards'],
    [json({ collection: 'hazards', fields: { colour: { from: 'c' } } }), '"colour" is no field of hazards'],
    [json({ collection: 'hazards', fields: { title: {} } }), 'fields.title has none of from, template, constant'],
    [json({ collection: 'hazards', fields: { title: { from: 't', dateFormat: 'yyyy' } } }), 'is no date'],
    [json({ collection: 'hazards', fields: { foundAt: { from: 't', dateFormat: 'yyyy' } } }), 'must hold yyyy'],
    [json({ collection: 'hazards', datum: 'utm', fields: {} }), 'datum'],
  ])('refuses %s and says why', (text, reason) => {
    expect(() => parseMapping(text)).toThrow(reason)
  })

  it('names the mappings there are when one is unknown', () => {
    expect(() => builtInMapping('../secret')).toThrow('allowed: barcelonaAccidents')
  })
})

describe('the rules of a mapping', () => {
  const read = (rule: ImportMapping['fields'][string], ...rows: string[][]) => {
    const sources = sourcesByMapping(hazards({ title: rule }), ['a', 'b'], true)
    return rows.map((row) => sources.texts.get('title')?.(textRow(row)))
  }

  it('take a column, join several, fill a template, or give a constant', () => {
    expect(read({ from: 'b' }, ['1', ' 2 '])).toEqual(['2'])
    expect(read({ from: ['a', 'b'], separator: ', ' }, ['1', '2'], ['1', ''])).toEqual(['1, 2', '1'])
    expect(read({ template: '{a}-{b}!' }, ['1', '2'], ['', ''])).toEqual(['1-2!', ''])
    expect(read({ constant: 7 }, ['1', '2'])).toEqual(['7'])
  })

  it('translate values, and refuse one that is missing unless there is an otherwise', () => {
    const rule = { from: 'a', values: { High: 'major' } }
    const [high, low, none] = read(rule, ['High', ''], ['Low', ''], ['', ''])
    expect([high, none]).toEqual(['major', ''])
    expect(low).toBeInstanceOf(Refusal)
    expect(read({ ...rule, otherwise: 'general' }, ['Low', ''])).toEqual(['general'])
  })

  it('number repeats', () => {
    expect(read({ from: 'a', numberRepeats: true }, ['x', ''], ['x', ''], ['y', ''], ['x', ''])).toEqual([
      'x',
      'x-2',
      'y',
      'x-3',
    ])
  })

  it('name a column that the file lacks', () => {
    expect(() => read({ from: 'c' })).toThrow('reads a column "c" that the file lacks; it has: a, b')
  })

  it('leave the other columns as extra attributes', () => {
    expect(sourcesByMapping(hazards({ title: { from: 'b' } }), ['a', 'b', 'c'], true).extras()).toEqual([0, 2])
  })
})
