import { describe, expect, it } from 'vitest'
import { recordCollectionIds } from '../../../data/model/collections.ts'
import { storedColumns, storedLine } from '../../../data/model/storedRecord.ts'

const site = {
  values: { siteId: 'S1', name: '甲"园', kind: 'park', storeys: 3 },
  location: { lng: 113.1, lat: 23, h3: 631n },
  geometry: { json: '{}', bbox: [113, 22, 114, 24] as const },
}

describe('storedLine', () => {
  it('quotes text that needs it, leaves null empty and doubles quotes', () => {
    const line = storedLine('sites', site, 'b1')
    expect(line.startsWith('S1,"甲""园",park,,')).toBe(true)
    expect(line.endsWith('113.1,23,631,113,22,114,24,{},,b1\n')).toBe(true)
  })

  it('tells an empty text from a missing one and joins lists', () => {
    const line = storedLine(
      'road-segments',
      { values: { segmentId: '', riskFeatures: ['cliffside', 'fogIce'] }, location: null },
      'b',
    )
    expect(line.startsWith('"",,')).toBe(true)
    expect(line).toContain('"cliffside,fogIce"')
  })

  it.each(recordCollectionIds)('%s: gives one cell a column', (id) => {
    const cells = storedLine(id, { values: {}, location: null }, 'b').split(',')
    expect(cells).toHaveLength(storedColumns(id).length)
  })
})
