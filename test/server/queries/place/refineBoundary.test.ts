import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Polygon } from 'geojson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredRecord } from '../../../../data/model/storedRecord.ts'
import type { Database } from '../../../../server/database/database.ts'
import { storeArea } from '../../../../server/queries/areas.ts'
import { streamItems } from '../../../../server/queries/items.ts'
import { placeCondition, placeOf } from '../../../../server/queries/place/placeCondition.ts'
import { areaShape } from '../../../../server/queries/place/areaShape.ts'
import { resolveFilter } from '../../../../server/queries/resolveFilter.ts'
import { openTestStore, testHazards } from '../../../helpers/atlasApp.ts'
import { newBatch, writeBatch } from '../../../helpers/batch.ts'

const hazards = testHazards(12_000)

/** An outline with many teeth through the crowd of hazards. */
function toothed(lng: number, lat: number, size: number, teeth: number): Polygon {
  const ring = Array.from({ length: teeth }, (_, step) => {
    const angle = (step * 2 * Math.PI) / teeth
    const radius = size * (step % 2 ? 0.7 : 1)
    return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as number[]]] }
}

const inside = (area: Polygon) => (record: StoredRecord) => {
  const { location } = record
  return location !== null && booleanPointInPolygon([location.lng, location.lat], area)
}

let database: Database
beforeAll(async () => {
  database = await openTestStore()
  await writeBatch(database, 'hazards', newBatch('h'), hazards)
})
afterAll(() => database.close())

async function found(area: Polygon): Promise<string[]> {
  const { id } = await storeArea(database, area)
  const resolved = await resolveFilter(database, 'hazards', { area: id })
  const ids: string[] = []
  for await (const page of streamItems(database, resolved)) ids.push(...page.map((feature) => feature.id as string))
  return ids
}

describe('an area through a crowd of records', () => {
  it.each([
    ['small', toothed(113.3, 23.1, 0.03, 12)],
    ['of a city', toothed(113.4, 23.1, 0.25, 60)],
    ['of a nation', toothed(105, 33, 13, 200)],
    ['whose outline runs past all', toothed(113.4, 23.1, 2, 8)],
  ])('%s holds just those that Turf finds in it', async (_, area) => {
    const expected = hazards.filter(inside(area)).map(({ values }) => values.hazardNo)
    expect(expected.length).toBeGreaterThan(0)
    expect(await found(area)).toEqual(expected)
  })

  it('names few of them one by one, however many lie along its outline', async () => {
    const area = toothed(113.4, 23.1, 0.25, 400)
    const { keys, interior } = await placeCondition(database, 'hazards', placeOf(areaShape(area)))
    expect(keys.length).toBeLessThanOrEqual(1000)
    expect(new Set(interior.map(({ resolution }) => resolution)).size).toBe(interior.length)
  })
})
