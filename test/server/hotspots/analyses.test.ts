import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { abandoningDatabase, onBehalfOf } from '../../../server/database/requestSignal.ts'
import { openDuckDb } from '../../../server/database/duckdb.ts'
import { migrate } from '../../../server/database/migrate.ts'
import { type Analyses, createAnalyses } from '../../../server/hotspots/analyses.ts'
import type { HotSpotQuestion } from '../../../server/hotspots/question.ts'
import { createTileCache } from '../../../server/tiles/tileCache.ts'
import { locationAt } from '../../helpers/atlasApp.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'
import { plantRecords } from '../../helpers/plantedStore.ts'

const question: HotSpotQuestion = {
  filter: {},
  measure: 'count',
  resolution: 7,
  ring: 1,
  method: 'adaptive',
  confidence: 95,
  studyArea: 'auto',
  step: 'none',
  steps: 12,
  compare: null,
}
const plenty = 2 ** 26

let database: Database
let counted: number
let analyses: Analyses
beforeEach(async () => {
  const store = await openDuckDb(':memory:')
  await migrate(store)
  await plantRecords(store)
  counted = 0
  database = {
    ...store,
    columns: (types, sql, values, options) => {
      if (sql.includes('sum(')) counted += 1
      return store.columns(types, sql, values, options)
    },
  }
  analyses = createAnalyses(abandoningDatabase(database), plenty)
}, 30_000)
afterEach(async () => {
  await analyses.close()
  await database.close()
})

describe('analyses', () => {
  it('share one run among equal questions, and keep its answer', async () => {
    const [first, second] = await Promise.all([analyses.run(question), analyses.run({ ...question, steps: 20 })])
    expect(second).toBe(first)
    expect(await analyses.run(question)).toBe(first)
    expect(counted).toBe(1)
    expect(await analyses.run({ ...question, measure: 'open' })).not.toBe(first)
    expect(counted).toBe(2)
  })

  it('are made anew when the data change', async () => {
    const first = await analyses.run(question)
    const values = {
      hazardNo: 'N1',
      title: '隐患',
      level: 'general',
      foundAt: '2023-06-02',
      discoverySource: 'inspection',
      reportingUnit: '44',
    }
    await writeBatch(database, 'hazards', newBatch('n'), [{ values, location: locationAt(113.2, 23.1) }])
    const second = await analyses.run(question)
    const total = ({ study }: typeof first): number => study.values.reduce((sum, value) => sum + value, 0)
    expect(total(second)).toBe(total(first) + 1)
  })

  it('go on while one waits, and end when all have left', async () => {
    const [patient, hasty] = [new AbortController(), new AbortController()]
    const left = analyses.run(question, { signal: hasty.signal })
    const stayed = analyses.run(question, { signal: patient.signal })
    hasty.abort(new Error('gone'))
    await expect(left).rejects.toMatchObject({ name: 'QueryAbandonedError', cause: new Error('gone') })
    expect((await stayed).study.cells.length).toBeGreaterThan(100)
    const other = { ...question, measure: 'severity' } as const
    const alone = new AbortController()
    const abandoned = analyses.run(other, { signal: alone.signal })
    alone.abort(new Error('gone too'))
    await expect(abandoned).rejects.toMatchObject({ name: 'QueryAbandonedError', cause: new Error('gone too') })
    // A later question is not harmed by the one given up.
    expect((await analyses.run(other)).study.cells.length).toBeGreaterThan(100)
  })

  it('are not begun again when the one who asked first leaves and another waits', async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const ask = ({ signal }: AbortController) => onBehalfOf(signal, () => analyses.run(question, { signal }))
    const left = ask(first)
    const stayed = ask(second)
    await expect.poll(() => counted).toBe(1)
    first.abort(new Error('gone'))
    await expect(left).rejects.toMatchObject({ cause: new Error('gone') })
    await stayed
    expect(counted).toBe(1)
  })

  it('are not lost to one who waits for a tile that another began and left', async () => {
    const tiles = createTileCache(1_000_000)
    const [first, second] = [new AbortController(), new AbortController()]
    const tile = ({ signal }: AbortController) =>
      onBehalfOf(signal, () =>
        tiles.get('tile', async () => Uint8Array.of((await analyses.run(question, { signal })).study.resolution)),
      )
    const left = tile(first)
    const stayed = tile(second)
    await expect.poll(() => counted).toBe(1)
    first.abort(new Error('gone'))
    await expect(left).rejects.toMatchObject({ name: 'QueryAbandonedError' })
    expect([...(await stayed)]).toEqual([7])
  })

  it('tell how far they are', async () => {
    const stages: string[] = []
    await analyses.run({ ...question, step: 'month' }, { onProgress: ({ stage }) => stages.push(stage) })
    expect(stages).toEqual(['counting', 'testing', 'scales', 'scales', 'trend', 'done'])
  })

  it('tell the error of a question that cannot be answered, and do not keep it', async () => {
    const compare = { from: '2023-01-01', to: '2023-02-01' }
    await expect(analyses.run({ ...question, compare })).rejects.toThrow('compare')
    expect((await analyses.run(question)).study.cells.length).toBeGreaterThan(100)
  })

  it('are forgotten beyond the memory they may take', async () => {
    const small = createAnalyses(database, 1000)
    const first = await small.run(question)
    expect(await small.run(question)).not.toBe(first)
    await small.close()
  })
})
