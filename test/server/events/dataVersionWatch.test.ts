import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { watchDataVersion } from '../../../server/events/dataVersionWatch.ts'
import { createEventHub } from '../../../server/events/eventHub.ts'
import { openTestStore } from '../../helpers/atlasApp.ts'

const log = pino({ level: 'silent' })
let database: Database
beforeAll(async () => {
  database = await openTestStore()
})
afterAll(() => database.close())

describe('watchDataVersion', () => {
  it('tells listeners of what others have written', async () => {
    const events = createEventHub()
    const heard: string[] = []
    const stop = watchDataVersion({ database, events, log }, 5)
    const leave = events.subscribe(
      ({ event }) => heard.push(event),
      () => {},
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(heard).toEqual([])
    await database.query('update data_version set version = version + 1')
    await expect.poll(() => heard).toEqual(['dataVersion'])
    leave()
    stop()
  })

  it('asks nothing while nobody listens, and outlives a failure', async () => {
    const events = createEventHub()
    let asked = 0
    const failing: Database = {
      ...database,
      query: () => {
        asked += 1
        return Promise.reject(new Error('away'))
      },
    }
    const stop = watchDataVersion({ database: failing, events, log }, 5)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(asked).toBe(0)
    events.subscribe(
      () => {},
      () => {},
    )
    await expect.poll(() => asked).toBeGreaterThan(2)
    stop()
  })
})
