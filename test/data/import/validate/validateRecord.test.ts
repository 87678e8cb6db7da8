import type { Geometry } from 'geojson'
import { latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { createRegionCheck } from '../../../../data/import/place/regionCheck.ts'
import { textRow } from '../../../../data/import/read/row.ts'
import { sourcesByName } from '../../../../data/import/columns/rowSources.ts'
import { createRecordValidator, type Validated } from '../../../../data/import/validate/validateRecord.ts'
import type { Datum } from '../../../../data/model/codes.ts'
import { collections, type RecordCollectionId } from '../../../../data/model/collections.ts'
import { loadBuiltInRegions } from '../../../../data/regions/loadRegions.ts'

const regions = createRegionCheck(loadBuiltInRegions())

/** Validates one row given by its columns. */
function validate(
  collectionId: RecordCollectionId,
  row: Readonly<Record<string, string>>,
  options: { datum?: Datum; geometry?: Geometry } = {},
): Validated {
  const sources = sourcesByName(collections[collectionId], Object.keys(row))
  const run = createRecordValidator({ collectionId, sources, mapping: null, datum: options.datum ?? null, regions })
  return run(textRow(Object.values(row)), options.geometry ?? null)
}

const reasons = ({ findings }: Validated) => findings.map(({ severity, reason }) => `${severity}: ${reason}`)
const hazard = (more: Readonly<Record<string, string>> = {}) =>
  validate('hazards', { 隐患编号: 'H1', 隐患等级: '重大', 发现方式: '自查', 发现时间: '2023-05-10', ...more })
const enterprise = (more: Readonly<Record<string, string>> = {}, datum?: Datum) =>
  validate('enterprises', { 企业编号: 'E1', 企业名称: '某厂', ...more }, datum ? { datum } : {})

describe('a row', () => {
  it('becomes a record of all fields, the missing ones null', () => {
    const { record, key, findings, isAccepted } = hazard({ 备注: '夜间', 隐患名称: '=cmd|/c calc' })
    expect({ key, findings, isAccepted }).toEqual({ key: 'H1', findings: [], isAccepted: true })
    expect(record.values).toMatchObject({ level: 'major', discoverySource: 'selfInspection', foundAt: '2023-05-10' })
    expect(record.values).toMatchObject({ title: '=cmd|/c calc', rectifiedAt: null, sector: null })
    expect(record.extra).toEqual({ 备注: '夜间' })
    expect(record.location).toBeNull()
  })

  it('without a required field is refused, and every problem of it is told', () => {
    const result = hazard({ 隐患等级: '', 发现时间: '2023-02-30', 整改资金: 'viel' })
    expect(result.isAccepted).toBe(false)
    expect(reasons(result)).toEqual([
      'error: 隐患等级 (level) is empty; it is required',
      'error: 发现时间 (foundAt) "2023-02-30" is no day of the calendar: 2023-02 has 28 days',
      'error: 整改资金 (fundingCny) "viel" is no number',
    ])
  })
})

describe('days of a hazard', () => {
  it.each([
    ['整改完成时间', '2023-05-09', 'rectifiedAt', '发现时间 (foundAt) "2023-05-10"'],
    ['销号时间', '2023-05-01', 'closedAt', '发现时间 (foundAt) "2023-05-10"'],
    ['确认时间', '2023-05-01', 'confirmedAt', '发现时间 (foundAt) "2023-05-10"'],
  ])('%s before the day before it is an error that names both', (header, day, name, earlier) => {
    const result = hazard({ [header]: day })
    expect(result.isAccepted).toBe(false)
    expect(reasons(result)[0]).toBe(`error: ${header} (${name}) "${day}" is before ${earlier}; it must not be earlier`)
  })

  it('are compared pairwise where one between is missing', () => {
    expect(hazard({ 整改完成时间: '2023-06-02', 销号时间: '2023-06-01' }).isAccepted).toBe(false)
    expect(hazard({ 验收时间: '2023-06-02', 销号时间: '2023-06-02' }).isAccepted).toBe(true)
    expect(hazard({ 挂牌时间: '2023-06-02', 摘牌时间: '2023-06-01' }).isAccepted).toBe(false)
  })

  it('a deadline before the day it was found is a warning', () => {
    const result = hazard({ 整改期限: '2023-05-01' })
    expect(result.isAccepted).toBe(true)
    expect(reasons(result)[0]).toContain('warning: 整改期限 (dueAt)')
  })

  it('a listing without its day is a warning', () => {
    expect(reasons(hazard({ 挂牌督办级别: '市级' }))[0]).toContain('the hazard counts as not listed')
  })
})

describe('a place', () => {
  it('is converted to WGS-84, the pair of the file kept, the county filled in', () => {
    const { record } = enterprise({ 经度: '113.128182', 纬度: '23.026119', 坐标系: 'GCJ-02' })
    expect(record.location?.lng).toBeCloseTo(113.1227, 6)
    expect(record.location?.lat).toBeCloseTo(23.02867, 6)
    expect(record.raw).toEqual([113.128182, 23.026119])
    expect(record.values).toMatchObject({ datum: 'gcj02', regionCode: '440604' })
    expect(record.location?.h3).toBe(
      BigInt(`0x${latLngToCell(record.location?.lat ?? 0, record.location?.lng ?? 0, 12)}`),
    )
  })

  it('takes the datum of its row before that of the file', () => {
    const place = { 经度: '113.12', 纬度: '23.02' }
    expect(enterprise({ ...place, 坐标系: 'wgs84' }, 'gcj02').record.location).toMatchObject({
      lng: 113.12,
      lat: 23.02,
    })
    expect(enterprise({ ...place, 坐标系: '' }, 'gcj02').record.values.datum).toBe('gcj02')
  })

  it('whose datum nobody declares is undeclared, not WGS-84', () => {
    const result = enterprise({ 经度: '113.12', 纬度: '23.02', 坐标系: '' })
    expect(result.record.values.datum).toBeNull()
    expect(result.isUndeclared).toBe(true)
    expect(result.record.location).toMatchObject({ lng: 113.12, lat: 23.02 })
  })

  it('may be written in degrees and minutes, or both numbers in one cell', () => {
    expect(enterprise({ 经度: `113°07'22"E`, 纬度: '北纬23°1′43.2″' }).record.location?.lat).toBeCloseTo(23.02867, 4)
    expect(enterprise({ 坐标: '113.12，23.02' }).record.location).toMatchObject({ lng: 113.12, lat: 23.02 })
  })

  it('outside of China has no region and no complaint', () => {
    const { record, findings } = enterprise({ lng: '2.17', lat: '41.38' }, 'wgs84')
    expect(record.values.regionCode).toBeNull()
    expect(findings).toEqual([])
  })

  it('of 0,0 is kept out with a warning, the record stays', () => {
    const result = enterprise({ 经度: '0', 纬度: '0' })
    expect(result.isAccepted).toBe(true)
    expect(result.record.location).toBeNull()
    expect(reasons(result)[0]).toContain('"0,0" is what programs write for "not known"')
  })

  it.each([
    [{ 经度: '23.02', 纬度: '113.12' }, 'looks swapped'],
    [{ 经度: '113.12', 纬度: '' }, '纬度 (lat) "" is empty while the longitude is 113.12'],
    [{ 经度: '', 纬度: '23' }, 'is empty while the latitude is 23'],
    [{ 经度: '东', 纬度: '23' }, '经度 (lng) "东" is no coordinate'],
    [{ 经度: '500000', 纬度: '2548000' }, 'metres of a projection'],
    [{ 坐标: '113.12' }, 'is no pair of coordinates'],
  ])('of %j is an error', (row, reason) => {
    const result = enterprise(row as unknown as Record<string, string>)
    expect(result.isAccepted).toBe(false)
    expect(reasons(result).join()).toContain(reason)
  })
})

describe('a declared region', () => {
  const shunde = { 经度: '113.24', 纬度: '22.84', 坐标系: 'wgs84' }

  it('that agrees with the coordinates is kept, at any level', () => {
    for (const code of ['440606', '440600', '440000', '156440606', '440606001', '440606001002']) {
      const { record, findings } = enterprise({ ...shunde, 行政区划代码: code })
      expect(findings).toEqual([])
      expect(String(record.values.regionCode)).toMatch(/^440/)
    }
  })

  it('that disagrees is a warning with the distance', () => {
    const result = enterprise({ ...shunde, 行政区划代码: '320412' })
    expect(result.isAccepted).toBe(true)
    expect(result.record.values.regionCode).toBe('320412')
    expect(reasons(result)[0]).toMatch(
      /warning: 行政区划代码 \(regionCode\) "320412" is 武进区, but the coordinates lie in 顺德区 440606, 1\d\d\d km from it/,
    )
  })

  it('of an abolished code is stored as its successor, the old code kept', () => {
    const { record } = enterprise({ 行政区划代码: '130223' })
    expect(record.values.regionCode).toMatch(/^130(223|284)$/)
    if (record.values.regionCode === '130284') expect(record.extra).toEqual({ declaredRegionCode: '130223' })
  })

  it('of a wrong length is an error, an unknown one a warning', () => {
    expect(reasons(enterprise({ 行政区划代码: '6590010' }))[0]).toContain(
      'error: 行政区划代码 (regionCode) "6590010" is no region code',
    )
    expect(reasons(enterprise({ 行政区划代码: '990001' }))[0]).toContain(
      'warning: 行政区划代码 (regionCode) "990001" is no region',
    )
  })
})

describe('an enterprise', () => {
  it('whose credit code fails its check digit is warned of, not refused', () => {
    const result = enterprise({ 统一社会信用代码: '91350203M0001QAY9B' })
    expect(result.isAccepted).toBe(true)
    expect(reasons(result)).toEqual([
      'warning: 统一社会信用代码 (uscc) "91350203M0001QAY9B" fails its check digit: the last character should be 9',
    ])
  })

  it('operates where it is registered when no other address is given', () => {
    expect(enterprise({ 注册地址: '人民路8号' }).record.values.operatingAddress).toBe('人民路8号')
    expect(enterprise({ 注册地址: '人民路8号', 经营地址: '创业园' }).record.values.operatingAddress).toBe('创业园')
  })

  it('has its industry as letter and digits', () => {
    expect(enterprise({ 行业代码: '3311' }).record.values.industryCode).toBe('C3311')
    expect(reasons(enterprise({ 行业代码: '五金' }))[0]).toContain('warning')
  })

  it('has numbers in the unit of the field whatever the header names', () => {
    expect(enterprise({ '占地面积（亩）': '3' }).record.values.siteAreaSqm).toBe(2000)
  })
})

describe('an accident', () => {
  const accident = (more: Readonly<Record<string, string>>) =>
    validate('accidents', { 事故编号: 'A1', 事故日期: '2023-05-10', ...more })

  it('has the severity that its deaths mean', () => {
    expect(accident({ 死亡人数: '3' }).record.values.severity).toBe('larger')
    expect(accident({}).record.values.severity).toBeNull()
    expect(reasons(accident({ 死亡人数: '12', 事故等级: '一般' }))[0]).toContain('is lower than 12 deaths mean: major')
    expect(reasons(accident({ 死亡人数: '1', 事故等级: '较大' }))).toEqual([])
  })
})

describe('a road segment', () => {
  const segment = (more: Readonly<Record<string, string>>, geometry?: Geometry) =>
    validate('road-segments', { 路段编号: 'R1', ...more }, geometry ? { geometry, datum: 'wgs84' } : {})

  it('has its stakes, direction and route from the text', () => {
    expect(segment({ 桩号: '省道308线77公里加800米至66公里加400米' }).record.values).toMatchObject({
      startStake: 77_800,
      endStake: 66_400,
      direction: 'down',
      routeCode: 'S308',
      lengthMeters: 11_400,
    })
    expect(reasons(segment({ 桩号: 'K45-K47 K58-K60' }))[0]).toContain('holds 2 ranges')
    expect(reasons(segment({ 桩号: '村口' }))[0]).toContain('warning: 桩号 (stakeText) "村口" is no stake')
  })

  it('has its length from its line, and a point on it', () => {
    const line: Geometry = { type: 'LineString', coordinates: [[113, 23], [113, 23.02]] } // prettier-ignore
    const { record, isAccepted } = segment({}, line)
    expect(isAccepted).toBe(true)
    expect(record.values.lengthMeters).toBeCloseTo(2223.9, 0)
    expect(record.location).toMatchObject({ lng: 113 })
    expect(record.geometry?.bbox).toEqual([113, 23, 113, 23.02])
    expect(segment({ wkt: 'LINESTRING(113 23, 113 23.02)' }).record.geometry?.json).toBe(record.geometry?.json)
  })

  it('of another shape is refused', () => {
    const ring: Geometry = { type: 'Polygon', coordinates: [[[113, 23], [114, 23], [114, 24], [113, 23]]] } // prettier-ignore
    expect(reasons(segment({}, ring))[0]).toBe(
      'error: 几何 (geometry) is a Polygon; allowed: LineString, MultiLineString, Point',
    )
  })
})

describe('a site', () => {
  it('that crosses itself is refused with the place', () => {
    const bow: Geometry = { type: 'Polygon', coordinates: [[[113, 23], [114, 24], [114, 23], [113, 24], [113, 23]]] } // prettier-ignore
    const result = validate('sites', { 场所编号: 'S1', 场所类型: '园区' }, { geometry: bow, datum: 'wgs84' })
    expect(result.isAccepted).toBe(false)
    expect(reasons(result)[0]).toContain('crosses itself near 113.500000,23.500000')
  })
})
