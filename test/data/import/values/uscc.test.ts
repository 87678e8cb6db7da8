import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseUscc, usccProblem } from '../../../../data/import/values/uscc.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The sum that the standard asks for, written the other way round: all 18 values must add up to 0 mod 31. */
function passes(uscc: string): boolean {
  const values = [...uscc].map((character) => alphabet.indexOf(character))
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 1), 0) % 31 === 0
}

describe('usccProblem', () => {
  it('passes codes in use', () => {
    for (const uscc of ['91350203M0001QAY99', '91440606MA4UKKKK15', '12100000000018032B']) {
      expect(usccProblem(uscc) === null).toBe(passes(uscc))
    }
  })

  it('names the right check digit for a code in use that fails it', () => {
    expect(usccProblem('91350203M0001QAY9B')).toBe('fails its check digit: the last character should be 9')
  })

  it('names a wrong length and a letter that does not occur', () => {
    expect(usccProblem('91350203')).toContain('has 8 characters')
    expect(usccProblem('91350203I0001QAY99')).toContain('contains "I"')
    expect(usccProblem('91350203\u20000001QAY99')).toContain('contains')
  })

  it('accepts exactly one last character for any first 17', () => {
    const characters = fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(characters, (first) => {
        const accepted = [...alphabet].filter((last) => usccProblem(first.join('') + last) === null)
        expect(accepted).toHaveLength(1)
        expect(passes(first.join('') + accepted[0])).toBe(true)
      }),
    )
  })
})

describe('normaliseUscc', () => {
  it('makes letters plain and upper case', () => {
    expect(normaliseUscc('９１３５0203m0001qay99')).toBe('91350203M0001QAY99')
    expect(normaliseUscc('9135-0203 M0001QAY99')).toBe('91350203M0001QAY99')
  })
})
