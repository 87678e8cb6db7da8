import type { GeoJsonProperties } from 'geojson'
import type { RegionLevel } from '#model/region.ts'
import { levelOf, parentCodeOf } from './regionHierarchy.ts'
import { readRegionCode } from './regionCodeText.ts'

/** Names under which a boundary file may carry a field; the first that is present counts. */
const aliases = {
  code: ['code', 'adcode', 'regionCode', 'gb', '行政区划代码', '区划代码', '代码'],
  name: ['name', '名称', '行政区划名称'],
  nameEn: ['nameEn', 'name_en', '英文名称'],
  level: ['level', '级别', '行政级别'],
  parentCode: ['parentCode', 'parent', '上级代码', '上级行政区划代码'],
} as const

const levels: Readonly<Record<string, RegionLevel>> = {
  nation: 'nation',
  country: 'nation',
  国家: 'nation',
  province: 'province',
  省: 'province',
  省级: 'province',
  city: 'city',
  prefecture: 'city',
  市: 'city',
  市级: 'city',
  地级: 'city',
  county: 'county',
  district: 'county',
  县: 'county',
  区县: 'county',
  县级: 'county',
}

export interface RegionFields {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly level: RegionLevel
  readonly parentCode: string | null
}

export interface FieldProblem {
  readonly field: string
  readonly value: string | null
  readonly reason: string
}

/**
 * The fields of a region, or the first reason why they cannot be read. Level and parent may be left out: they follow
 * from the code.
 */
export function readRegionFields(properties: GeoJsonProperties): RegionFields | FieldProblem {
  const rawCode = valueOf(properties, 'code')
  if (rawCode === null) return missing('code')
  const code = normaliseCode(rawCode)
  if (code === null) return wrongCode('code', rawCode)
  const name = valueOf(properties, 'name')
  if (name === null) return missing('name')
  const rawLevel = valueOf(properties, 'level')
  const level = rawLevel === null ? levelOf(code) : levels[rawLevel.toLowerCase()]
  if (level === undefined) {
    return { field: 'level', value: rawLevel, reason: `must be one of ${Object.keys(levels).join(', ')}` }
  }
  const rawParent = valueOf(properties, 'parentCode')
  const parentCode = rawParent === null ? parentCodeOf(code) : normaliseCode(rawParent)
  if (rawParent !== null && parentCode === null) return wrongCode('parentCode', rawParent)
  return { code, name, nameEn: valueOf(properties, 'nameEn') ?? name, level, parentCode }
}

function missing(field: keyof typeof aliases): FieldProblem {
  return { field, value: null, reason: `is missing; it is read from ${aliases[field].join(', ')}` }
}

function wrongCode(field: string, value: string): FieldProblem {
  return {
    field,
    value,
    reason: 'must be 6 digits, or 156 and 6 digits, or 9 or 12 digits of which the last are zeros',
  }
}

/** `156440604` (Tianditu), `440604000` and `440604000000` all mean `440604`; null for any other form. */
function normaliseCode(value: string): string | null {
  const code = readRegionCode(value)
  return code !== null && /^0*$/.test(code.slice(6)) ? code.slice(0, 6) : null
}

function valueOf(properties: GeoJsonProperties, field: keyof typeof aliases): string | null {
  for (const alias of aliases[field]) {
    const value: unknown = properties?.[alias]
    // DataV's files give the parent as an object with its code.
    const scalar = typeof value === 'object' && value !== null && 'adcode' in value ? value.adcode : value
    if (typeof scalar === 'string' && scalar.trim() !== '') return scalar.trim()
    if (typeof scalar === 'number') return String(scalar)
  }
  return null
}
