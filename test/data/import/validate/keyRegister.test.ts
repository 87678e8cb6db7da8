import { describe, expect, it } from 'vitest'
import { keySeparator, rowFlags, type ValidatedBlock } from '../../../../data/import/validate/blockValidator.ts'
import { KeyRegister, type UniqueRows } from '../../../../data/import/validate/keyRegister.ts'

/** A block of rows given as key and flags; each row's line of CSV is its key. */
function block(firstLine: number, ...rows: readonly (readonly [key: string, flags: number])[]): ValidatedBlock {
  const texts = rows.map(([key]) => `${key}\n`)
  let end = 0
  return {
    csv: new TextEncoder().encode(texts.join('')),
    keys: rows.map(([key]) => key).join(keySeparator),
    lines: Uint32Array.from(rows.map((_, index) => firstLine + index)),
    ends: Uint32Array.from(texts.map((text) => (end += text.length))),
    flags: Uint8Array.from(rows.map(([, flags]) => flags)),
    problems: [],
    rowsRead: rows.length,
    rejected: 0,
    undeclared: 0,
    columns: [],
  }
}

const { warned, unlocated } = rowFlags
const textOf = ({ csv }: UniqueRows) => new TextDecoder().decode(csv)

describe('a register of keys', () => {
  it('lets a block without repeats pass as it is and counts its rows', () => {
    const keys = new KeyRegister('hazardNo')
    const given = block(2, ['a', 0], ['b', warned], ['c', warned | unlocated])
    const taken = keys.take(given)
    expect(textOf(taken)).toBe('a\nb\nc\n')
    expect(taken).toMatchObject({ accepted: 3, warned: 2, unlocated: 1, repeats: [] })
  })

  it('takes repeats out wherever they stand, within a block and across blocks', () => {
    const keys = new KeyRegister('hazardNo')
    expect(textOf(keys.take(block(2, ['a', 0], ['a', warned], ['b', 0])))).toBe('a\nb\n')
    const later = keys.take(block(5, ['b', unlocated], ['c', 0], ['a', 0], ['d', 0], ['c', 0]))
    expect(textOf(later)).toBe('c\nd\n')
    expect(later).toMatchObject({ accepted: 2, warned: 0, unlocated: 0 })
    expect(later.repeats.map(({ line, reason }) => [line, /line (\d+)/.exec(reason)?.[1]])).toEqual([
      [5, '4'],
      [7, '2'],
      [9, '6'],
    ])
  })

  it('takes an empty block', () => {
    expect(new KeyRegister('hazardNo').take(block(2))).toMatchObject({
      csv: new Uint8Array(),
      accepted: 0,
      repeats: [],
    })
  })
})
