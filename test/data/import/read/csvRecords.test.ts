import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecords, sniffDelimiter } from '../../../../data/import/read/csvRecords.ts'
import { replaceCarriageReturns, scanRecords } from '../../../../data/import/read/csvScanner.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'

const read = (text: string, delimiter = ',') => [...csvRecords(text, delimiter, 1)]
const cellsOf = (text: string) => read(text).map(({ cells }) => cells)

describe('csvRecords', () => {
  it('splits plain and quoted cells, with the line on which each record starts', () => {
    expect(read('a,b\n"x,1","y\nz"\r\n\n"",""""\nlast,row')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x,1', 'y\nz'] },
      { line: 5, cells: ['', '"'] },
      { line: 6, cells: ['last', 'row'] },
    ])
  })

  it('takes a quote inside an unquoted cell for itself', () => {
    expect(cellsOf('12" pipe,say "hi"\n')).toEqual([['12" pipe', 'say "hi"']])
  })

  it('refuses text after a closing quote', () => {
    expect(read('"abc"def,1\nok,2')[0]?.cells).toBeInstanceOf(Refusal)
    expect(read('"abc"def,1\nok,2')[1]?.cells).toEqual(['ok', '2'])
  })

  it('reads what csv-parse reads', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '字', ',', '"', '\n', ' ', '1'), maxLength: 6 })
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(rows, fc.boolean(), (table, always) => {
        const write = (text: string) => (always || /[",\n]/.test(text) || text.trim() !== text ? quote(text) : text)
        const text = `${table.map((row) => row.map(write).join(',')).join('\n')}\n`
        const expected = parse(text, { relax_column_count: true, skip_empty_lines: true }) as string[][]
        expect(cellsOf(text)).toEqual(expected)
      }),
    )
  })
})

describe('scanRecords', () => {
  const scan = (text: string) => scanRecords(new TextEncoder().encode(text), 44)

  it('finds the end of the last whole record and counts lines', () => {
    expect(scan('a,b\nc,d\ne')).toEqual({ end: 8, lines: 2, openQuoteLine: -1 })
    expect(scan('a,"b\nc",d\ne')).toEqual({ end: 10, lines: 2, openQuoteLine: -1 })
    expect(scan('a,b\nc,"d\ne\n')).toEqual({ end: 4, lines: 1, openQuoteLine: 1 })
    expect(scan('12" pipe,x\ny\n')).toEqual({ end: 13, lines: 2, openQuoteLine: -1 })
  })

  it('ends where csvRecords sees the end of a record, wherever the text is cut', () => {
    const piece = fc.constantFrom('a', '"', ',', '\n', '""', '",', '"\n', '字')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('')
        const bytes = new TextEncoder().encode(text)
        const { end } = scanRecords(bytes, 44)
        const [head, tail] = [bytes.subarray(0, end), bytes.subarray(end)].map((part) => new TextDecoder().decode(part))
        expect([...cellsOf(head ?? ''), ...cellsOf(tail ?? '')]).toEqual(cellsOf(text))
      }),
    )
  })
})

describe('replaceCarriageReturns', () => {
  it('turns the line breaks of old Mac files into line feeds', () => {
    const bytes = new TextEncoder().encode('a,b\rc,d\r')
    replaceCarriageReturns(bytes)
    expect(new TextDecoder().decode(bytes)).toBe('a,b\nc,d\n')
  })
})

describe('sniffDelimiter', () => {
  it.each([
    ['a,b,c', ','],
    ['a;b;c', ';'],
    ['a\tb\tc', '\t'],
    ['"a,b,c,d";b;c', ';'],
    ['alone', ','],
  ])('of %j is %j', (line, delimiter) => {
    expect(sniffDelimiter(line)).toBe(delimiter)
  })
})
