import { findCampaign } from '#model/campaign.ts'
import { hazardStatuses } from '#model/codes.ts'
import { daysBetween } from '#model/day.ts'
import type { CodeFilterName, Filter, FilterName } from '#model/filter.ts'
import { regionRange } from '../queries/regionIndex.ts'
import type { ResolvedFilter } from '../queries/resolveFilter.ts'
import { hazardRows } from './hazardRows.ts'
import type { PointIndex, RowTest } from './pointIndex.ts'

interface Context {
  readonly index: PointIndex
  /** Days since 1970-01-01. */
  readonly asOf: number
}

/** The test of one member of a filter; null when it does not restrict. */
type Condition<Name extends FilterName> = (value: NonNullable<Filter[Name]>, context: Context) => RowTest | null

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => daysBetween('1970-01-01', day)

const nothing: RowTest = () => false

/** Rows whose code has a text that is wanted. */
function codeTest(name: string, { index }: Context, wanted: (text: string | null) => boolean): RowTest {
  const column = index.codes[name]
  if (!column) return nothing
  const kept = Uint8Array.from(column.texts, (text) => Number(wanted(text)))
  const { numbers } = column
  return (row) => kept[numbers[row] as number] === 1
}

const anyOf =
  (name: string): Condition<CodeFilterName> =>
  (ids, context) =>
    ids.length === 0 ? null : codeTest(name, context, (text) => text !== null && ids.includes(text))

const both = (a: RowTest | null, b: RowTest | null): RowTest | null => (a && b ? (row) => a(row) && b(row) : (a ?? b))

function foundTest({ index }: Context, from: number | null, to: number | null): RowTest {
  const days = index.days.found
  if (!days) return nothing
  const [first, last] = [from ?? -Infinity, to ?? Infinity]
  return (row) => (days[row] as number) >= first && (days[row] as number) <= last
}

const negated = (test: RowTest, wanted: boolean): RowTest => (wanted ? test : (row) => !test(row))

/** What an index can answer of a filter: its SQL stands in where.ts. Texts and places are left to the store. */
const conditions: { readonly [Name in FilterName]?: Condition<Name> } = {
  asOf: () => null,
  campaign(id, context) {
    const campaign = findCampaign(id)
    const named = codeTest('campaign', context, (text) => text === id)
    if (!campaign) return named
    const unnamed = codeTest('campaign', context, (text) => text === null)
    const during = foundTest(context, dayNumber(campaign.from), dayNumber(campaign.to))
    return (row) => named(row) || (unnamed(row) && during(row))
  },
  region(code, context) {
    const range = regionRange(code)
    return range && codeTest('region', context, (text) => text !== null && text >= range[0] && text < range[1])
  },
  unit: (unit, context) => codeTest('unit', context, (text) => text === unit),
  bbox([west, south, east, north], { index: { lng, lat } }) {
    return (row) =>
      (lng[row] as number) >= west &&
      (lng[row] as number) <= east &&
      (lat[row] as number) >= south &&
      (lat[row] as number) <= north
  },
  sector: anyOf('sector'),
  category: anyOf('category'),
  source: anyOf('source'),
  level: anyOf('level'),
  risk: anyOf('risk'),
  severity: anyOf('severity'),
  status(ids, { index, asOf }) {
    const { status } = hazardRows(index, asOf)
    const kept = hazardStatuses.map(({ id }) => ids.includes(id))
    return ids.length === 0 ? null : (row) => kept[status(row)] === true
  },
  listed: (wanted, { index, asOf }) => negated(hazardRows(index, asOf).listed, wanted),
  overdue: (wanted, { index, asOf }) => negated(hazardRows(index, asOf).overdue, wanted),
  found: ({ from, to }, context) =>
    foundTest(context, from === null ? null : dayNumber(from), to === null ? null : dayNumber(to)),
}

/** True when an index tells which records a filter keeps. */
export function isIndexed({ filter, places }: ResolvedFilter): boolean {
  const names = (Object.keys(filter) as FilterName[]).filter((name) => filter[name] !== undefined)
  return places.length === 0 && names.every((name) => conditions[name] !== undefined)
}

/** The rows that an indexed filter keeps, like `where` in SQL; null when it keeps all. */
export function rowTest(index: PointIndex, { filter, asOf }: ResolvedFilter): RowTest | null {
  const context: Context = { index, asOf: dayNumber(asOf) }
  const exists = index.lastFound <= context.asOf ? null : foundTest(context, null, context.asOf)
  return (Object.keys(filter) as FilterName[]).reduce((test, name) => {
    const value = filter[name]
    const condition = conditions[name] as Condition<FilterName> | undefined
    return value === undefined || !condition ? test : both(test, condition(value, context))
  }, exists)
}
