import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../../server/database/database.ts'
import { maxWorkbookRows } from '../../../../server/routes/export/exportItems.ts'
import { getProblem, openTestStore, type TestApp, testApp, testHazards } from '../../../helpers/atlasApp.ts'
import { newBatch, writeBatch } from '../../../helpers/batch.ts'

let database: Database
let atlas: TestApp
beforeAll(async () => {
  database = await openTestStore()
  await writeBatch(database, 'hazards', newBatch('h'), testHazards(maxWorkbookRows + 1))
  atlas = testApp(database)
})
afterAll(() => database.close())

describe('workbooks', () => {
  it('of more rows than they may hold are refused, and CSV named', async () => {
    const problem = await getProblem(atlas, '/api/collections/hazards/items?f=xlsx')
    expect(problem).toMatchObject({
      status: 400,
      parameters: [{ name: 'f', value: 'xlsx', allowed: expect.stringContaining('f=csv') }],
    })
  })

  it('asked for together are made one after the other, all of them', async () => {
    const ask = () => atlas.app.request('/api/collections/hazards/items?f=xlsx&listed=true')
    const answers = await Promise.all([ask(), ask(), ask()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })
})
