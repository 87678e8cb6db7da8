import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtInMapping } from '../../../data/import/columns/mapping.ts'
import { storedColumns, storedLine, type StoredRecord } from '../../../data/model/storedRecord.ts'
import type { ImportReport } from '../../../server/contract/imports.ts'
import type { Database } from '../../../server/database/database.ts'
import { replaceRegions } from '../../../server/queries/regions.ts'
import { squareRegion } from '../../helpers/atlasApp.ts'
import { engines } from '../../helpers/engines.ts'
import { emptyStore, importText } from '../../helpers/importFile.ts'

let database: Database
beforeEach(async () => {
  database = await emptyStore()
})
afterEach(() => database.close())

const header = '隐患编号,隐患名称,隐患等级,发现方式,发现时间,整改完成时间,经度,纬度,坐标系,备注\n'
const row = (id: string, more: Partial<Record<'title' | 'found' | 'rectified' | 'place', string>> = {}) =>
  `${id},${more.title ?? '堵塞'},重大,自查,${more.found ?? '2023-05-10'},${more.rectified ?? ''},${more.place ?? '113.12,23.02,wgs84'},x\n`
const titles = async () => {
  const rows = await database.query<{ id: string; title: string }>(
    'select hazard_no as id, title from hazard order by hazard_no',
  )
  return rows.map(({ id, title }) => `${id} ${title}`)
}
const counts = ({ state, rowsRead, accepted, warned, rejected, unlocated, replaced }: ImportReport) => ({
  state,
  rowsRead,
  accepted,
  warned,
  rejected,
  unlocated,
  replaced,
})

