import { latLngToCell } from 'h3-js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FieldValue, type Location, type StoredRecord, storedLine } from '../../../data/model/storedRecord.ts'
import type { Database, Row } from '../../../server/database/database.ts'
import { openDuckDb } from '../../../server/database/duckdb.ts'
import { migrate } from '../../../server/database/migrate.ts'
import { listBatches, readBatch, readProblems, undoBatch, UndoRefusedError } from '../../../server/queries/batches.ts'
import { readOverview } from '../../../server/queries/overview.ts'
import { replaceRecords } from '../../../server/queries/writeRecords.ts'
import { newBatch, writeBatch } from '../../helpers/batch.ts'
import { engines } from '../../helpers/engines.ts'

const at = (lng: number, lat: number): Location => ({ lng, lat, h3: BigInt(`0x${latLngToCell(lat, lng, 12)}`) })

const enterprise = (
  id: string,
  location: Location | null = null,
  values: Record<string, FieldValue> = {},
): StoredRecord => ({ values: { enterpriseId: id, name: `Firm ${id}`, ...values }, location })

const hazard = (
  no: string,
  values: Record<string, FieldValue> = {},
  location: Location | null = null,
): StoredRecord => ({
  values: { hazardNo: no, level: 'major', discoverySource: 'department', foundAt: '2023-05-01', ...values },
  location,
})

const tables = ['enterprise', 'hazard', 'road_segment', 'site', 'accident', 'supervision_action']

