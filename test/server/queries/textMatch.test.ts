import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { Parameters } from '../../../server/queries/parameters.ts'
import { beginsSql, containsSql } from '../../../server/queries/textMatch.ts'
import { engines } from '../../helpers/engines.ts'

const piece = fc.constantFrom('安', '全', 'a', 'B', '1', '%', '_', '\\', "'", '"', ' ', '-')
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))

describe.each(engines)('text on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  const ask = async (sql: (parameters: Parameters) => string, value: string): Promise<boolean> => {
    const parameters = new Parameters()
    const test = sql(parameters)
    const [row] = await database.query<{ found: boolean }>(
      `select ${test} as found from (select cast(${parameters.add(value)} as text) as a, cast(null as text) as b) t`,
      parameters.values,
    )
    return row?.found ?? false
  }

  it('is found literally, in upper and lower case', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 3 }), async (wanted, around) => {
        const value = [...around, wanted.toUpperCase(), ...around].join('')
        expect(await ask((parameters) => containsSql(['a', 'b'], wanted, parameters), value)).toBe(true)
        const other = around.join('')
        const contained = other.toLowerCase().includes(wanted.toLowerCase())
        expect(await ask((parameters) => containsSql(['a', 'b'], wanted, parameters), other)).toBe(contained)
        const begun = value.toLowerCase().startsWith(wanted.toLowerCase())
        expect(await ask((parameters) => beginsSql(['a'], wanted, parameters), value)).toBe(begun)
      }),
      { seed: 11, numRuns: 60 },
    )
  })
})
