import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Block } from '../../../../data/import/read/blocks.ts'
import type { ValidatedBlock } from '../../../../data/import/validate/blockValidator.ts'
import { createValidatorPool, type ValidatorPool } from '../../../../data/import/threads/validatorPool.ts'
import { maxThreads, type ValidatorData } from '../../../../data/import/threads/validatorThread.ts'

const settings: ValidatorData['settings'] = {
  collectionId: 'enterprises',
  batchId: 'b1',
  headers: ['企业编号', '企业名称'],
  headersAreComplete: true,
  delimiter: ',',
  mapping: null,
  datum: null,
}
const block = (text: string, firstLine = 2): Block => ({
  kind: 'csv',
  bytes: new Uint8Array(Buffer.from(text)),
  encoding: 'utf-8',
  firstLine,
})

let pool: ValidatorPool
afterEach(() => pool.close())

const textOf = (validated: ValidatedBlock | undefined) => new TextDecoder().decode(validated?.csv)

describe('a pool of validating threads', { timeout: 60_000 }, () => {
  it('serves on when another, whose thread was to make what both need, is closed', async () => {
    const hasty = createValidatorPool({ settings, regions: null })
    const lost = hasty.validate(block('A,甲\n')).catch((error: Error) => error.message)
    pool = createValidatorPool({ settings, regions: null })
    const kept = pool.validate(block('B,乙\n'))
    await setImmediate()
    await hasty.close()
    expect(await lost).toBe('the validation was stopped')
    expect((await kept).keys).toBe('B')
  })

  it('validates many blocks at a time, each answer for its own block', async () => {
    pool = createValidatorPool({ settings, regions: null })
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => pool.validate(block(`E${index},甲\n`, index + 2))),
    )
    expect(answers.map(({ keys, lines }) => [keys, lines[0]])).toEqual(
      Array.from({ length: 40 }, (_, index) => [`E${index}`, index + 2]),
    )
    expect(textOf(answers[0])).toMatch(/^E0,甲,+b1\n$/)
  })

  it('starts one thread when a mapping numbers repeats, so that the numbers follow the rows', async () => {
    const mapping = {
      collection: 'enterprises',
      fields: { enterpriseId: { from: '企业编号', numberRepeats: true }, name: { from: '企业名称' } },
    }
    pool = createValidatorPool({ settings: { ...settings, mapping }, regions: null })
    expect(pool.size).toBe(1)
    const answers = await Promise.all([pool.validate(block('A,甲\nA,乙\n')), pool.validate(block('A,丙\n'))])
    expect(answers.map(({ keys }) => keys.split('\u001F'))).toEqual([['A', 'A-2'], ['A-3']])
  })

  it('opens the next file afresh in a thread that served another', async () => {
    pool = createValidatorPool({ settings, regions: null })
    await pool.validate(block('A,甲\n'))
    await pool.close()
    pool = createValidatorPool({ settings: { ...settings, batchId: 'b2' }, regions: null })
    expect(textOf(await pool.validate(block('A,甲\n')))).toContain(',b2\n')
    expect(pool.size).toBe(maxThreads)
  })

  it('rejects what is in work when it is closed', async () => {
    pool = createValidatorPool({ settings, regions: null })
    const answer = pool.validate(block('A,甲\n'.repeat(200_000)))
    const outcome = expect(answer).rejects.toThrow('the validation was stopped')
    await new Promise((resolve) => setTimeout(resolve, 20))
    await pool.close()
    await outcome
  })
})
