import { describe, expect, it } from 'vitest'
import { KeyIndex } from '../../../../data/import/validate/keyIndex.ts'

const separator = '\u001F'

/** Adds keys one text at a time; the lines that were found for them. Lines count from 2. */
function addAll(index: KeyIndex, texts: readonly (readonly string[])[]): (number | undefined)[] {
  let line = 2
  return texts.flatMap((keys) => {
    const text = keys.join(separator)
    const id = index.addText(text)
    let start = 0
    return keys.map((key) => {
      const found = index.add(id, start, start + key.length, line++)
      start += key.length + separator.length
      return found
    })
  })
}

describe('an index of keys', () => {
  it('finds the line of a key added before, in the same text or an earlier one', () => {
    const found = addAll(new KeyIndex(separator), [
      ['a', 'b', 'a'],
      ['c', 'b', '企业１', '企业１'],
    ])
    expect(found).toEqual([undefined, undefined, 2, undefined, 3, undefined, 7])
  })

  it('tells a key from one that it begins or ends', () => {
    const found = addAll(new KeyIndex(separator), [['QY1', 'QY12', 'QY', 'Y1'], ['QY12']])
    expect(found).toEqual([undefined, undefined, undefined, undefined, 3])
  })

  it('tells keys of the same hash apart', () => {
    // Two pairs whose 32-bit FNV-1a is equal.
    const found = addAll(new KeyIndex(separator), [['costarring', 'liquid', 'declinate', 'macallums', 'liquid']])
    expect(found).toEqual([undefined, undefined, undefined, undefined, 3])
  })

  it('finds every key again once it has grown, and none besides', () => {
    const index = new KeyIndex(separator)
    const keys = Array.from({ length: 50_000 }, (_, number) => `QY4401${number}`)
    expect(addAll(index, [keys]).every((line) => line === undefined)).toBe(true)
    expect(addAll(index, [keys])).toEqual(keys.map((_, number) => number + 2))
    expect(addAll(index, [keys.map((key) => `${key}x`)]).every((line) => line === undefined)).toBe(true)
  })
})
