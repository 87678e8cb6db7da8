import { afterAll, beforeAll, expect, it } from 'vitest'
import { hotSpotCollectionSchema } from '../../../server/contract/hotspots.ts'
import type { Database } from '../../../server/database/database.ts'
import { type Analyses, type Analysis, createAnalyses } from '../../../server/hotspots/analyses.ts'
import { hotSpotGeoJson, hotSpotRows } from '../../../server/hotspots/hotSpotFiles.ts'
import { openTestStore } from '../../helpers/atlasApp.ts'
import { plantRecords } from '../../helpers/plantedStore.ts'

let database: Database
let analyses: Analyses
let analysis: Analysis
beforeAll(async () => {
  database = await openTestStore()
  await plantRecords(database)
  analyses = createAnalyses(database, 2 ** 26)
  analysis = await analyses.run({
    filter: {},
    measure: 'count',
    resolution: 9,
    ring: 1,
    method: 'adaptive',
    confidence: 95,
    studyArea: 'surround',
    step: 'none',
    steps: 12,
    compare: null,
  })
}, 60_000)
afterAll(async () => {
  await analyses.close()
  await database.close()
})

/** What comes out, and how often other work had its turn meanwhile. */
async function collected<T>(chunks: AsyncIterable<T>): Promise<{ all: T[]; turns: number }> {
  let [turns, reading] = [0, true]
  const count = (): void => {
    turns += 1
    if (reading) setImmediate(count)
  }
  setImmediate(count)
  const all: T[] = []
  for await (const chunk of chunks) all.push(chunk)
  reading = false
  return { all, turns }
}

it('the cells of an analysis are written as one GeoJSON text, other work in between', async () => {
  const { all, turns } = await collected(hotSpotGeoJson(analysis, 'all', []))
  const { features, numberReturned } = hotSpotCollectionSchema.parse(JSON.parse(Buffer.concat(all).toString()))
  expect(numberReturned).toBe(features.length)
  expect(features.length).toBe(analysis.study.cells.length)
  expect(features.length).toBeGreaterThan(5000)
  expect(Math.max(...all.map(({ length }) => length))).toBeLessThan(500_000)
  expect(turns).toBeGreaterThan(features.length / 1000)
})

it('no cells make an empty collection', async () => {
  const nobody = { ...analysis, study: { ...analysis.study, cells: new BigUint64Array() } }
  const { all } = await collected(hotSpotGeoJson(nobody, 'all', []))
  expect(JSON.parse(Buffer.concat(all).toString())).toMatchObject({ numberReturned: 0, features: [] })
})

it('the table holds the same cells under its header', async () => {
  const { all, turns } = await collected(hotSpotRows(analysis, 'all'))
  const [header, ...rows] = all.flat()
  expect(header?.slice(0, 3)).toEqual(['cell', 'lng', 'lat'])
  expect(rows.length).toBe(analysis.study.cells.length)
  expect(rows.every((row) => row.length === header?.length)).toBe(true)
  expect(turns).toBeGreaterThan(rows.length / 1000)
})
