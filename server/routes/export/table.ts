import { type CollectionDefinition } from '#model/collections.ts'
import { hazardStatuses, type CodeTable } from '#model/codes.ts'
import type { Field } from '#model/field.ts'
import type { RecordFeature } from '#contract/ogc.ts'

export type Cell = string | number | boolean | null
export type Language = 'zh' | 'en'

export interface Column {
  readonly header: string
  read(feature: RecordFeature): Cell
}

const yesNo = { zh: ['是', '否'], en: ['yes', 'no'] } as const

function nameOf(codes: CodeTable, id: string, language: Language): string {
  return codes.find((code) => code.id === id)?.[language] ?? id
}

function cellOf(value: unknown, codes: CodeTable | undefined, language: Language | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return language ? yesNo[language][value ? 0 : 1] : value
  if (typeof value === 'number') return value
  const ids = Array.isArray(value) ? value.map(String) : [String(value)]
  if (!codes || !language) return ids.join(',')
  return ids.map((id) => nameOf(codes, id, language)).join(language === 'zh' ? '、' : ', ')
}

type ColumnField = Pick<Field, 'name' | 'zh' | 'en' | 'codes'>

/** Derived properties of hazards, which no field describes. */
const derived: readonly ColumnField[] = [
  { name: 'status', zh: '状态', en: 'Status', codes: hazardStatuses },
  { name: 'overdue', zh: '是否逾期', en: 'Overdue' },
  { name: 'listed', zh: '是否挂牌', en: 'Listed' },
]

function position(feature: RecordFeature, axis: 0 | 1): Cell {
  const value = feature.geometry?.type === 'Point' ? feature.geometry.coordinates[axis] : null
  return typeof value === 'number' ? value : null
}

/**
 * The columns of an exported collection: every field, what is derived, the place, the columns kept from the file, and
 * whether the data are a sample. Headers and codes are the API's names, or a language's words.
 */
export function exportColumns(
  collection: CollectionDefinition,
  sample: boolean,
  language: Language | undefined,
): Column[] {
  const fields = [...collection.fields, ...(collection.id === 'hazards' ? derived : [])] as readonly ColumnField[]
  const header = (name: string, zh: string, en: string) => (language ? { zh, en }[language] : name)
  const columns: Column[] = fields.map(({ name, zh, en, codes }) => ({
    header: header(name, zh, en),
    read: ({ properties }) => cellOf(properties[name], codes, language),
  }))
  if (collection.geometry === 'point') {
    columns.push({ header: header('lng', '经度', 'Longitude'), read: (feature) => position(feature, 0) })
    columns.push({ header: header('lat', '纬度', 'Latitude'), read: (feature) => position(feature, 1) })
  } else if (collection.geometry !== 'none') {
    const read = ({ geometry }: RecordFeature) => (geometry ? JSON.stringify(geometry) : null)
    columns.push({ header: header('geometry', '几何', 'Geometry'), read })
  }
  const extra = ({ properties }: RecordFeature) => (properties.extra ? JSON.stringify(properties.extra) : null)
  columns.push({ header: header('extra', '其他列', 'Other columns'), read: extra })
  const mark = sample ? (language === 'en' ? 'sample data' : '示例数据') : null
  columns.push({ header: header('sample', '数据说明', 'Data'), read: () => mark })
  return columns
}
