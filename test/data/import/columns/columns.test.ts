import { describe, expect, it } from 'vitest'
import { Columns } from '../../../../data/import/columns/columns.ts'
import { unitFactor } from '../../../../data/import/columns/units.ts'
import { collections, recordCollectionIds } from '../../../../data/model/collections.ts'

const targets = (id: keyof typeof collections, ...headers: string[]) =>
  new Columns(collections[id], headers).list.map(({ target }) => target)

describe('columns', () => {
  it.each(recordCollectionIds)(
    'of %s are recognised by every name and synonym that no other field claims first',
    (id) => {
      for (const field of collections[id].fields) {
        for (const name of [field.name, field.zh]) expect([name, ...targets(id, name)]).toEqual([name, field.name])
      }
    },
  )

  it('are compared without case, width, spaces and punctuation', () => {
    expect(targets('enterprises', ' * 企业 名称 ', 'ENTERPRISE_ID', 'Ｕｓｃｃ', 'risk-level')).toEqual([
      'name',
      'enterpriseId',
      'uscc',
      'riskLevel',
    ])
  })

  it('give the place under its many names', () => {
    expect(targets('hazards', '经度', '纬度')).toEqual(['lng', 'lat'])
    expect(targets('hazards', 'Longitude', 'LATITUDE')).toEqual(['lng', 'lat'])
    expect(targets('hazards', 'x', 'y', '坐标')).toEqual(['lng', 'lat', 'lngLat'])
    expect(targets('road-segments', 'wkt')).toEqual(['geometry'])
    expect(targets('supervision-actions', '经度')).toEqual([null])
  })

  it('read the register of the issue as it is headed', () => {
    const headers =
      '企业编号,企业名称,统一社会信用代码,行业代码,注册地址,生产经营地址,经度,纬度,坐标系,坐标精度,企业状态,从业人数,占地面积,出租方信用代码,出租方名称,上级企业信用代码,是否厂中厂,风险等级,行政区划代码'
    expect(targets('enterprises', ...headers.split(','))).not.toContain(null)
  })

  it('prefer the proper name to a synonym and keep the other column', () => {
    expect(targets('hazards', '序号', '隐患编号', '备注')).toEqual([null, 'hazardNo', null])
    expect(targets('hazards', '隐患编号', '序号')).toEqual(['hazardNo', null])
  })

  it('that stand for the same field are named', () => {
    expect(new Columns(collections.enterprises, ['企业名称', 'name']).problems).toEqual([
      'the columns "企业名称" and "name" both stand for 企业名称 (name); rename or remove one of them',
    ])
  })

  it('take a unit in brackets into account, and do not take an unknown one for the field', () => {
    const { list } = new Columns(collections.enterprises, ['占地面积（亩）', '从业人数(人)', '经度(°)'])
    expect(list.map(({ target }) => target)).toEqual(['siteAreaSqm', 'employees', 'lng'])
    expect(list[0]?.factor).toBeCloseTo(666.667, 3)
    expect(targets('enterprises', '占地面积（坪）')).toEqual([null])
  })
})

describe('unitFactor', () => {
  it('knows the units that registers use', () => {
    expect(unitFactor('元', '万元')).toBe(10_000)
    expect(unitFactor('元', '单位：万元')).toBe(10_000)
    expect(unitFactor('m²', '㎡')).toBe(1)
    expect(unitFactor('m', '公里')).toBe(1000)
    expect(unitFactor('m', '里')).toBeNull()
  })
})
