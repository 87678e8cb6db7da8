import { type Bbox, bboxProblem } from './bbox.ts'
import {
  accidentSeverities,
  type CodeTable,
  discoverySources,
  hazardCategories,
  hazardLevels,
  hazardStatuses,
  riskLevels,
  roadGrades,
  sectors,
  siteKinds,
} from './codes.ts'
import { isDay } from './day.ts'

/** Everything within `distanceMeters` of one feature. */
export interface Near {
  readonly collection: string
  readonly id: string
  readonly distanceMeters: number
}

/** Days, inclusive; null is an open end. */
export interface Interval {
  readonly from: string | null
  readonly to: string | null
}

/**
 * THE filter: the page, tiles, statistics, lists, exports and links all carry this. An absent member does not restrict;
 * lists are "any of". `asOf` is the day at whose end things are seen; absent it is the last day of the data.
 */
export interface Filter {
  readonly campaign?: string
  /** Six-digit code; its descendants are included. */
  readonly region?: string
  /** Reporting unit, see reportingUnit.ts. */
  readonly unit?: string
  /** Content hash of a stored polygon. */
  readonly area?: string
  readonly bbox?: Bbox
  readonly near?: Near
  readonly sector?: readonly string[]
  readonly category?: readonly string[]
  readonly source?: readonly string[]
  readonly level?: readonly string[]
  readonly status?: readonly string[]
  /** Risk levels of enterprises. */
  readonly risk?: readonly string[]
  /** Grades of road segments. */
  readonly grade?: readonly string[]
  /** Kinds of sites. */
  readonly kind?: readonly string[]
  /** Severities of accidents. */
  readonly severity?: readonly string[]
  readonly listed?: boolean
  readonly overdue?: boolean
  readonly found?: Interval
  readonly asOf?: string
  readonly text?: string
}

export type FilterName = keyof Filter

/** The code table behind each list of the filter. */
export const filterCodes = {
  sector: sectors,
  category: hazardCategories,
  source: discoverySources,
  level: hazardLevels,
  status: hazardStatuses,
  risk: riskLevels,
  grade: roadGrades,
  kind: siteKinds,
  severity: accidentSeverities,
} as const satisfies Partial<Record<FilterName, CodeTable>>

export type CodeFilterName = keyof typeof filterCodes

/** True for the filters that are lists of codes. */
export function isCodeFilter(name: FilterName): name is CodeFilterName {
  return Object.hasOwn(filterCodes, name)
}

/** A value that a filter cannot take, and what it can. */
export interface FilterProblem {
  readonly parameter: string
  readonly value: string
  readonly allowed: string
}

interface Parameter<Value> {
  /** The value, or the sentence that says what is allowed. */
  parse(text: string): { value: Value } | { allowed: string }
  print(value: Value): string
}

const pattern = (expression: RegExp, allowed: string): Parameter<string> => ({
  parse: (text) => (expression.test(text) ? { value: text } : { allowed }),
  print: (value) => value,
})

const codeList = (table: CodeTable): Parameter<readonly string[]> => ({
  parse: (text) => {
    const ids = [...new Set(text.split(','))]
    const known = ids.every((id) => table.some((code) => code.id === id))
    return known
      ? { value: ids }
      : { allowed: `one or more, separated by commas, of ${table.map((code) => code.id).join(', ')}` }
  },
  print: (ids) => ids.join(','),
})

const flag: Parameter<boolean> = {
  parse: (text) => (text === 'true' || text === 'false' ? { value: text === 'true' } : { allowed: 'true or false' }),
  print: String,
}

const bbox: Parameter<Bbox> = {
  parse: (text) => {
    const values = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
    const problem = bboxProblem(values)
    return problem ? { allowed: problem } : { value: values as unknown as Bbox }
  },
  print: (value) => value.join(','),
}

const maxNearMeters = 100_000

const near: Parameter<Near> = {
  parse: (text) => {
    const match = /^([a-z-]+)\/(.+),(\d+(?:\.\d+)?)$/.exec(text)
    const distanceMeters = Number(match?.[3])
    if (!match?.[1] || !match[2] || !(distanceMeters > 0 && distanceMeters <= maxNearMeters)) {
      return { allowed: `collection/id,meters with meters over 0 and up to ${maxNearMeters}` }
    }
    return { value: { collection: match[1], id: match[2], distanceMeters } }
  },
  print: (value) => `${value.collection}/${value.id},${value.distanceMeters}`,
}

