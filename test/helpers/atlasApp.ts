import type { Polygon } from 'geojson'
import { latLngToCell } from 'h3-js'
import { addDays } from '../../data/model/day.ts'
import { discoverySources, sectors } from '../../data/model/codes.ts'
import type { RegionLevel } from '../../data/model/region.ts'
import type { FieldValue, Location, StoredRecord } from '../../data/model/storedRecord.ts'
import { type AppOptions, createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Database } from '../../server/database/database.ts'
import { openDuckDb } from '../../server/database/duckdb.ts'
import { migrate } from '../../server/database/migrate.ts'
import { replaceRegions, type StoredRegion } from '../../server/queries/regions.ts'
import { newBatch, writeBatch } from './batch.ts'
import { Random } from './random.ts'

export type TestApp = ReturnType<typeof createApp>

export const locationAt = (lng: number, lat: number): Location => {
  return { lng, lat, h3: BigInt(`0x${latLngToCell(lat, lng, 12)}`) }
}

/** A square region, `size` degrees wide. */
export function squareRegion(
  code: string,
  level: RegionLevel,
  parentCode: string | null,
  [west, south, size]: readonly [west: number, south: number, size: number],
): StoredRegion {
  const [east, north] = [west + size, south + size]
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // prettier-ignore
  const geometry: Polygon = { type: 'Polygon', coordinates: [ring] }
  const middle = { lng: west + size / 2, lat: south + size / 2 }
  const name = { name: `区${code}`, nameEn: `Region ${code}` }
  return {
    code,
    level,
    parentCode,
    ...name,
    ...middle,
    west,
    south,
    east,
    north,
    areaKm2: 100,
    inStatistics: true,
    geometry,
  }
}

export const testRegions: readonly StoredRegion[] = [
  squareRegion('100000', 'nation', null, [110, 20, 8]),
  squareRegion('440000', 'province', '100000', [112, 22, 2]),
  squareRegion('450000', 'province', '100000', [110, 22, 2]),
  squareRegion('440600', 'city', '440000', [113, 22.5, 0.8]),
  squareRegion('440604', 'county', '440600', [113, 22.9, 0.4]),
  squareRegion('440605', 'county', '440600', [113.4, 22.9, 0.4]),
]

/** Hazards in two counties, every tenth without coordinates; the first two share their place. */
export function testHazards(count: number, seed = 7): StoredRecord[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, index): StoredRecord => {
    const foundAt = addDays('2023-05-01', random.integer(0, 90))
    const rectifiedAt = random.maybe([addDays(foundAt, 10)], 0.4)
    const regionCode = random.pick(['440604', '440605'])
    const values: Record<string, FieldValue> = {
      hazardNo: `H${String(index).padStart(6, '0')}`,
      title: index % 50 === 0 ? '=HYPERLINK("x")' : `隐患, no. "${index}"`,
      level: random.pick(['major', 'general']),
      sector: random.pick(sectors).id,
      discoverySource: random.pick(discoverySources).id,
      foundAt,
      dueAt: addDays(foundAt, 20),
      rectifiedAt,
      listedAt: random.maybe([addDays(foundAt, 3)], 0.8),
      enterpriseId: index % 10 === 9 ? null : `E${index % 10}`,
      regionCode,
      reportingUnit: '44',
    }
    const west = regionCode === '440604' ? 113 : 113.4
    const place = index < 2 ? [113.1, 23] : [west + random.next() * 0.4, 22.9 + random.next() * 0.4]
    return { values, location: index % 10 === 9 ? null : locationAt(place[0] ?? 0, place[1] ?? 0) }
  })
}

function testEnterprises(): StoredRecord[] {
  return Array.from({ length: 20 }, (_, index): StoredRecord => {
    const values = { enterpriseId: `E${index}`, name: `第${index}厂`, sector: 'industryTrade', regionCode: '440604' }
    return { values, location: index === 19 ? null : locationAt(113.1 + index * 0.001, 23) }
  })
}

function shape(geometry: { type: string; coordinates: unknown }, bbox: readonly [number, number, number, number]) {
  return { geometry: { json: JSON.stringify(geometry), bbox }, location: locationAt(bbox[0], bbox[1]) }
}

const segment: StoredRecord = {
  values: {
    segmentId: 'S1',
    routeName: '国道325',
    grade: 'A',
    foundAt: '2023-05-10',
    riskFeatures: ['longDescent', 'waterside'],
    regionCode: '440604',
  },
  ...shape({ type: 'LineString', coordinates: [[113.1, 23], [113.2, 23.05]] }, [113.1, 23, 113.2, 23.05]), // prettier-ignore
}

const ring = [[113.1, 23], [113.11, 23], [113.11, 23.01], [113.1, 23.01], [113.1, 23]] // prettier-ignore
const site: StoredRecord = {
  values: { siteId: 'P1', name: '东园', kind: 'park', regionCode: '440604' },
  ...shape({ type: 'Polygon', coordinates: [ring] }, [113.1, 23, 113.11, 23.01]),
}

const accident: StoredRecord = {
  values: { accidentNo: 'A1', title: '坠落', occurredAt: '2023-06-01', deaths: 1, severity: 'general', sector: 'gas' },
  location: locationAt(113.2, 23.1),
}

const action: StoredRecord = {
  values: { actionNo: 'V1', actionType: 'assistanceVisit', actedAt: '2023-06-01', count: 3, regionCode: '440604' },
  location: null,
}

/** An empty store in memory with the test's regions. */
export async function openTestStore(): Promise<Database> {
  const database = await openDuckDb(':memory:')
  await migrate(database)
  await database.transaction((session) => replaceRegions(session, testRegions))
  return database
}

/** Writes `hazards` hazards and some of everything else, marked as a sample. */
export async function seedRecords(database: Database, hazards: number): Promise<void> {
  const sample = (id: string) => newBatch(id, [], true)
  await writeBatch(database, 'enterprises', sample('e'), testEnterprises())
  await writeBatch(database, 'hazards', sample('h'), testHazards(hazards))
  await writeBatch(database, 'road-segments', sample('r'), [segment])
  await writeBatch(database, 'sites', sample('s'), [site])
  await writeBatch(database, 'accidents', sample('a'), [accident])
  await writeBatch(database, 'supervision-actions', sample('v'), [action])
}

/** A store in memory with regions and records. */
export async function openSeededStore(hazards = 500): Promise<Database> {
  const database = await openTestStore()
  await seedRecords(database, hazards)
  return database
}

/** The app on a store; `environment` as the process would have it. */
export function testApp(
  database: Database,
  environment: Record<string, string> = {},
  options: Partial<AppOptions> = {},
): TestApp {
  return createApp({ config: readConfig(environment), database, ...options })
}

/** GET of a JSON answer; throws the body when the status is not 200. */
export async function getJson<T = Record<string, unknown>>({ app }: TestApp, path: string): Promise<T> {
  const response = await app.request(path)
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

export interface TestProblem {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly parameters?: readonly { name: string; value: string; allowed: string }[]
}

/** The problem that a request gets; throws when the answer is no problem. */
export async function getProblem({ app }: TestApp, path: string, init?: RequestInit): Promise<TestProblem> {
  const response = await app.request(path, init)
  const type = response.headers.get('Content-Type')
  if (type !== 'application/problem+json') throw new Error(`${path}: ${response.status} ${type}`)
  const problem = (await response.json()) as TestProblem
  if (problem.status !== response.status) throw new Error(`${path}: status ${response.status} and ${problem.status}`)
  return problem
}
