import { latLngToCell } from 'h3-js'
import {
  accidentSeverities,
  accidentTypes,
  actionTypes,
  type CodeTable,
  discoverySources,
  enterpriseStatuses,
  hazardCategories,
  hazardLevels,
  listingLevels,
  riskLevels,
  roadGrades,
  roadRiskFeatures,
  sectors,
  siteKinds,
} from '../../data/model/codes.ts'
import type { RecordCollectionId } from '../../data/model/collections.ts'
import { addDays } from '../../data/model/day.ts'
import type { FieldValue, Location, StoredRecord } from '../../data/model/storedRecord.ts'
import type { Database } from '../../server/database/database.ts'
import { replaceRegions, type StoredRegion } from '../../server/queries/regions.ts'
import { newBatch, writeBatch } from './batch.ts'
import { Random } from './random.ts'

/** A little country of records with every awkward value that registers hold, the same on every run. */
export interface Fixture {
  readonly regions: readonly StoredRegion[]
  readonly records: Readonly<Record<RecordCollectionId, readonly StoredRecord[]>>
}

export const fixtureAsOf = '2023-08-05'

const regionRows: readonly (readonly [code: string, name: string, nameEn: string, parent: string | null])[] = [
  ['100000', '中华人民共和国', 'China', null],
  ['110000', '北京市', 'Beijing', '100000'],
  ['110101', '东城区', 'Dongcheng District', '110000'],
  ['440000', '广东省', 'Guangdong Province', '100000'],
  ['440600', '佛山市', 'Foshan City', '440000'],
  ['440604', '禅城区', 'Chancheng District', '440600'],
  ['440605', '南海区', 'Nanhai District', '440600'],
  ['441900', '东莞市', 'Dongguan City', '440000'],
  ['460000', '海南省', 'Hainan Province', '100000'],
  ['469001', '五指山市', 'Wuzhishan City', '460000'],
  ['650000', '新疆维吾尔自治区', 'Xinjiang', '100000'],
  ['659001', '石河子市', 'Shihezi City', '650000'],
  ['710000', '台湾省', 'Taiwan Province', '100000'],
]

