import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { spreadsheetCell } from '../../../../data/model/csvText.ts'
import { csvLine } from '../../../../server/routes/export/csv.ts'

describe('a line of an exported file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=cmd|calc', '＝1', '＋1', '－1', '＠a'])(
    'makes %j harmless',
    (text) => {
      const [[cell]] = parse(csvLine([text])) as [[string]]
      expect(cell).toBe(`'${text}`)
    },
  )

  it('leaves numbers alone, negative ones too', () => {
    expect(spreadsheetCell(-12.5)).toBe('-12.5')
    expect(spreadsheetCell(true)).toBe('true')
  })

  it('is empty for what is not known', () => {
    expect(spreadsheetCell(null)).toBe('')
  })

  it('quotes so that a reader gets back what was written', () => {
    const cells = ['a,b', 'say "no"', 'two\r\nlines', '燃气管道占压', '']
    expect(parse(csvLine(cells))).toEqual([cells])
  })
})