const interval: Parameter<Interval> = {
  parse: (text) => {
    const parts = text.includes('/') ? text.split('/') : [text, text]
    const [from = '', to = ''] = parts.map((part) => (part === '..' ? '' : (part.split('T')[0] ?? '')))
    const valid =
      parts.length === 2 && [from, to].every((day) => day === '' || isDay(day)) && (from !== '' || to !== '')
    if (!valid || (from !== '' && to !== '' && from > to)) {
      return { allowed: 'a day YYYY-MM-DD or from/to with from <= to, either end may be ".."' }
    }
    return { value: { from: from || null, to: to || null } }
  },
  print: (value) =>
    value.from === value.to && value.from !== null ? value.from : `${value.from ?? '..'}/${value.to ?? '..'}`,
}

const day: Parameter<string> = {
  parse: (text) => (isDay(text) ? { value: text } : { allowed: 'a day of the calendar, YYYY-MM-DD' }),
  print: (value) => value,
}

/** A control character is in no name, and NUL in no PostgreSQL text. */
const controlCharacter = /\p{Cc}/u

const text: Parameter<string> = {
  parse: (value) => {
    const valid = value.trim() !== '' && value.length <= 100 && !controlCharacter.test(value)
    return valid ? { value: value.trim() } : { allowed: '1 to 100 characters, none of them a control character' }
  },
  print: (value) => value,
}

/** One entry a member, in the order of the printed query. */
const parameters: { readonly [Name in FilterName]-?: Parameter<NonNullable<Filter[Name]>> } = {
  campaign: pattern(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the id of a campaign: letters, digits and hyphens'),
  region: pattern(/^\d{6}$/, 'a region code of six digits'),
  unit: pattern(/^\d{2}$/, 'a reporting unit of two digits, 11 to 66'),
  area: pattern(/^[0-9a-f]{16}$/, 'the id that POST /api/areas returned: 16 hexadecimal digits'),
  bbox,
  near,
  sector: codeList(filterCodes.sector),
  category: codeList(filterCodes.category),
  source: codeList(filterCodes.source),
  level: codeList(filterCodes.level),
  status: codeList(filterCodes.status),
  risk: codeList(filterCodes.risk),
  grade: codeList(filterCodes.grade),
  kind: codeList(filterCodes.kind),
  severity: codeList(filterCodes.severity),
  listed: flag,
  overdue: flag,
  found: interval,
  asOf: day,
  text,
}

export const filterNames = Object.keys(parameters) as readonly FilterName[]

/** True when the text is the name of a filter parameter. */
export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(parameters, name)
}

/**
 * Reads the filter out of a query string. Parameters that are no filter are left to the caller; an empty value counts
 * as absent. Every bad value is reported, none is dropped: `filter` holds the good ones alone.
 */
export function parseFilter(query: URLSearchParams): { filter: Filter; problems: FilterProblem[] } {
  const filter: Record<string, unknown> = {}
  const problems: FilterProblem[] = []
  for (const name of filterNames) {
    const values = query.getAll(name).filter((value) => value !== '')
    if (values.length === 0) continue
    const value = values.join(',')
    const single = values.length === 1 || isCodeFilter(name)
    const result = single ? parameters[name].parse(value) : { allowed: 'one value: the parameter is repeated' }
    if ('value' in result) filter[name] = result.value
    else problems.push({ parameter: name, value, allowed: result.allowed })
  }
  return { filter: filter as Filter, problems }
}

/** The filter as query parameters, in a fixed order: equal filters print alike. */
export function printFilter(filter: Filter): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of filterNames) {
    const value = filter[name]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue
    query.set(name, (parameters[name] as Parameter<typeof value>).print(value))
  }
  return query
}

/** Splits a filter into the part that a question can answer and the names of the members it cannot. */
export function applicableFilter(
  filter: Filter,
  allowed: readonly FilterName[],
): { filter: Filter; notApplied: FilterName[] } {
  const names = filterNames.filter((name) => filter[name] !== undefined)
  const kept = names.filter((name) => allowed.includes(name))
  return {
    filter: Object.fromEntries(kept.map((name) => [name, filter[name]])),
    notApplied: names.filter((name) => !allowed.includes(name)),
  }
}
