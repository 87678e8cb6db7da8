import { readFileSync } from 'node:fs'
import { type ImportMapping, importMappingSchema } from '#contract/imports.ts'
import { type CollectionDefinition, collections, isRecordCollectionId } from '#model/collections.ts'
import type { Field } from '#model/field.ts'
import { placeTargets } from './columns.ts'
import { dateParserFor } from '../values/dates.ts'
import { ImportError } from '../importError.ts'

/** Mappings that come with the product, by name. */
export const builtInMappingNames = [
  'barcelonaAccidents',
  'berlinSegments',
  'sanFranciscoEnterprises',
  'sanFranciscoViolations',
] as const

export type MappingRule = ImportMapping['fields'][string]

function refuse(message: string): never {
  throw new ImportError(`the mapping cannot be used: ${message}`, { parameter: 'mapping' })
}

function checkRule(name: string, rule: MappingRule, field: Field | undefined): void {
  if (rule.from === undefined && rule.template === undefined && rule.constant === undefined) {
    refuse(`fields.${name} has none of from, template, constant`)
  }
  if (rule.dateFormat === undefined) return
  if (field?.type !== 'date') refuse(`fields.${name} has a dateFormat but is no date`)
  try {
    dateParserFor(rule.dateFormat)
  } catch (error) {
    refuse(`fields.${name}.dateFormat: ${(error as Error).message}`)
  }
}

function checkFields(mapping: ImportMapping, { id, fields }: CollectionDefinition): void {
  const names = new Set<string>([...fields.map((field) => field.name), ...placeTargets])
  for (const [name, rule] of Object.entries(mapping.fields)) {
    if (!names.has(name)) refuse(`"${name}" is no field of ${id}; allowed: ${[...names].join(', ')}`)
    checkRule(
      name,
      rule,
      fields.find((field) => field.name === name),
    )
  }
}

/** A mapping from the JSON of a mapping file. Throws an ImportError that names what is wrong with it. */
export function parseMapping(text: string): ImportMapping {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    refuse(`it is no valid JSON: ${(error as Error).message}`)
  }
  const parsed = importMappingSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    refuse(`${issue?.path.join('.') || 'it'}: ${issue?.message}`)
  }
  const { collection } = parsed.data
  if (!isRecordCollectionId(collection)) {
    refuse(`collection "${collection}" is unknown; allowed: ${Object.keys(collections).join(', ')}`)
  }
  checkFields(parsed.data, collections[collection])
  return parsed.data
}

/** A mapping that comes with the product. Throws an ImportError for an unknown name. */
export function builtInMapping(name: string): ImportMapping {
  if (!(builtInMappingNames as readonly string[]).includes(name)) {
    const allowed = builtInMappingNames.join(', ')
    throw new ImportError(`there is no mapping "${name}"; allowed: ${allowed}`, {
      parameter: 'mapping',
      value: name,
      allowed,
    })
  }
  return parseMapping(readFileSync(new URL(`mappings/${name}.json`, import.meta.url), 'utf8'))
}
