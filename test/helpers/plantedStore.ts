import { addDays } from '../../data/model/day.ts'
import type { FieldValue, StoredRecord } from '../../data/model/storedRecord.ts'
import type { Database } from '../../server/database/database.ts'
import { replaceRegions } from '../../server/queries/regions.ts'
import { locationAt, squareRegion, testRegions } from './atlasApp.ts'
import { newBatch, writeBatch } from './batch.ts'
import { Random } from './random.ts'

/** Middle of the planted concentration, `[lng, lat]`; it lies in county 440604 and began in June 2023. */
export const plantedCenter = [113.2, 23.1] as const
const halfWidth = 0.025

/** Eight more counties north of the two of `testRegions`, so that regions have neighbours enough. */
const counties = Array.from({ length: 8 }, (_, index) =>
  squareRegion(`44061${index}`, 'county', '440600', [113 + (index % 4) * 0.2, 23.3 + Math.floor(index / 4) * 0.2, 0.2]),
)

const scattered = (random: Random): [lng: number, lat: number] => [
  113 + random.next() * 0.8,
  22.9 + random.next() * 0.4,
]
const planted = (random: Random): [lng: number, lat: number] => [
  plantedCenter[0] + (random.next() * 2 - 1) * halfWidth,
  plantedCenter[1] + (random.next() * 2 - 1) * halfWidth,
]

function record(place: readonly [number, number], values: Record<string, FieldValue>): StoredRecord {
  const regionCode = place[0] < 113.4 ? '440604' : '440605'
  return { values: { regionCode, ...values }, location: locationAt(...place) }
}

function hazard(random: Random, index: number): StoredRecord {
  const inPlanted = index % 4 === 0
  const foundAt = inPlanted
    ? addDays('2023-06-01', random.integer(0, 60))
    : addDays('2023-01-01', random.integer(0, 211))
  return record(inPlanted ? planted(random) : scattered(random), {
    hazardNo: `H${index}`,
    title: '隐患',
    level: index % 5 === 0 ? 'major' : 'general',
    sector: inPlanted ? 'gas' : random.pick(['fire', 'industryTrade', 'mine']),
    discoverySource: 'inspection',
    foundAt,
    reportingUnit: '44',
  })
}

/**
 * Fills an empty store with 1,600 hazards, a quarter of them in one place, 2,400 scattered enterprises, 300 accidents;
 * without regions the hazards state an address alone.
 */
export async function plantRecords(database: Database, withRegions = true): Promise<void> {
  const random = new Random(42)
  const regions = [...testRegions, ...counties]
  await database.transaction((session) => replaceRegions(session, regions))
  const hazards = Array.from({ length: 1600 }, (_, index) => hazard(random, index))
  if (!withRegions) for (const { values } of hazards) Object.assign(values, { regionCode: null, address: '人民路' })
  const enterprises = Array.from({ length: 2400 }, (_, index) =>
    record(scattered(random), { enterpriseId: `E${index}`, name: `第${index}厂`, sector: 'industryTrade' }),
  )
  const accidents = Array.from({ length: 300 }, (_, index) =>
    record(scattered(random), {
      accidentNo: `A${index}`,
      title: '事故',
      occurredAt: addDays('2023-01-01', random.integer(0, 200)),
      deaths: 0,
      minorInjuries: 1,
      severity: 'general',
      sector: 'gas',
    }),
  )
  const [lng, lat] = plantedCenter
  const ring = [[lng, lat], [lng + 0.01, lat], [lng + 0.01, lat + 0.01], [lng, lat + 0.01], [lng, lat]] // prettier-ignore
  const site: StoredRecord = {
    ...record(plantedCenter, { siteId: 'P1', name: '东园', kind: 'park' }),
    geometry: {
      json: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
      bbox: [lng, lat, lng + 0.01, lat + 0.01],
    },
  }
  await writeBatch(database, 'enterprises', newBatch('e'), enterprises)
  await writeBatch(database, 'hazards', newBatch('h'), hazards)
  await writeBatch(database, 'accidents', newBatch('a'), accidents)
  await writeBatch(database, 'sites', newBatch('s'), [site])
}
