import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSample, type SampleProgress } from '../../../data/sample/makeSample.ts'
import type { SampleTruth } from '../../../data/sample/truth.ts'
import type { Database } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'
import { listBatches } from '../../../server/queries/batches.ts'
import { countRealRecords } from '../../../server/queries/clearRecords.ts'
import { readOverview } from '../../../server/queries/overview.ts'

describe('makeSample', () => {
  const home = mkdtempSync(join(tmpdir(), 'atlas-sample-'))
  let database: Database
  const progress: SampleProgress[] = []

  beforeAll(async () => {
    database = await openDatabase({ home })
    await makeSample(database, { scale: 'city', seed: 3, home, onProgress: (step) => progress.push(step) })
  })
  afterAll(async () => {
    await database.close()
    rmSync(home, { recursive: true })
  })

  it('fills the store and marks all of it as sample', async () => {
    const overview = await readOverview(database)
    expect(overview).toMatchObject({
      sample: true,
      asOf: '2023-08-05',
      found: { from: '2023-04-27', to: '2023-08-05' },
    })
    expect(overview.counts).toMatchObject({ enterprises: 20_000, hazards: 8_000, 'road-segments': 120, accidents: 900 })
    const batches = await listBatches(database)
    expect(batches).toHaveLength(6)
    for (const batch of batches) expect(batch).toMatchObject({ sample: true, warned: 0, rejected: 0, unlocated: 0 })
    expect(await countRealRecords(database)).toBe(0)
  })

  it('tells how far it is, up to the end', () => {
    expect(progress.at(-1)).toMatchObject({ collection: null })
    expect(progress.at(-1)!.done).toBe(progress.at(-1)!.total)
    const done = progress.map((step) => step.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(new Set(progress.map((step) => step.collection)).size).toBe(7)
  })

  it('writes the truth beside the store', () => {
    const truth = JSON.parse(readFileSync(join(home, 'sampleTruth.json'), 'utf8')) as SampleTruth
    expect(truth).toMatchObject({ scale: 'city', seed: 3 })
    expect(truth.factoryClusters.length).toBeGreaterThan(100)
    expect(truth.concentrations).toHaveLength(5)
  })

  it('leaves the store as it was when it is cancelled', async () => {
    const before = await readOverview(database)
    const abort = new AbortController()
    const onProgress = () => abort.abort(new Error('enough'))
    await expect(makeSample(database, { scale: 'city', seed: 4, onProgress, signal: abort.signal })).rejects.toThrow(
      'enough',
    )
    expect(await readOverview(database)).toEqual(before)
  })

  it('takes the place of an earlier sample', async () => {
    const counts = await makeSample(database, { scale: 'city', seed: 5 })
    const overview = await readOverview(database)
    expect(overview.counts).toMatchObject(counts)
    expect(await listBatches(database)).toHaveLength(6)
  })
})
