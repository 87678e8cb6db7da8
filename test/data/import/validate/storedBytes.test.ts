import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvCells } from '../../../../data/import/read/csvCells.ts'
import { StoredBytes } from '../../../../data/import/validate/storedBytes.ts'
import type { StoredRecord } from '../../../../data/model/storedRecord.ts'
import { storedCells, storedLine } from '../../../../data/model/storedRecord.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const words = fc.string({ unit: fc.constantFrom('a', '字', ',', '"', '\n', '\r', ' ', '\u007F', '😀', '1') })

describe('stored bytes', () => {
  it('are the text that storedLine gives, whatever the values hold', () => {
    const value = fc.oneof(words, fc.double(), fc.boolean(), fc.array(words), fc.constant(null))
    fc.assert(
      fc.property(value, words, fc.option(fc.bigInt({ min: 0n, max: 2n ** 62n })), (name, batchId, h3) => {
        const location = h3 === null ? null : { lng: 113.1, lat: -0.5, h3 }
        const record: StoredRecord = { values: { siteId: 'S1', name }, location, extra: { 备注: batchId } }
        const bytes = new StoredBytes()
        bytes.line(storedCells('sites', record, batchId))
        expect(text(bytes.take())).toBe(storedLine('sites', record, batchId))
      }),
    )
  })

  it('start afresh after each take and grow as far as a line needs', () => {
    const bytes = new StoredBytes()
    const long = '地'.repeat(1_000_000)
    bytes.line([long, 'a'])
    expect(bytes.length).toBe(3_000_003)
    expect(text(bytes.take())).toBe(`${long},a\n`)
    bytes.line(['b'])
    expect(text(bytes.take())).toBe('b\n')
  })

  it('hold a cell of the file as it stood, and read the same again', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.boolean()), { minLength: 2, maxLength: 5 }), (cells) => {
        const write = ([cell, always]: [string, boolean]) =>
          always || /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
        const row = new CsvCells(new TextEncoder().encode(`${cells.map(write).join(',')}\n`), ',', 1)
        const bytes = new StoredBytes()
        if (!row.next()) return
        bytes.line(cells.map((_, index) => row.verbatim(index) || null))
        const again = new CsvCells(bytes.take(), ',', 1)
        again.next()
        expect(cells.map((_, index) => again.text(index))).toEqual(cells.map(([cell]) => cell.trim()))
      }),
    )
  })
})
