import * as z from 'zod'
import { collections } from '#model/collections.ts'
import { type CodeFilterName, type FilterName, filterCodes, isCodeFilter } from '#model/filter.ts'
import type { ParameterShape } from '#contract/parameters.ts'
import { problemSchema } from '#contract/problem.ts'
import { type Operation, operations } from './operations.ts'

export const openApiType = 'application/vnd.oai.openapi+json;version=3.0'

interface ParameterObject {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: object
  readonly style?: string
  readonly explode?: boolean
}

export interface OperationObject {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly parameters: readonly ParameterObject[]
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, object>>
}

export interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): object =>
  z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' })

const filterDescriptions: Readonly<Record<Exclude<FilterName, CodeFilterName>, string>> = {
  campaign: 'Records of a campaign, by its id.',
  region: 'Region code of six digits; what lies below it is included.',
  unit: 'Reporting unit: two digits, 66 is the XPCC.',
  area: 'Id of a stored polygon, from POST /areas.',
  bbox: 'west,south,east,north in degrees; four numbers, or six with heights that do not restrict.',
  near: 'collection/id,meters: within a distance of one record.',
  listed: 'Listed for supervision.',
  overdue: 'Open after its deadline.',
  found: 'Day or interval from/to on which the record enters the picture; one end may be "..".',
  asOf: 'The day at whose end things are seen; the last day of the data when left out.',
  text: 'Words in names, numbers, addresses and descriptions.',
}

function filterParameter(name: FilterName): ParameterObject {
  const at = { name, in: 'query', required: false } as const
  if (isCodeFilter(name)) {
    const items = { type: 'string', enum: filterCodes[name].map((code) => code.id) }
    const description = `Any of ${filterCodes[name].map((code) => `${code.id} ${code.zh}`).join(', ')}.`
    return { ...at, description, schema: { type: 'array', items }, style: 'form', explode: false }
  }
  const description = filterDescriptions[name]
  if (name === 'bbox') {
    const schema = { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 }
    return { ...at, description, schema, style: 'form', explode: false }
  }
  const type = name === 'listed' || name === 'overdue' ? 'boolean' : 'string'
  return { ...at, description, schema: name === 'asOf' ? { type, format: 'date' } : { type } }
}

function parametersOf(shape: ParameterShape, place: 'query' | 'header'): ParameterObject[] {
  return Object.entries(shape).map(([name, schema]): ParameterObject => {
    const description = schema.description
    return {
      name,
      in: place,
      required: !schema.safeParse(undefined).success,
      ...(description ? { description } : {}),
      schema: schemaOf(schema),
    }
  })
}

function requestParameters({ parameters = {}, filters = [], headers = {} }: Operation): ParameterObject[] {
  return [...parametersOf(parameters, 'query'), ...filters.map(filterParameter), ...parametersOf(headers, 'header')]
}

function pathParameters(path: string): ParameterObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const type = name.startsWith('tile') ? 'integer' : 'string'
    return { name, in: 'path', required: true, schema: { type } }
  })
}

function content(answers: Operation['answers']): object {
  return Object.fromEntries(
    Object.entries(answers).map(([type, schema]) => [type, schema ? { schema: schemaOf(schema) } : {}]),
  )
}

const problem = {
  description: 'What is wrong',
  content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
}

function describe(operation: Operation): OperationObject {
  const { path, method, tag, summary, body, status = 200, answers } = operation
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '')
  const name = words.map((word) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`).join('')
  const isTile = path.endsWith('{tileCol}')
  return {
    operationId: `${method}${name || 'LandingPage'}`,
    tags: [tag],
    summary,
    parameters: [...pathParameters(path), ...requestParameters(operation)],
    ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
    responses: {
      [status]: { description: summary, content: content(answers) },
      ...(isTile ? { 204: { description: 'Nothing lies in the tile' } } : {}),
      400: problem,
      404: problem,
      500: problem,
      503: problem,
    },
  }
}

/** The definition of the API, OpenAPI 3.0.3, made from the schemas that check requests and type answers. */
export function buildOpenApi(api: string): OpenApi {
  const paths: Record<string, Record<string, OperationObject>> = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  const names = Object.values(collections).map(({ id, zh }) => `${id} ${zh}`)
  return {
    openapi: '3.0.3',
    info: {
      title: 'Hazard Atlas 重大事故隐患一张图',
      version: '1.0.0',
      description: `OGC API - Features and - Tiles over ${names.join(', ')}; statistics; imports. WGS-84, [lng, lat].`,
    },
    servers: [{ url: api }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
  }
}
