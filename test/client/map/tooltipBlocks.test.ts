import { describe, expect, it } from 'vitest'
import type { Hit, RegionHit } from '../../../client/map/hit.ts'
import { hitFacts } from '../../../client/map/hitFacts.ts'
import { tooltipBlocks } from '../../../client/map/tooltipBlocks.ts'

const words = {
  open: '未整改',
  overdue: '逾期',
  listed: '挂牌',
  notApplicable: '不适用',
  inHexagon: '本格',
  stack: (count: number) => `此处 ${count} 条`,
}
const choropleth = {
  indicator: { id: 'rectificationRate', zh: '整改率', en: 'Rectification rate', unit: 'rate' },
  values: [{ code: '440000', value: 0.754, text: '75.4%' }],
} as const
const guangdong: RegionHit = {
  code: '440000',
  name: '广东省',
  nameEn: 'Guangdong',
  level: 'province',
  inStatistics: true,
}
const taiwan: RegionHit = { code: '710000', name: '台湾省', nameEn: 'Taiwan', level: 'province', inStatistics: false }
const zh = { locale: 'zh-CN', choropleth, record: undefined, words } as const
const hit = (properties: Hit['properties'], collection: Hit['collection'] = 'hazards'): Hit => ({
  collection,
  id: 'X-1',
  lng: 113,
  lat: 23,
  properties,
})

describe('tooltipBlocks', () => {
  it('says of a region its indicator, and of one outside the statistics that it does not apply', () => {
    expect(tooltipBlocks({ kind: 'region', hit: guangdong }, zh)).toEqual([
      { title: '广东省', facts: ['整改率 75.4%'] },
    ])
    expect(tooltipBlocks({ kind: 'region', hit: taiwan }, zh)).toEqual([{ title: '台湾省', facts: ['整改率 不适用'] }])
  })

  it('says nothing of an indicator whose value has not come yet', () => {
    expect(tooltipBlocks({ kind: 'region', hit: { ...guangdong, code: '450000' } }, zh)[0]?.facts).toEqual([])
  })

  it('says of a hexagon what it holds, and where it lies', () => {
    const cell = {
      collection: 'hazards',
      cell: '8',
      lng: 1,
      lat: 1,
      properties: { count: 1459, open: 24, overdue: 0 },
    } as const
    expect(tooltipBlocks({ kind: 'cell', hit: cell, region: guangdong }, zh)).toEqual([
      { title: '广东省', facts: ['整改率 75.4%'] },
      { title: '本格隐患 1,459', facts: ['未整改 24'] },
    ])
  })

  it('names a record once its facts are known, by its number before that', () => {
    const pick = { kind: 'record', hit: hit({}) } as const
    expect(tooltipBlocks(pick, zh)).toEqual([{ title: 'X-1', facts: [] }])
    expect(tooltipBlocks(pick, { ...zh, record: { title: '配电箱', facts: ['重大'] } })[0]?.title).toBe('配电箱')
  })

  it('counts what lies at one place and is silent about nothing', () => {
    expect(tooltipBlocks({ kind: 'stack', hits: [hit({}), hit({})] }, zh)).toEqual([{ title: '此处 2 条', facts: [] }])
    expect(tooltipBlocks({ kind: 'nothing' }, zh)).toEqual([])
  })
})

describe('hitFacts', () => {
  const own = {
    locale: 'zh-CN',
    overdue: '逾期',
    listed: '挂牌',
    deaths: (count: number) => `死亡 ${count} 人`,
    storeys: (count: number) => `${count} 层`,
  } as const

  it('reads the properties of each collection in the words of the code tables', () => {
    const hazard = { level: 'major', sector: 'gas', status: 'rectifying', overdue: true, listed: false }
    expect(hitFacts(hit(hazard), own)).toEqual({ title: 'X-1', facts: ['重大', '燃气', '整改中', '逾期'] })
    expect(hitFacts(hit({ name: '顺发五金', risk: 'larger' }, 'enterprises'), own)).toEqual({
      title: '顺发五金',
      facts: ['较大风险'],
    })
    expect(hitFacts(hit({ severity: 'major', type: 'fire', deaths: 0 }, 'accidents'), own).facts).toEqual([
      '重大事故',
      '火灾',
      '死亡 0 人',
    ])
    expect(hitFacts(hit({ grade: 'A', kind: 'dangerous' }, 'road-segments'), own).facts).toEqual(['A级', '危险路段'])
    expect(hitFacts(hit({ kind: 'building', storeys: 3 }, 'sites'), own).facts).toEqual(['厂房', '3 层'])
  })

  it('leaves out what a tile does not know, and what it knows no word for', () => {
    expect(hitFacts(hit({ level: 'unheardOf' }), own).facts).toEqual([])
    expect(hitFacts(hit({ name: '' }, 'enterprises'), own).title).toBe('X-1')
  })

  it('speaks English on an English page', () => {
    expect(hitFacts(hit({ level: 'major' }), { ...own, locale: 'en' }).facts).toEqual(['Major'])
  })
})