describe.each(engines)('writing records on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    for (const table of tables) {
      await database.query(`delete from ${table}`)
      await database.query(`delete from replaced_${table}`)
    }
    await database.query('delete from import_batch')
    await database.query('delete from import_problem')
  })
  afterAll(() => database.close())

  const placeOf = async (no: string): Promise<Row | undefined> =>
    (
      await database.query(
        `select lng, located_by, region_code, region_by, reporting_unit, unit_by from hazard where hazard_no = $1`,
        [no],
      )
    )[0]

  it('stores every value as it was, in the order of h3', async () => {
    const awkward = 'a "quoted", word;\r\nand 中文\t\\N'
    const records = [
      enterprise('E2', at(121.5, 31.2), { employees: 0, declaredFactoryInFactory: false, lessorName: '' }),
      { ...enterprise('E1', at(113.1, 23), { name: awkward }), extra: { 备注: awkward }, raw: [113.2, 23.1] as const },
      enterprise('E3'),
    ]
    const result = await writeBatch(database, 'enterprises', newBatch('b1'), records)
    expect(result).toMatchObject({ accepted: 3, replaced: 0, unlocated: 1 })
    const rows = await database.query('select * from enterprise')
    const cells = rows.map((row) => row.h3).filter((cell) => cell !== null)
    expect(cells).toEqual(cells.toSorted())
    const first = rows.find((row) => row.enterprise_id === 'E1')
    expect(first).toMatchObject({ name: awkward, lng: 113.1, lat: 23, raw_lng: 113.2, uscc: null, batch_id: 'b1' })
    expect(JSON.parse(String(first?.extra))).toEqual({ 备注: awkward })
    const second = rows.find((row) => row.enterprise_id === 'E2')
    expect(second).toMatchObject({ employees: 0, declared_factory_in_factory: false, lessor_name: '', extra: null })
  })

  it('gives hazards the place, region and unit of their enterprise, else of their road segment', async () => {
    await writeBatch(database, 'enterprises', newBatch('e'), [
      enterprise('E1', at(113.1, 23), { regionCode: '440604', reportingUnit: '44' }),
      enterprise('E2', null, { regionCode: '659001', reportingUnit: '66' }),
    ])
    await writeBatch(database, 'road-segments', newBatch('r'), [
      { values: { segmentId: 'R1', regionCode: '500101' }, location: at(108, 30) },
    ])
    const { unlocated } = await writeBatch(database, 'hazards', newBatch('h'), [
      hazard('own', { enterpriseId: 'E1', regionCode: '110101', reportingUnit: '11' }, at(116.4, 39.9)),
      hazard('firm', { enterpriseId: 'E1' }),
      hazard('mixed', { enterpriseId: 'E2', roadSegmentId: 'R1' }),
      hazard('road', { roadSegmentId: 'R1', regionCode: '500102' }),
      hazard('nowhere', { enterpriseId: 'unknown' }),
    ])
    expect(unlocated).toBe(1)
    expect(await placeOf('own')).toMatchObject({
      lng: 116.4,
      located_by: 'record',
      region_by: 'record',
      unit_by: 'record',
    })
    expect(await placeOf('firm')).toEqual({
      lng: 113.1,
      located_by: 'enterprise',
      region_code: '440604',
      region_by: 'enterprise',
      reporting_unit: '44',
      unit_by: 'enterprise',
    })
    expect(await placeOf('mixed')).toMatchObject({ lng: 108, located_by: 'roadSegment', region_code: '659001' })
    expect(await placeOf('road')).toMatchObject({ lng: 108, region_code: '500102', region_by: 'record', unit_by: null })
    expect(await placeOf('nowhere')).toMatchObject({ lng: null, located_by: null, region_code: null, region_by: null })
  })

  it('moves hazards when their enterprise comes, moves or is undone', async () => {
    await writeBatch(database, 'hazards', newBatch('h'), [hazard('x', { enterpriseId: 'E1' })])
    await writeBatch(database, 'enterprises', newBatch('e1'), [enterprise('E1', at(113, 23), { regionCode: '440604' })])
    expect(await placeOf('x')).toMatchObject({ lng: 113, located_by: 'enterprise', region_code: '440604' })
    await writeBatch(database, 'enterprises', newBatch('e2'), [enterprise('E1', at(120, 30))])
    expect(await placeOf('x')).toMatchObject({ lng: 120, located_by: 'enterprise', region_code: null })
    await undoBatch(database, 'e2')
    expect(await placeOf('x')).toMatchObject({ lng: 113, region_code: '440604' })
    await undoBatch(database, 'e1')
    expect(await placeOf('x')).toMatchObject({ lng: null, located_by: null, region_code: null })
  })

  it('restores a replaced hazard with the present place of its enterprise', async () => {
    await writeBatch(database, 'enterprises', newBatch('e1'), [enterprise('E1', at(113, 23))])
    await writeBatch(database, 'hazards', newBatch('h1'), [hazard('x', { enterpriseId: 'E1', title: 'old' })])
    await writeBatch(database, 'hazards', newBatch('h2'), [hazard('x', { title: 'new' }, at(100, 30))])
    await writeBatch(database, 'enterprises', newBatch('e2'), [enterprise('E1', at(120, 30))])
    await undoBatch(database, 'h2')
    expect(await placeOf('x')).toMatchObject({ lng: 120, located_by: 'enterprise' })
    expect(await database.query('select title, batch_id from hazard')).toEqual([{ title: 'old', batch_id: 'h1' }])
  })

  it('replaces by key and brings the old rows back, whole', async () => {
    await writeBatch(database, 'hazards', newBatch('h1'), [hazard('a'), hazard('b', { title: 'first' }, at(113, 23))])
    const before = await database.query('select * from hazard order by hazard_no')
    const result = await writeBatch(database, 'hazards', newBatch('h2'), [
      hazard('b', { title: 'second' }),
      hazard('c'),
    ])
    expect(result).toMatchObject({ accepted: 2, replaced: 1, unlocated: 2 })
    expect(await database.query('select hazard_no, title from hazard order by hazard_no')).toEqual([
      { hazard_no: 'a', title: null },
      { hazard_no: 'b', title: 'second' },
      { hazard_no: 'c', title: null },
    ])
    await undoBatch(database, 'h2')
    expect(await database.query('select * from hazard order by hazard_no')).toEqual(before)
    expect(await database.query('select * from replaced_hazard')).toEqual([])
  })

  it('refuses to undo what a later batch replaced, naming it, and what is unknown or undone', async () => {
    await writeBatch(database, 'hazards', newBatch('h1'), [hazard('a')])
    await writeBatch(database, 'hazards', newBatch('h2'), [hazard('a')])
    const refused = await undoBatch(database, 'h1').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UndoRefusedError)
    expect(refused).toMatchObject({ reason: 'replacedLater', laterBatchId: 'h2' })
    expect((refused as Error).message).toContain('import h2 (h2.csv) has since replaced records of import h1')
    await undoBatch(database, 'h2')
    await undoBatch(database, 'h1')
    await expect(undoBatch(database, 'h1')).rejects.toMatchObject({ reason: 'alreadyUndone' })
    await expect(undoBatch(database, 'none')).rejects.toMatchObject({ reason: 'notFound' })
  })

  it('refuses a key that occurs twice and keeps nothing of that batch', async () => {
    const version = (await readOverview(database)).dataVersion
    await expect(writeBatch(database, 'hazards', newBatch('h'), [hazard('a'), hazard('a')])).rejects.toThrow(
      'the key a occurs more than once',
    )
    expect(await database.query('select * from hazard')).toEqual([])
    expect(await listBatches(database)).toEqual([])
    expect((await readOverview(database)).dataVersion).toBe(version)
    await writeBatch(database, 'hazards', newBatch('h'), [hazard('a')])
  })

  it('records the batch with its problems', async () => {
    const problems = [
      { line: 7, severity: 'error', field: 'foundAt', value: '2023-02-30', reason: 'no day, of the "calendar"' },
      { line: 2, severity: 'warning', field: null, value: null, reason: 'swapped' },
    ] as const
    await writeBatch(database, 'hazards', newBatch('h', problems, true), [hazard('a')])
    expect(await readProblems(database, 'h')).toEqual([problems[1], problems[0]])
    expect(await readProblems(database, 'h', 1)).toEqual([problems[1]])
    expect(await readBatch(database, 'h')).toMatchObject({
      collection: 'hazards',
      fileName: 'h.csv',
      accepted: 1,
      warned: 1,
      rejected: 1,
      unlocated: 1,
      sample: true,
      undoneAt: null,
    })
    expect(await readBatch(database, 'other')).toBeNull()
  })

  it('keeps an overview: version, last day, found range, counts, box, sample', async () => {
    const { dataVersion } = await readOverview(database)
    const days = { foundAt: '2023-05-02', rectifiedAt: '2023-06-09' }
    await writeBatch(database, 'hazards', newBatch('h', [], true), [hazard('a', days, at(113, 23)), hazard('b')])
    expect(await readOverview(database)).toMatchObject({
      dataVersion: String(Number(dataVersion) + 1),
      sample: true,
      asOf: '2023-06-09',
      found: { from: '2023-05-01', to: '2023-05-02' },
      counts: { hazards: 2, enterprises: 0, regions: 0 },
      bbox: [113, 23, 113, 23],
    })
    await undoBatch(database, 'h')
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
    expect(await readOverview(database)).toMatchObject({
      sample: false,
      asOf: today,
      counts: { hazards: 0 },
      bbox: null,
    })
  })

  it('does not take a day in the future for the last day of the data', async () => {
    await writeBatch(database, 'hazards', newBatch('h'), [hazard('a', { rectifiedAt: '2999-01-01' })])
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
    expect((await readOverview(database)).asOf).toBe(today)
  })
})

describe('large batches on DuckDB', () => {
  it('shows the rows of two large batches of one transaction at once', async () => {
    const database = await openDuckDb(':memory:')
    await migrate(database)
    const size = 125_000
    const lines = function* (batchId: string): Generator<string> {
      for (let index = 0; index < size; index += 1) {
        const id = `${batchId}${index}`
        yield batchId === 'e'
          ? storedLine('enterprises', enterprise(id), batchId)
          : storedLine('hazards', hazard(id), batchId)
      }
    }
    await database.transaction(async (session) => {
      await replaceRecords(session, 'enterprises', newBatch('e'), lines('e'))
      await replaceRecords(session, 'hazards', newBatch('h'), lines('h'))
    })
    expect((await readOverview(database)).counts).toMatchObject({ hazards: size, enterprises: size })
    expect(await database.query('select count(*)::integer as count from hazard')).toEqual([{ count: size }])
    await database.close()
  })
})