describe('importRecords', () => {
  it('stores good rows, rejects bad ones by line, and counts both', async () => {
    const text = `${header}${row('H1')}${row('H2', { found: '2023-02-30' })}${row('H3', { place: ',,' })}\n1,2\n${row('H4', { rectified: '2023-01-01' })}`
    const report = await importText(database, 'hazards', text)
    expect(counts(report)).toEqual({
      state: 'done',
      rowsRead: 5,
      accepted: 2,
      warned: 0,
      rejected: 3,
      unlocated: 1,
      replaced: 0,
    })
    expect(report.problems.map(({ line, field }) => [line, field])).toEqual([
      [3, 'foundAt'],
      [6, null],
      [7, 'rectifiedAt'],
    ])
    expect(report.columns).toContainEqual({ header: '备注', field: null })
    expect(report.encoding).toBe('utf-8')
    expect(await titles()).toEqual(['H1 堵塞', 'H3 堵塞'])
    const [stored] = await database.query("select extra, raw_lng, region_code from hazard where hazard_no = 'H1'")
    expect(stored).toEqual({ extra: '{"备注":"x"}', raw_lng: 113.12, region_code: '440604' })
  })

  it('writes every problem to a CSV that spreadsheets open, formulas defused', async () => {
    const report = await importText(database, 'hazards', `${header}${row('H1', { found: '=cmd|/c calc' })}`)
    const [first, second] = report.problemsCsv.split('\n')
    expect(first).toBe('\uFEFFline,severity,field,value,reason')
    expect(second).toMatch(/^2,error,foundAt,'=cmd\|\/c calc,"发现时间 \(foundAt\) ""=cmd\|\/c calc"" is no date/)
  })

  it('replaces records of the same key', async () => {
    await importText(database, 'hazards', header + row('H1') + row('H2'))
    const report = await importText(database, 'hazards', header + row('H2', { title: '锁闭' }) + row('H3'))
    expect(counts(report)).toMatchObject({ accepted: 2, replaced: 1 })
    expect(await titles()).toEqual(['H1 堵塞', 'H2 锁闭', 'H3 堵塞'])
  })

  it('stores the first of rows with the same key and names its line for the others, across blocks', async () => {
    const filler = Array.from({ length: 20_000 }, (_, index) => row(`F${index}`)).join('')
    const report = await importText(database, 'hazards', header + row('H1') + filler + row('H1', { title: '后' }))
    expect(counts(report)).toMatchObject({ accepted: 20_001, rejected: 1 })
    expect(report.problems[0]?.reason).toBe('hazardNo "H1" stands already on line 2; only that row is stored')
    expect((await titles())[20_000]).toBe('H1 堵塞')
  })

  it('stores formulas, quotes and line breaks as the text they are', async () => {
    await importText(database, 'hazards', `${header}${row('H1', { title: '"=HYPERLINK(""x""),\n第二行"' })}`)
    expect(await titles()).toEqual(['H1 =HYPERLINK("x"),\n第二行'])
  })

  it('stores nothing in a dry run and reports the same', async () => {
    const text = header + row('H1') + row('H2', { found: 'x' })
    const dry = await importText(database, 'hazards', text, { dryRun: true })
    expect(counts(dry)).toMatchObject({ state: 'dryRunDone', accepted: 1, rejected: 1 })
    expect(await titles()).toEqual([])
    const wet = await importText(database, 'hazards', text)
    expect({ ...counts(wet), state: '' }).toEqual({ ...counts(dry), state: '' })
  })

  it('warns once of coordinates whose datum nobody declared', async () => {
    const place = { place: '113.12,23.02,' }
    const report = await importText(database, 'hazards', header + row('H1', place) + row('H2', place))
    expect(report.problems).toHaveLength(1)
    expect(report.problems[0]?.reason).toContain(
      '2 rows have coordinates but neither they nor the file say in which datum',
    )
    const [stored] = await database.query("select datum, lng from hazard where hazard_no = 'H1'")
    expect(stored).toEqual({ datum: null, lng: 113.12 })
    const declared = await importText(database, 'hazards', header + row('H1', place), { datum: 'gcj02' })
    expect(declared.problems).toEqual([])
  })

  it.each([
    ['no column gives 隐患编号 (hazardNo)', '名称,日期\n1,2\n', 'a.csv'],
    ['the columns "隐患等级" and "level" both stand for 隐患等级', `隐患等级,level,${header}`, 'a.csv'],
    ['it looks like a zip archive', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'a.csv'],
    ['is empty', '', 'a.csv'],
    ['opens on line 2 is never closed', `${header}"H1,x`, 'a.csv'],
    ['the file ends inside feature 1', '{"type":"FeatureCollection","features":[{"type":', 'a.geojson'],
    ['unknown extension', 'x', 'a.exe'],
  ])('fails with a sentence: %s', async (sentence, content, fileName) => {
    await importText(database, 'hazards', header + row('H1'))
    const report = await importText(database, 'hazards', content, { fileName })
    expect(report.state).toBe('failed')
    expect(report.failure).toContain(sentence)
    expect(await titles()).toEqual(['H1 堵塞'])
  })

  it('leaves nothing behind when it is cancelled, or fails half way', async () => {
    await importText(database, 'hazards', header + row('H1'))
    const many = Array.from({ length: 40_000 }, (_, index) => row(`N${index}`)).join('')
    const controller = new AbortController()
    const cancelled = await importText(database, 'hazards', header + many, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    expect(cancelled.state).toBe('cancelled')
    const broken = await importText(database, 'hazards', `${header}${many}"open`)
    expect(broken.failure).toContain('never closed')
    expect(await titles()).toEqual(['H1 堵塞'])
    expect(await database.query('select id from import_batch')).toHaveLength(1)
    expect((await importText(database, 'hazards', header + many)).accepted).toBe(40_000)
  })

  it('tells of its progress, with rate and remaining time', async () => {
    const seen: ImportReport[] = []
    const many = Array.from({ length: 40_000 }, (_, index) => row(`N${index}`)).join('')
    await importText(database, 'hazards', header + many, { onProgress: (report) => seen.push(report) })
    expect(seen.map(({ state }) => state)).toEqual(expect.arrayContaining(['reading', 'writing', 'done']))
    expect(seen.at(-2)).toMatchObject({ state: 'writing', rowsPerSecond: expect.any(Number) })
    expect(seen[0]?.bytesTotal).toBeGreaterThan(1_000_000)
    expect(seen.at(-1)).toMatchObject({ state: 'done', rowsRead: 40_000, remainingSeconds: null })
  })

  it('reads GeoJSON whose later features bring further properties', async () => {
    const feature = (properties: object) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [113.12, 23.02] },
    })
    const first = { hazardNo: 'G1', level: 'major', discoverySource: 'department', foundAt: '2023-05-01' }
    const second = {
      ...first,
      hazardNo: 'G2',
      title: '锁闭',
      closedAt: '2023-06-01',
      rectifiedAt: '2023-06-01',
      note: 7,
    }
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature(first), feature(second)] })
    const report = await importText(database, 'hazards', text, { fileName: 'a.geojson' })
    expect(counts(report)).toMatchObject({ accepted: 2, rejected: 0, unlocated: 0 })
    const rows = await database.query('select title, closed_at, datum, extra from hazard order by hazard_no')
    expect(rows[1]).toEqual({ title: '锁闭', closed_at: '2023-06-01', datum: 'wgs84', extra: '{"note":"7"}' })
    expect(rows[0]).toMatchObject({ title: null, closed_at: null })
  })

  it('reads by a mapping', async () => {
    const text =
      'Id,Street,NeighborhoodName,DistrictName,Month,Day,Hour,Mild injuries,Serious injuries,Vehiclesinvolved,Longitude,Latitude\nA1 ,Litoral,Besòs,Unknown,October,13,8,2,0,2,2.17,41.36\nA1,Litoral,Besòs,Unknown,October,14,8,2,0,2,2.17,41.36\n'
    const report = await importText(database, 'accidents', text, { mapping: builtInMapping('barcelonaAccidents') })
    expect(report.accepted).toBe(2)
    expect(
      await database.query('select accident_no, occurred_at, sector, datum from accident order by accident_no'),
    ).toEqual([
      { accident_no: 'A1', occurred_at: '2017-10-13', sector: 'transport', datum: 'wgs84' },
      { accident_no: 'A1-2', occurred_at: '2017-10-14', sector: 'transport', datum: 'wgs84' },
    ])
  })

  it('compares with the boundaries that an operator put in', async () => {
    const regions = [
      squareRegion('100000', 'nation', null, [100, 20, 10]),
      squareRegion('880000', 'province', '100000', [100, 20, 10]),
    ]
    await database.transaction((session) => replaceRegions(session, regions))
    await importText(database, 'hazards', header + row('H1', { place: '105,25,wgs84' }))
    expect(await database.query('select region_code from hazard')).toEqual([{ region_code: '880000' }])
  })
})

