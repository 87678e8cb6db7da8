import { describe, expect, it } from 'vitest'
import { parsePlainNumber } from '../../../../data/import/values/numbers.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import { valueParser } from '../../../../data/import/values/values.ts'
import { collections, type RecordCollectionId } from '../../../../data/model/collections.ts'

function parse(collectionId: RecordCollectionId, name: string, text: string): unknown {
  const field = collections[collectionId].fields.find((candidate) => candidate.name === name)
  if (!field) throw new Error(`no field ${name}`)
  const value = valueParser(field)(text)
  return value instanceof Refusal ? value.reason : value
}

describe('numbers', () => {
  it.each([
    ['1234', 1234],
    ['1,234', 1234],
    ['1,234,567.5', 1_234_567.5],
    ['１２３', 123],
    ['1.2万', 12_000],
    ['1.1万', 11_000],
    ['3亿', 300_000_000],
    ['35人', 35],
    ['1200㎡', 1200],
    ['-5', -5],
    ['1e3', 1000],
  ])('reads %s', (text, value) => {
    expect(parsePlainNumber(text)).toBe(value)
  })

  it.each(['12,34', '10-20', '约30', '0x10', '', 'Infinity', '1 234,5'])('does not take "%s" for one', (text) => {
    expect(parsePlainNumber(text)).toBeNull()
  })

  it('keep to the limits of their field', () => {
    expect(parse('enterprises', 'employees', '-1')).toBe('is out of range; allowed: 0 to 2000000')
    expect(parse('enterprises', 'employees', '12.5')).toBe('must be a whole number')
    expect(parse('enterprises', 'employees', '12.0')).toBe(12)
    expect(parse('accidents', 'hour', '24')).toContain('allowed: 0 to 23')
    expect(parse('enterprises', 'siteAreaSqm', 'big')).toBe('is no number')
  })
})

describe('codes', () => {
  it.each([
    ['enterprises', 'status', '存续', 'active'],
    ['enterprises', 'status', '在业', 'active'],
    ['enterprises', 'status', '开业', 'active'],
    ['enterprises', 'status', '正常', 'active'],
    ['enterprises', 'status', '存续(在营、开业、在册)', 'active'],
    ['enterprises', 'status', '停业', 'suspended'],
    ['enterprises', 'status', '歇业', 'suspended'],
    ['enterprises', 'status', '注销', 'closed'],
    ['enterprises', 'status', '吊销', 'closed'],
    ['enterprises', 'status', '迁出', 'closed'],
    ['enterprises', 'datum', 'WGS-84', 'wgs84'],
    ['enterprises', 'datum', 'GCJ-02', 'gcj02'],
    ['enterprises', 'datum', 'gcj02', 'gcj02'],
    ['enterprises', 'datum', 'EPSG:4490', 'cgcs2000'],
    ['enterprises', 'geocodePrecision', 'rooftop', 'rooftop'],
    ['enterprises', 'riskLevel', '红', 'major'],
    ['enterprises', 'riskLevel', '较大风险', 'larger'],
    ['hazards', 'level', '重大事故隐患', 'major'],
    ['hazards', 'level', 'GENERAL', 'general'],
    ['hazards', 'discoverySource', ' 企业自查 ', 'selfInspection'],
  ] as const)('%s.%s reads %s as %s', (collectionId, name, text, id) => {
    expect(parse(collectionId, name, text)).toBe(id)
  })

  it('name what is allowed when a word is unknown', () => {
    expect(parse('hazards', 'level', '特大')).toBe('is not in the code table; allowed: 重大 (major), 一般 (general)')
  })

  it('read lists, with signs between the words or without', () => {
    expect(parse('road-segments', 'riskFeatures', '急弯、陡坡')).toEqual(['sharpBend', 'steepSlope'])
    expect(parse('road-segments', 'riskFeatures', '急弯陡坡')).toEqual(['sharpBend', 'steepSlope'])
    expect(parse('road-segments', 'riskFeatures', 'sharpBend; 连续下坡，急弯')).toEqual(['sharpBend', 'longDescent'])
    expect(parse('road-segments', 'riskFeatures', '急弯、坑洼')).toContain('is not in the code table')
  })
})

describe('yes and no', () => {
  it.each([
    ['是', true],
    ['true', true],
    ['１', true],
    ['否', false],
    ['FALSE', false],
    ['0', false],
    ['无', false],
    ['不详', null],
  ])('reads %s', (text, value) => {
    expect(parse('enterprises', 'declaredFactoryInFactory', text)).toBe(value)
  })

  it('refuses anything else', () => {
    expect(parse('enterprises', 'declaredFactoryInFactory', '也许')).toContain('allowed: 是, 否')
  })
})

describe('words for "nothing here"', () => {
  it.each(['-', '/', '—', '无', '不详', 'N/A', 'null'])('%s is null in a field that is no text', (text) => {
    expect(parse('enterprises', 'employees', text)).toBeNull()
    expect(parse('hazards', 'rectifiedAt', text)).toBeNull()
  })

  it('stay what they are in text', () => {
    expect(parse('hazards', 'title', '无')).toBe('无')
  })
})

describe('text', () => {
  it.each(['=cmd|/c calc', '+1', '-1', '@SUM(A1)', '第一行\n第二行'])('keeps %j as it is', (text) => {
    expect(parse('hazards', 'title', text)).toBe(text)
  })
})
