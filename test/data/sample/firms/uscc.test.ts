import { describe, expect, it } from 'vitest'
import { usccCheckDigit } from '../../../../data/import/values/uscc.ts'
import { buildUscc } from '../../../../data/sample/firms/uscc.ts'

describe('unified social credit codes', () => {
  it('have the check character of published codes', () => {
    for (const code of ['91350100M000100Y43', '91110000600037341L']) {
      expect(usccCheckDigit(code.slice(0, 17))).toBe(code[17])
    }
  })

  it('are valid, name the county and differ', () => {
    const codes = new Set<string>()
    for (let number = 0; number < 20_000; number++) {
      const code = buildUscc('91', '440606', number)
      expect(code).toMatch(/^91440606MA[0-9A-HJ-NPQRTUWXY]{8}$/)
      expect(usccCheckDigit(code.slice(0, 17))).toBe(code[17])
      codes.add(code)
    }
    expect(codes.size).toBe(20_000)
  })
})
