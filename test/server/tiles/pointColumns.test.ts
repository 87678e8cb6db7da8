import { describe, expect, it } from 'vitest'
import { CodeBuilder, TextBuilder } from '../../../server/tiles/pointColumns.ts'

describe('a column of texts', () => {
  it('holds every text of every script in a buffer of just its size', () => {
    const texts = ['', '厂', 'plain', '😀'.repeat(40), '', 'é']
    const builder = new TextBuilder(texts.length)
    texts.forEach((text, row) => builder.set(row, text))
    const spare = builder.spareBytes
    const whole = builder.byteLength
    const { bytes, ends } = builder.take()
    const starts = [0, ...ends]
    const read = texts.map((_, row) => Buffer.from(bytes.subarray(starts[row], ends[row])).toString())
    expect(read).toEqual(texts)
    expect(bytes.byteLength + ends.byteLength).toBe(whole - spare)
  })

  it('grows beyond what it began with', () => {
    const builder = new TextBuilder(3)
    for (const row of [0, 1, 2]) builder.set(row, `${row}`.repeat(1000))
    expect([...builder.take().ends]).toEqual([1000, 2000, 3000])
  })
})

describe('a column of codes', () => {
  it('numbers the texts as they come, null among them', () => {
    const builder = new CodeBuilder(5)
    const texts = ['gas', null, 'gas', 'school', null]
    for (const [row, text] of texts.entries()) expect(builder.set(row, text)).toBe(true)
    const { numbers, texts: known } = builder.take()
    expect([...numbers].map((number) => known[number])).toEqual(texts)
    expect(known).toHaveLength(3)
  })

  it('refuses more different texts than it can number', () => {
    const builder = new CodeBuilder(65_537)
    for (let row = 0; row < 65_536; row += 1) expect(builder.set(row, `${row}`)).toBe(true)
    expect(builder.set(65_536, 'one more')).toBe(false)
    expect(builder.set(65_536, '17')).toBe(true)
  })
})
