import type { ImportMapping, ImportPreview } from '#contract/imports.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'

interface FieldChoice {
  readonly name: string
  readonly zh: string
  readonly en: string
}

/** What a column can be besides a field: where the record lies. */
const placeChoices: readonly FieldChoice[] = [
  { name: 'lng', zh: '经度', en: 'Longitude' },
  { name: 'lat', zh: '纬度', en: 'Latitude' },
  { name: 'lngLat', zh: '经纬度（一列）', en: 'Longitude and latitude (one column)' },
  { name: 'geometry', zh: '几何形状（WKT 或 GeoJSON）', en: 'Geometry (WKT or GeoJSON)' },
]

/** Everything that a column of a file can be read as. */
export function fieldChoices(collection: RecordCollectionId): readonly FieldChoice[] {
  const { geometry, fields } = collections[collection]
  return [...fields, ...(geometry === 'none' ? [] : placeChoices)]
}

type Columns = ImportPreview['columns']
type Rules = ImportMapping['fields']

const readsOnly = (rule: Rules[string], header: string): boolean =>
  rule.template === undefined && [rule.from].flat().every((column) => column === header)

/**
 * The mapping in which a column is read as `field` (null: kept as an extra attribute) and everything else stays as it
 * is. A field comes from one column: the one that gave it before becomes an extra attribute.
 */
export function remapped(
  mapping: ImportMapping | null,
  { collection, columns }: { readonly collection: string; readonly columns: Columns },
  header: string,
  field: string | null,
): ImportMapping {
  const guessed = columns.flatMap((column): [string, Rules[string]][] =>
    column.field === null ? [] : [[column.field, { from: column.header }]],
  )
  const before = mapping?.fields ?? Object.fromEntries(guessed)
  const others = Object.entries(before).filter(([name, rule]) => name !== field && !readsOnly(rule, header))
  const fields = Object.fromEntries([...others, ...(field === null ? [] : [[field, { from: header }] as const])])
  return { ...(mapping ?? { collection }), fields }
}

/** Columns whose heading names a unit of a field that has one: read by hand, their numbers are taken as they stand. */
export function unconverted(collection: RecordCollectionId, columns: Columns): readonly string[] {
  const withUnit = collections[collection].fields.flatMap(({ name, unit }) => (unit ? name : []))
  return columns.flatMap(({ header, field }) =>
    field !== null && withUnit.includes(field) && /[(（][^)）]+[)）]\s*$/.test(header) ? header : [],
  )
}
