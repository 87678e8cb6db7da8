import { describe, expect, it } from 'vitest'
import { emergingPatterns } from '../../../data/model/hotSpot.ts'
import { emergingPattern } from '../../../server/analysis/emergingPattern.ts'
import { readReference } from '../../helpers/referenceNumbers.ts'

interface Row {
  readonly seq: string
  readonly trend: number
  readonly expected: string
}

const { rows } = readReference<{ rows: Row[] }>('ehsa_truth_table')
const hotnessOf = (sequence: string) => Array.from(sequence, (mark) => ({ H: 1, C: -1 })[mark] ?? 0)
/** `new hot` of the table is `newHot` here. */
const idOf = (name: string) =>
  name === 'no pattern' ? 'none' : name.replace(/ (\w)/, (_, letter: string) => letter.toUpperCase())
const patternOf = (sequence: string, trend = 0) => emergingPatterns[emergingPattern(hotnessOf(sequence), trend)]?.id

describe('emergingPattern', () => {
  it.each(rows.map(({ seq, trend, expected }) => [seq, trend, idOf(expected)] as const))(
    'takes %s with trend %i for %s',
    (sequence, trend, expected) => {
      expect(patternOf(sequence, trend)).toBe(expected)
    },
  )

  it('gives the mirrored pattern to the mirrored sequence', () => {
    const mirrored = (id: string | undefined) => id?.replace(/Hot$|Cold$/, (side) => (side === 'Hot' ? 'Cold' : 'Hot'))
    for (let code = 0; code < 3 ** 7; code++) {
      const hotness = Array.from({ length: 7 }, (_, place) => (Math.floor(code / 3 ** place) % 3) - 1)
      const id = emergingPatterns[emergingPattern(hotness, 1)]?.id
      const twin = emergingPattern(hotness.map((side) => -side), -1) // prettier-ignore
      expect(emergingPatterns[twin]?.id).toBe(mirrored(id))
    }
  })

  it('never calls a cell hot that was never hot, whatever its trend', () => {
    for (const trend of [-1, 0, 1]) {
      expect(patternOf('CCCCCCCCCC', trend)).toMatch(/Cold$/)
      expect(patternOf('.C..C.....', trend)).toBe('none')
    }
  })

  it('sees no pattern in no steps and a new hot spot in a single hot one', () => {
    expect(patternOf('')).toBe('none')
    expect(patternOf('H')).toBe('newHot')
    expect(patternOf('.')).toBe('none')
  })
})
