import { describe, expect, it } from 'vitest'
import { CsvCells } from '../../../../data/import/read/csvCells.ts'
import { CellBytes } from '../../../../data/import/read/row.ts'

const cells = (text: string, delimiter = ',') => new CsvCells(new TextEncoder().encode(text), delimiter, 2)
const bytesOf = (cell: string | CellBytes) =>
  cell instanceof CellBytes ? new TextDecoder().decode(cell.bytes.subarray(cell.start, cell.end)) : cell

describe('the cells of a record', () => {
  it('are trimmed text, empty beyond the last one', () => {
    const row = cells('\u3000甲\u00A0, "x" ,"y""z"\r\n')
    expect(row.next()).toBe(true)
    expect([0, 1, 2, 3].map((index) => row.text(index))).toEqual(['甲', '"x"', 'y"z', ''])
    expect(row.next()).toBe(false)
  })

  it('give their bytes where those may be stored as they stand', () => {
    const row = cells('佛山市\u3000,"a,""b",12"\n')
    row.next()
    expect(row.verbatim(0)).toBe('佛山市')
    const quoted = row.verbatim(1)
    expect([bytesOf(quoted), quoted instanceof CellBytes && quoted.isQuoted]).toEqual(['a,""b', true])
    expect(row.verbatim(2)).toBe('12"')
    const plain = cells('顺德区,x\n')
    plain.next()
    expect(plain.verbatim(0)).toMatchObject({ start: 0, end: 9, isQuoted: false })
  })

  it('of another delimiter are quoted when a comma is in them', () => {
    const row = cells('a,b;"c,d";"e;f"\n', ';')
    row.next()
    expect(row.verbatim(0)).toBe('a,b')
    expect(row.verbatim(1)).toMatchObject({ isQuoted: true })
    expect(row.verbatim(2)).toMatchObject({ isQuoted: false })
  })

  it('give plain numbers as Number reads them, and their bytes', () => {
    const texts = ['0', '28', '-5', '007', '116.422357', '-0.1', '0.3', '9007199.25474099', '123456789012345']
    const others = [
      '',
      '-',
      '.',
      '.5',
      '5.',
      '-.5',
      '1.2.3',
      '+1',
      '-0',
      '1e3',
      '1,5',
      ' 1',
      '１２',
      '1234567890123456',
    ]
    const row = cells(`${[...texts, ...others].map((text) => `"${text}"`).join(',')}\n`)
    row.next()
    for (const [index, text] of texts.entries()) {
      const cell = row.number(index)
      expect([text, cell?.value, cell && bytesOf(cell)]).toEqual([text, Number(text), text])
    }
    const rest = Array.from({ length: others.length }, (_, more) => row.number(texts.length + more))
    expect(rest.every((cell) => cell === null)).toBe(true)
    expect(row.number(99)).toBeNull()
    expect(row.number(-1)).toBeNull()
  })

  it('read numbers of up to 15 digits to the last bit', () => {
    const texts = Array.from({ length: 2000 }, (_, index) => {
      const digits = String(Math.floor(((index * 0.618_033_988_749) % 1) * 1e15)).padStart(15, '1')
      const at = 1 + (index % 14)
      return `${digits.slice(0, at)}.${digits.slice(at)}`
    })
    const row = cells(`${texts.join(',')}\n`)
    row.next()
    expect(texts.map((_, index) => row.number(index)?.value)).toEqual(texts.map(Number))
  })

  it('tell stray text and control characters', () => {
    const row = cells('"a" x,1\nb\u0001,2\n"c" \u3000,3\n')
    const seen: [number, boolean, boolean][] = []
    while (row.next()) seen.push([row.line, row.hasStrayText, row.hasControl])
    expect(seen).toEqual([
      [2, true, false],
      [3, false, true],
      [4, false, false],
    ])
  })

  it('are the same when a column turns from few values to many', () => {
    const values = Array.from({ length: 12_000 }, (_, n) => (n < 6000 ? `级${n % 3}` : `QY${n}`))
    const row = cells(values.map((value) => `${value},x\n`).join(''))
    const read: string[] = []
    while (row.next()) read.push(row.text(0))
    expect(read).toEqual(values)
  })
})