const levelOf = (code: string): StoredRegion['level'] => {
  if (code === '100000') return 'nation'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

function region([code, name, nameEn, parentCode]: (typeof regionRows)[number], index: number): StoredRegion {
  const [west, south] = [73 + index * 4, 20 + index]
  const ring = [
    [west, south],
    [west + 4, south],
    [west + 4, south + 2],
    [west, south + 2],
    [west, south],
  ]
  return {
    code,
    name,
    nameEn,
    level: levelOf(code),
    parentCode,
    lng: west + 2,
    lat: south + 1,
    west,
    south,
    east: west + 4,
    north: south + 2,
    areaKm2: 1000 + index,
    inStatistics: code !== '710000',
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
}

/** Codes as records carry them: counties, cities and provinces alone, townships, unknown ones, none. */
const recordCodes = [
  '110101',
  '440604',
  '440605',
  '441900',
  '469001',
  '659001',
  '710000',
  '440000',
  '440699',
  '440604101',
  '999999',
]
const units = ['11', '44', '46', '65', '66']
const awkwardTexts = [
  '安全出口锁闭',
  'a "quoted", one',
  'two\nlines',
  '100%',
  'under_score',
  'back\\slash',
  "it's",
  'ÅNGSTRÖM',
  ' ',
]
/** Many records share these places exactly. */
const sharedPlaces: readonly [number, number][] = [
  [113.12, 23.02],
  [113.12, 23.02001],
  [116.4, 39.9],
]

const ids = (table: CodeTable): string[] => table.map((code) => code.id)

export const locationAt = (lng: number, lat: number): Location => ({
  lng,
  lat,
  h3: BigInt(`0x${latLngToCell(lat, lng, 12)}`),
})

function place(random: Random, nullProbability: number): Location | null {
  if (random.chance(nullProbability)) return null
  if (random.chance(0.2)) return locationAt(...random.pick(sharedPlaces))
  // Half of them in one city, the others over the country.
  const city = random.chance(0.5)
  const lng = city ? 113 + random.next() * 0.4 : 75 + random.next() * 50
  const lat = city ? 22.9 + random.next() * 0.3 : 20 + random.next() * 28
  return locationAt(Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6)
}

const day = (random: Random, from: string, days: number): string => addDays(from, random.integer(0, days))

/** Days of a life cycle in any order that registers may hold, ties with each other and with `fixtureAsOf` included. */
function lifeCycleDays(random: Random): Record<string, FieldValue> {
  const foundAt = random.chance(0.05) ? fixtureAsOf : day(random, '2023-03-01', 180)
  const after = (probability: number, days: number): string | null => {
    if (!random.chance(probability)) return null
    return random.chance(0.05) ? fixtureAsOf : day(random, foundAt, days)
  }
  return {
    foundAt,
    confirmedAt: after(0.7, 10),
    rectificationStartedAt: after(0.6, 20),
    rectifiedAt: after(0.6, 90),
    closedAt: after(0.4, 120),
    dismissedAt: after(0.06, 60),
    dueAt: after(0.7, 60),
    extendedDueAt: after(0.1, 120),
    listedAt: after(0.2, 30),
    delistedAt: after(0.1, 120),
  }
}

function hazardRecord(random: Random, index: number): StoredRecord {
  return {
    values: {
      ...lifeCycleDays(random),
      hazardNo: `HZ-${index % 7 === 0 ? 'a' : 'B'}${index}`,
      title: random.maybe(awkwardTexts, 0.2),
      description: random.maybe(awkwardTexts, 0.4),
      level: random.pick(ids(hazardLevels)),
      sector: random.maybe(ids(sectors), 0.1),
      category: random.maybe(ids(hazardCategories), 0.3),
      discoverySource: random.pick(ids(discoverySources)),
      enterpriseId: random.chance(0.6) ? `E${random.integer(0, 499)}` : null,
      enterpriseName: random.maybe(awkwardTexts, 0.5),
      roadSegmentId: random.chance(0.1) ? `R${random.integer(0, 99)}` : null,
      address: random.maybe(awkwardTexts, 0.5),
      regionCode: random.maybe(recordCodes, 0.4),
      reportingUnit: random.maybe(units, 0.6),
      campaign: random.maybe(['majorHazard2023', 'local-7'], 0.8),
      fundingCny: random.maybe([0, 0.5, 1_000_000], 0.7),
      productionHalted: random.maybe([true, false], 0.5),
      listingLevel: random.maybe(ids(listingLevels), 0.8),
      recurrenceOf: index % 40 === 5 ? `HZ-B${index - 1}` : null,
    },
    location: place(random, 0.5),
    extra: random.chance(0.1) ? { 备注: random.pick(awkwardTexts) } : null,
  }
}

function enterpriseRecord(random: Random, index: number): StoredRecord {
  return {
    values: {
      enterpriseId: `E${index}`,
      name: `${random.pick(['佛山', '东莞', 'Ajax '])}${random.pick(awkwardTexts)}${index}`,
      uscc: random.chance(0.8) ? `91440600MA${String(index).padStart(7, '0')}X` : null,
      sector: random.maybe(ids(sectors), 0.2),
      status: random.maybe(ids(enterpriseStatuses), 0.1),
      operatingAddress: random.maybe(awkwardTexts, 0.3),
      employees: random.maybe([0, 1, 250], 0.3),
      riskLevel: random.maybe(ids(riskLevels), 0.3),
      regionCode: random.maybe(recordCodes, 0.2),
      reportingUnit: random.maybe(units, 0.5),
    },
    location: place(random, 0.15),
  }
}

function segmentRecord(random: Random, index: number): StoredRecord {
  const [lng, lat] = [113 + random.next() * 0.4, 22.9 + random.next() * 0.3]
  const path = Array.from({ length: random.integer(2, 6) }, (_, step) => [
    lng + step * 0.004,
    lat + random.next() * 0.01,
  ])
  const lats = path.map((position) => position[1] as number)
  const located = random.chance(0.9)
  return {
    values: {
      segmentId: `R${index}`,
      routeCode: random.maybe(['G324', 'S308', 'X_1'], 0.1),
      routeName: random.maybe(['烟上线', '沪霍线'], 0.3),
      grade: random.maybe(ids(roadGrades), 0.2),
      segmentKind: random.maybe(['dangerous', 'accidentProne'], 0.1),
      riskFeatures: random.chance(0.5) ? [random.pick(ids(roadRiskFeatures)), 'waterside'] : null,
      lengthMeters: random.maybe([100, 1234.5, 20_000], 0.2),
      accidents3y: random.maybe([0, 1, 12], 0.4),
      foundAt: random.chance(0.7) ? day(random, '2023-01-01', 300) : null,
      listedAt: random.chance(0.3) ? day(random, '2023-01-01', 300) : null,
      regionCode: random.maybe(recordCodes, 0.2),
    },
    location: located ? locationAt(lng, path[0]?.[1] as number) : null,
    geometry: located
      ? {
          json: JSON.stringify({ type: 'LineString', coordinates: path }),
          bbox: [lng, Math.min(...lats), lng + (path.length - 1) * 0.004, Math.max(...lats)],
        }
      : null,
  }
}

function siteRecord(random: Random, index: number): StoredRecord {
  const [west, south] = [113 + random.next() * 0.35, 22.9 + random.next() * 0.25]
  const size = random.pick([0.001, 0.01, 0.05])
  const ring = [
    [west, south],
    [west + size, south],
    [west + size / 2, south + size],
    [west, south],
  ]
  return {
    values: {
      siteId: `S${index}`,
      name: random.maybe(awkwardTexts, 0.2),
      kind: random.pick(ids(siteKinds)),
      parentSiteId: index % 10 === 3 ? `S${index - 1}` : null,
      storeys: random.maybe([0, 3], 0.5),
      regionCode: random.maybe(recordCodes, 0.3),
    },
    location: locationAt(west + size / 2, south + size / 2),
    geometry: {
      json: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
      bbox: [west, south, west + size, south + size],
    },
  }
}

function accidentRecord(random: Random, index: number): StoredRecord {
  return {
    values: {
      accidentNo: `A${index}`,
      title: random.maybe(awkwardTexts, 0.5),
      occurredAt: day(random, '2022-03-01', 560),
      sector: random.maybe(ids(sectors), 0.2),
      accidentType: random.maybe(ids(accidentTypes), 0.2),
      severity: random.maybe(ids(accidentSeverities), 0.1),
      deaths: random.maybe([0, 1, 3, 11], 0.3),
      enterpriseId: random.chance(0.3) ? `E${random.integer(0, 499)}` : null,
      roadSegmentId: random.chance(0.2) ? `R${random.integer(0, 99)}` : null,
      regionCode: random.maybe(recordCodes, 0.3),
      reportingUnit: random.maybe(units, 0.6),
    },
    location: place(random, 0.3),
  }
}

function actionRecord(random: Random, index: number): StoredRecord {
  return {
    values: {
      actionNo: `P${index}`,
      actionType: random.pick(ids(actionTypes)),
      actedAt: day(random, '2023-03-01', 180),
      count: random.maybe([1, 7, 5000], 0.4),
      unitName: random.maybe(awkwardTexts, 0.3),
      enterpriseId: random.chance(0.5) ? `E${random.integer(0, 499)}` : null,
      hazardNo: random.chance(0.3) ? `HZ-B${random.integer(0, 1999)}` : null,
      sector: random.maybe(ids(sectors), 0.3),
      amountCny: random.maybe([0, 11_750, 0.25], 0.5),
      regionCode: random.maybe(recordCodes, 0.4),
      reportingUnit: random.maybe(units, 0.6),
    },
    location: null,
  }
}

const many = (count: number, make: (random: Random, index: number) => StoredRecord, random: Random): StoredRecord[] =>
  Array.from({ length: count }, (_, index) => make(random, index))

export function makeFixture(seed = 20_230_805): Fixture {
  const random = new Random(seed)
  return {
    regions: regionRows.map(region),
    records: {
      enterprises: many(500, enterpriseRecord, random),
      'road-segments': many(100, segmentRecord, random),
      hazards: many(2000, hazardRecord, random),
      accidents: many(800, accidentRecord, random),
      sites: many(100, siteRecord, random),
      'supervision-actions': many(400, actionRecord, random),
    },
  }
}

/** Puts a fixture into an empty store, one batch a collection, named after it. */
export async function loadFixture(database: Database, fixture: Fixture): Promise<void> {
  await database.transaction((session) => replaceRegions(session, fixture.regions))
  for (const [id, records] of Object.entries(fixture.records) as [RecordCollectionId, StoredRecord[]][]) {
    await writeBatch(database, id, newBatch(id), records)
  }
}
