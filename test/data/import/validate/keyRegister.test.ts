import { describe, expect, it } from 'vitest'
import { keySeparator, rowFlags, type ValidatedBlock } from '../../../../data/import/validate/blockValidator.ts'
import { KeyRegister } from '../../../../data/import/validate/keyRegister.ts'

/** A block of rows given as key and flags; each row's line of CSV is its key. */
function block(firstLine: number, ...rows: readonly (readonly [key: string, flags: number])[]): ValidatedBlock {
  const texts = rows.map(([key]) => `${key}\n`)
  let end = 0
  return {
    text: texts.join(''),
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

describe('a register of keys', () => {
  it('lets a block without repeats pass as it is and counts its rows', () => {
    const keys = new KeyRegister('hazardNo')
    const given = block(2, ['a', 0], ['b', warned], ['c', warned | unlocated])
    expect(keys.take(given)).toEqual({ text: 'a\nb\nc\n', accepted: 3, warned: 2, unlocated: 1, repeats: [] })
  })

  it('takes repeats out wherever they stand, within a block and across blocks', () => {
    const keys = new KeyRegister('hazardNo')
    expect(keys.take(block(2, ['a', 0], ['a', warned], ['b', 0])).text).toBe('a\nb\n')
    const later = keys.take(block(5, ['b', unlocated], ['c', 0], ['a', 0], ['d', 0], ['c', 0]))
    expect(later).toMatchObject({ text: 'c\nd\n', accepted: 2, warned: 0, unlocated: 0 })
    expect(later.repeats.map(({ line, reason }) => [line, /line (\d+)/.exec(reason)?.[1]])).toEqual([
      [5, '4'],
      [7, '2'],
      [9, '6'],
    ])
  })

  it('takes an empty block', () => {
    expect(new KeyRegister('hazardNo').take(block(2))).toMatchObject({ text: '', accepted: 0, repeats: [] })
  })
})
