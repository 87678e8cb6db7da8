import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { QueryAbandonedError } from '../../../server/database/errors.ts'
import { engines } from '../../helpers/engines.ts'

/** Hours of work on either engine. */
const endless = `select count(*)::integer as count from (select unnest(string_to_array(repeat('1,', 400000), ',')) as a) x,
  (select unnest(string_to_array(repeat('2,', 400000), ',')) as b) y where a <> b`

/** PGlite runs in this thread: nothing can be said to it meanwhile. */
const interruptible = engines.filter(({ name }) => name !== 'PGlite')

describe.each(interruptible)('a question on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  it('ends when it is given up, and its connection answers the next', async () => {
    const reason = new Error('enough')
    const asked = Array.from({ length: 6 }, () => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(reason), 60)
      return database.query(endless, [], { signal: controller.signal })
    })
    const results = await Promise.allSettled(asked)
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(QueryAbandonedError) })
      expect((result as PromiseRejectedResult).reason).toHaveProperty('cause', reason)
    }
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is not asked at all when it was given up before', async () => {
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(database.query('drop table setting', [], { signal })).rejects.toThrow(QueryAbandonedError)
    expect(await database.query(`select count(*)::integer as n from setting where name = 'schemaVersion'`)).toEqual([
      { n: 1 },
    ])
  })

  it('that is answered in time does not see its signal', async () => {
    const controller = new AbortController()
    expect(await database.query('select 2 as two', [], { signal: controller.signal })).toEqual([{ two: 2 }])
    controller.abort()
    expect(await database.query('select 3 as three')).toEqual([{ three: 3 }])
  })
})