describe('a record', () => {
  it('comes back from the store as it was written, whatever its text holds', async () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'))
    const record = fc.record({
      title: fc.option(text),
      address: fc.option(fc.constantFrom('', ' ', '"', ',', '\n', '\r\n', 'NULL', '\\', "'", '=1', '"",""')),
      funding: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true, noDefaultInfinity: true })),
      halted: fc.option(fc.boolean()),
      extra: fc.option(fc.dictionary(text, text, { maxKeys: 3 })),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
      h3: fc.bigInt({ min: 0n, max: 2n ** 62n }),
    })
    const given = fc.sample(record, 300)
    const lines = given.map(({ title, address, funding, halted, extra, lng, h3 }, index) => {
      const values = { hazardNo: `H${index}`, level: 'major', discoverySource: 'department', foundAt: '2023-05-01' }
      const stored: StoredRecord = {
        values: { ...values, title, address, fundingCny: funding, productionHalted: halted },
        location: { lng, lat: 0, h3 },
        extra,
      }
      return storedLine('hazards', stored, 'b')
    })
    await database.loadCsv('hazard', storedColumns('hazards'), lines)
    const rows = await database.query(
      'select title, address, funding_cny as funding, production_halted as halted, extra, lng, h3 from hazard order by cast(substr(hazard_no, 2) as integer)',
    )
    const back = rows.map((found) => ({
      ...found,
      extra: found.extra === null ? null : JSON.parse(String(found.extra)),
    }))
    const plain = given.map((one) => ({
      ...one,
      extra: one.extra === null ? null : { ...one.extra },
      lng: one.lng + 0,
    }))
    expect(back).toEqual(plain.map((one) => ({ ...one, lng: Object.is(one.lng, -0) ? 0 : one.lng })))
  })
})

describe('the stores', () => {
  it('hold the same after the same imports, whichever engine', { timeout: 120_000 }, async () => {
    const contents: unknown[] = []
    for (const engine of engines) {
      const store = await engine.open()
      const text = header + row('H1') + row('H2', { title: '"a ""b""\n,c"', place: ',,' }) + row('H3', { found: 'x' })
      const report = await importText(store, 'hazards', text, { id: 'b1' })
      await importText(store, 'hazards', header + row('H2', { title: '改', place: '113.128182,23.026119,gcj02' }), {
        id: 'b2',
      })
      const hazards = await store.query('select * from hazard order by hazard_no')
      const problems = await store.query('select * from import_problem order by line')
      contents.push({ counts: counts(report), hazards, problems })
      await store.close()
    }
    for (const content of contents) expect(content).toEqual(contents[0])
  })
})
