import { findCampaign } from '#model/campaign.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { columnOf } from '#model/field.ts'
import type { CodeFilterName, Filter, FilterName } from '#model/filter.ts'
import { hazardRules } from './hazardRules.ts'
import type { Parameters } from './parameters.ts'
import { pointsIn } from './place/boxRanges.ts'
import { placeSql } from './place/placeCondition.ts'
import { regionRange } from './regionIndex.ts'
import type { ResolvedFilter } from './resolveFilter.ts'
import { containsSql } from './textMatch.ts'

/** SQL of the reporting unit of a record: its own, else the first digits of its region. */
export const unitSql = `coalesce(reporting_unit, substring(region_code, 1, 2))`

/** The column behind each list of codes; `status` is derived. */
export const codeColumns: Readonly<Record<Exclude<CodeFilterName, 'status'>, string>> = {
  sector: 'sector',
  category: 'category',
  source: 'discovery_source',
  level: 'level',
  risk: 'risk_level',
  grade: 'grade',
  kind: 'kind',
  severity: 'severity',
}

/** One statement in the making. */
interface Context {
  readonly collectionId: RecordCollectionId
  readonly parameters: Parameters
  /** SQL of the day as of which things are seen; bound when it is first read. */
  readonly asOf: string
}

type Condition<Name extends FilterName> = (value: NonNullable<Filter[Name]>, context: Context) => string | null

const anyOf = (sql: string, ids: readonly string[], { parameters }: Context): string =>
  `${sql} in (${ids.map((id) => parameters.add(id)).join(', ')})`

const codeCondition =
  (column: string): Condition<CodeFilterName> =>
  (ids, context) =>
    ids.length === 0 ? null : anyOf(column, ids, context)

const dayColumn = (collectionId: RecordCollectionId): string => columnOf(collections[collectionId].dateField ?? '')

const negated = (sql: string, wanted: boolean): string => (wanted ? sql : `not ${sql}`)

const conditionOf: { readonly [Name in Exclude<FilterName, 'asOf' | 'area' | 'near'>]: Condition<Name> } = {
  campaign(id, { parameters }) {
    const campaign = findCampaign(id)
    const named = `campaign = ${parameters.add(id)}`
    if (!campaign) return named
    const [from, to] = [parameters.addDay(campaign.from), parameters.addDay(campaign.to)]
    return `(${named} or (campaign is null and found_at between ${from} and ${to}))`
  },
  region(code, { parameters }) {
    const range = regionRange(code)
    return range ? `(region_code >= ${parameters.add(range[0])} and region_code < ${parameters.add(range[1])})` : null
  },
  unit: (unit, { parameters }) => `${unitSql} = ${parameters.add(unit)}`,
  // Lines and polygons are tested exactly, see resolveFilter.
  bbox: (bbox, { collectionId, parameters }) =>
    collections[collectionId].geometry === 'point' ? pointsIn(bbox, parameters) : null,
  sector: codeCondition(codeColumns.sector),
  category: codeCondition(codeColumns.category),
  source: codeCondition(codeColumns.source),
  level: codeCondition(codeColumns.level),
  status: (ids, context) => (ids.length === 0 ? null : anyOf(`(${hazardRules(context.asOf).status})`, ids, context)),
  risk: codeCondition(codeColumns.risk),
  grade: codeCondition(codeColumns.grade),
  kind: codeCondition(codeColumns.kind),
  severity: codeCondition(codeColumns.severity),
  listed: (wanted, { asOf }) => negated(hazardRules(asOf).listed, wanted),
  overdue: (wanted, { asOf }) => negated(hazardRules(asOf).overdue, wanted),
  found({ from, to }, { collectionId, parameters }) {
    const day = dayColumn(collectionId)
    const parts = [
      from === null ? null : `${day} >= ${parameters.addDay(from)}`,
      to === null ? null : `${day} <= ${parameters.addDay(to)}`,
    ]
    return parts.filter((part) => part !== null).join(' and ') || null
  },
  text: (text, { collectionId, parameters }) =>
    containsSql(
      collections[collectionId].textFields.map((field) => columnOf(field)),
      text,
      parameters,
    ),
}

/** Rows of the future do not exist yet; a road segment without a day always does. */
function existence(context: Context): string | null {
  const { collectionId } = context
  if (collections[collectionId].dateField === null) return null
  const day = dayColumn(collectionId)
  const past = `${day} <= ${context.asOf}`
  return collectionId === 'road-segments' ? `(${day} is null or ${past})` : past
}

/**
 * Turns a resolved filter into SQL over the columns of the collection's table, leaving out the filters in `without`;
 * `true` when nothing restricts. The place comes first: it narrows most.
 */
export function where(resolved: ResolvedFilter, parameters: Parameters, without: readonly FilterName[] = []): string {
  const { collectionId, filter, places } = resolved
  const context: Context = {
    collectionId,
    parameters,
    get asOf() {
      return parameters.addDay(resolved.asOf)
    },
  }
  const names = (Object.keys(conditionOf) as (keyof typeof conditionOf)[]).filter((name) => !without.includes(name))
  const conditions = names.map((name) => {
    const value = filter[name]
    return value === undefined ? null : (conditionOf[name] as Condition<FilterName>)(value, context)
  })
  const placed = places.map((place) => placeSql(collectionId, place, parameters))
  return [...placed, existence(context), ...conditions].filter((sql) => sql !== null).join(' and ') || 'true'
}
