import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importRecords } from '../../../data/import/importRecords.ts'
import { builtInMapping, type builtInMappingNames } from '../../../data/import/columns/mapping.ts'
import type { RecordCollectionId } from '../../../data/model/collections.ts'
import type { ImportReport } from '../../../server/contract/imports.ts'
import type { Database, Row } from '../../../server/database/database.ts'
import { emptyStore, scratchFolder } from '../../helpers/importFile.ts'
import { realFile } from '../../helpers/realData.ts'

const files = {
  barcelona: realFile('barcelona_2017_accidents.csv'),
  berlin: realFile('berlin_2018_segments_accident_counts.geojson'),
  businesses: realFile('sf_food_businesses.csv'),
  violations: realFile('sf_food_violations.csv'),
}

let database: Database
let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  database = await emptyStore()
  folder = await scratchFolder()
})
afterAll(async () => {
  await database.close()
  await folder.remove()
})

function run(
  path: string,
  collectionId: RecordCollectionId,
  mapping: (typeof builtInMappingNames)[number],
): Promise<ImportReport> {
  return importRecords(database, {
    id: mapping,
    path,
    fileName: basename(path),
    collectionId,
    mapping: builtInMapping(mapping),
    datum: null,
    sheet: null,
    dryRun: false,
    problemsPath: join(folder.path, 'problems.csv'),
  })
}

const one = async (sql: string): Promise<Row | undefined> => (await database.query(sql))[0]

describe.skipIf(files.barcelona === null)('the accidents of Barcelona', () => {
  it('are all stored, with their days, hours and places', async () => {
    const report = await run(files.barcelona ?? '', 'accidents', 'barcelonaAccidents')
    expect(report).toMatchObject({ state: 'done', accepted: 10_339, rejected: 0, unlocated: 0, problemCount: 0 })
    const sums =
      await one(`select count(*)::integer as n, count(distinct (lng, lat))::integer as places, min(occurred_at) as first,
      max(occurred_at) as last, sum(vehicles)::integer as vehicles, count(region_code)::integer as regions from accident`)
    expect(sums).toMatchObject({ n: 10_339, places: 5673, first: '2017-01-01', last: '2017-12-31', regions: 0 })
  })
})

describe.skipIf(files.berlin === null)('the road segments of Berlin', () => {
  it('are all stored, with 13,643 accidents', async () => {
    const report = await run(files.berlin ?? '', 'road-segments', 'berlinSegments')
    expect(report).toMatchObject({ state: 'done', accepted: 7413, rejected: 0, unlocated: 0, problemCount: 0 })
    const sums = await one(`select sum(accidents_3y)::integer as accidents, max(accidents_3y)::integer as most,
      count(geometry)::integer as lines from road_segment`)
    expect(sums).toEqual({ accidents: 13_643, most: 21, lines: 7413 })
  })
})

describe.skipIf(files.businesses === null || files.violations === null)('the chain of San Francisco', () => {
  it('keeps every firm and every violation, those without a place too', async () => {
    const firms = await run(files.businesses ?? '', 'enterprises', 'sanFranciscoEnterprises')
    expect(firms).toMatchObject({ state: 'done', accepted: 6359, rejected: 0, unlocated: 3027 })
    const violations = await run(files.violations ?? '', 'hazards', 'sanFranciscoViolations')
    expect(violations).toMatchObject({ state: 'done', accepted: 37_965, rejected: 0 })
    const sums = await one(`select count(*) filter (where level = 'major')::integer as major,
      count(*) filter (where h3 is null)::integer as unlocated, min(found_at) as first, max(found_at) as last,
      count(rectified_at)::integer as rectified, count(distinct enterprise_id)::integer as firms from hazard`)
    expect(sums).toMatchObject({ major: 5510, unlocated: violations.unlocated, rectified: 0 })
    expect(String(sums?.first) >= '2013-01-01' && String(sums?.last) <= '2017-12-31').toBe(true)
  })
})
