import { describe, expect, it } from 'vitest'
import { detectFormat } from '../../../../data/import/read/fileKind.ts'

const bytes = (...values: number[]) => Uint8Array.from([...values, ...Array(20).fill(1)])
const zip = bytes(0x50, 0x4b, 0x03, 0x04)

describe('detectFormat', () => {
  it('goes by the extension', () => {
    expect(detectFormat('台账.CSV', Buffer.from('a,b'))).toBe('csv')
    expect(detectFormat('a.tsv', Buffer.from('a\tb'))).toBe('csv')
    expect(detectFormat('a.xlsx', zip)).toBe('xlsx')
    expect(detectFormat('a.geojsonl', Buffer.from('{"type":"Feature"}'))).toBe('geojson')
  })

  it.each([
    [zip, 'a zip archive or an Excel workbook (.xlsx)'],
    [bytes(0x25, 0x50, 0x44, 0x46), 'a PDF document'],
    [bytes(0x89, 0x50, 0x4e, 0x47), 'a PNG image'],
    [bytes(0xd0, 0xcf, 0x11, 0xe0), 'an old Office document'],
    [bytes(0x1f, 0x8b), 'a gzip archive'],
    [Buffer.from('{"type":"FeatureCollection"'), 'JSON'],
    [Buffer.from('<!DOCTYPE html><table>'), 'HTML or XML'],
  ])('says what a file of another kind under a .csv name looks like', (head, what) => {
    expect(() => detectFormat('data.csv', head)).toThrow(`"data.csv" is no .csv file: it looks like ${what}`)
  })

  it('says so of a workbook that is none, of an empty file, and of an unknown extension', () => {
    expect(() => detectFormat('a.xlsx', Buffer.from('a,b\n'))).toThrow('is no .xlsx file: it looks like plain text')
    expect(() => detectFormat('a.xlsx', bytes(0xd0, 0xcf, 0x11, 0xe0))).toThrow('old Office document')
    expect(() => detectFormat('a.csv', new Uint8Array())).toThrow('is empty')
    expect(() => detectFormat('a.shp', Buffer.from('x'))).toThrow('unknown extension; allowed: .csv')
  })
})
