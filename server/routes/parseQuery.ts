import type { Context } from 'hono'
import * as z from 'zod'
import { type Filter, type FilterName, isFilterName, parseFilter } from '#model/filter.ts'
import type { ParameterShape } from '#contract/parameters.ts'
import { badParameters, type ParameterProblem } from '../errors.ts'

/** The query string of a request. */
export const queryOf = (c: Context): URLSearchParams => new URL(c.req.url).searchParams

/** What a resource takes in its query string. */
interface QueryRule<Shape extends ParameterShape> {
  readonly parameters: Shape
  /** The filters that it can answer; none when left out. */
  readonly filters?: readonly FilterName[]
  /** The noun of the sentence that refuses a filter, for instance `the collection enterprises`. */
  readonly subject?: string
}

interface ParsedQuery<Shape extends ParameterShape> {
  readonly parameters: z.output<z.ZodObject<Shape>>
  readonly filter: Filter
}

function unknownNames(query: URLSearchParams, rule: QueryRule<ParameterShape>): ParameterProblem[] {
  const filters: readonly string[] = rule.filters ?? []
  const known = [...Object.keys(rule.parameters), ...filters]
  const list = known.length > 0 ? known.join(', ') : 'no parameter'
  const subject = rule.subject ?? 'this resource'
  return [...new Set(query.keys())]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      name,
      value: query.get(name) ?? '',
      allowed: isFilterName(name)
        ? `${subject} cannot be filtered by ${name}; it takes ${list}`
        : `unknown parameter; ${subject} takes ${list}`,
    }))
}

function repeatedNames(query: URLSearchParams, names: readonly string[]): ParameterProblem[] {
  return names
    .filter((name) => query.getAll(name).length > 1)
    .map((name) => ({ name, value: query.getAll(name).join(' '), allowed: 'one value: the parameter is repeated' }))
}

/** OGC API allows six numbers, with heights: ours are flat, so the heights do not restrict. */
function flattenBbox(query: URLSearchParams): URLSearchParams {
  const parts = query.get('bbox')?.split(',') ?? []
  if (parts.length !== 6 || parts.some((part) => part.trim() === '')) return query
  const flat = new URLSearchParams(query)
  flat.set('bbox', [parts[0], parts[1], parts[3], parts[4]].join(','))
  return flat
}

/** Schemas by the shape they are made of; the rules of resources are constants, and making one costs more than using it. */
const schemas = new WeakMap<ParameterShape, z.ZodObject<ParameterShape>>()

function schemaOf<Shape extends ParameterShape>(shape: Shape): z.ZodObject<Shape> {
  const known = schemas.get(shape) as z.ZodObject<Shape> | undefined
  if (known) return known
  const made = z.object(shape)
  schemas.set(shape, made as unknown as z.ZodObject<ParameterShape>)
  return made
}

/**
 * Reads a query string by its rule; an empty value counts as absent. Throws one ProblemError (400) that names every
 * parameter that is unknown, repeated or out of its range.
 */
export function parseQuery<const Shape extends ParameterShape>(
  query: URLSearchParams,
  rule: QueryRule<Shape>,
): ParsedQuery<Shape> {
  const names = Object.keys(rule.parameters)
  const values = Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])))
  const parameters = schemaOf(rule.parameters).safeParse(values)
  const filters: readonly string[] = rule.filters ?? []
  const filterQuery = new URLSearchParams([...query].filter(([name]) => filters.includes(name)))
  const { filter, problems } = parseFilter(flattenBbox(filterQuery))
  const faults = [
    ...unknownNames(query, rule),
    ...repeatedNames(query, names),
    ...problems.map(({ parameter, value, allowed }) => ({ name: parameter, value, allowed })),
    ...(parameters.error?.issues ?? []).map((issue) => {
      const name = String(issue.path[0])
      return {
        name,
        value: query.get(name) ?? '',
        allowed: query.get(name) ? issue.message : `required: ${issue.message}`,
      }
    }),
  ]
  if (!parameters.success || faults.length > 0) throw badParameters(faults)
  return { parameters: parameters.data, filter }
}

/** For resources that take no parameter. Throws 400 when there is one. */
export function takeNoParameters(c: Context): void {
  parseQuery(queryOf(c), { parameters: {} })
}

/** `datetime` of OGC API as the filter `found`; both at once are an error. */
export function withDatetime(filter: Filter, datetime: string | undefined): Filter {
  if (datetime === undefined) return filter
  if (filter.found !== undefined) {
    throw badParameters([{ name: 'datetime', value: datetime, allowed: 'either datetime or found, not both' }])
  }
  return { ...filter, ...parseFilter(new URLSearchParams({ found: datetime })).filter }
}
