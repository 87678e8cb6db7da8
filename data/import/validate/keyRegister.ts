import type { ImportProblem } from '#contract/imports.ts'
import { keySeparator, rowFlags, type ValidatedBlock } from './blockValidator.ts'
import { KeyIndex } from './keyIndex.ts'
import { excerpt } from '../values/refusal.ts'

/** What is left of a block once rows with keys met before are taken out. */
export interface UniqueRows {
  readonly csv: Uint8Array
  readonly accepted: number
  readonly warned: number
  readonly unlocated: number
  readonly repeats: readonly ImportProblem[]
}

/** Remembers the line of every key of a file: of rows with the same key the first is stored. */
export class KeyRegister {
  readonly #index = new KeyIndex(keySeparator)
  readonly #field: string

  constructor(field: string) {
    this.#field = field
  }

  /** Takes the rows of the next block, in the order of the file. */
  take({ csv, keys, lines, ends, flags }: ValidatedBlock): UniqueRows {
    const kept: Uint8Array[] = []
    const repeats: ImportProblem[] = []
    let [start, warned, unlocated] = [0, 0, 0]
    const textId = this.#index.addText(keys)
    let keyStart = 0
    for (const [index, line] of lines.entries()) {
      const nextSeparator = keys.indexOf(keySeparator, keyStart)
      const keyEnd = nextSeparator === -1 ? keys.length : nextSeparator
      const first = this.#index.add(textId, keyStart, keyEnd, line)
      if (first !== undefined) {
        repeats.push(this.#repeat(keys.slice(keyStart, keyEnd), line, first))
        kept.push(csv.subarray(start, ends[index - 1] ?? 0))
        start = ends[index] ?? 0
      }
      keyStart = keyEnd + 1
      if (first !== undefined) continue
      const flag = flags[index] ?? 0
      if (flag & rowFlags.warned) warned++
      if (flag & rowFlags.unlocated) unlocated++
    }
    const unique = repeats.length === 0 ? csv : Buffer.concat([...kept, csv.subarray(start)])
    return { csv: unique, accepted: lines.length - repeats.length, warned, unlocated, repeats }
  }

  #repeat(key: string, line: number, first: number): ImportProblem {
    const reason = `${this.#field} "${excerpt(key)}" stands already on line ${first}; only that row is stored`
    return { line, severity: 'error', field: this.#field, value: excerpt(key, 200), reason }
  }
}
