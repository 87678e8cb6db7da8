import type { Field } from '#model/field.ts'
import { findCode } from '#model/codes.ts'
import { formatDay, formatExact } from '../../format.ts'

export interface Fact {
  readonly name: string
  readonly label: string
  readonly text: string
}

interface Words {
  readonly language: 'zh-CN' | 'en'
  readonly yes: string
  readonly no: string
}

function valueText(field: Field, value: unknown, { language, yes, no }: Words): string {
  const nameOf = (id: string): string => {
    const code = field.codes ? findCode(field.codes, id) : undefined
    return code ? (language === 'en' ? code.en : code.zh) : id
  }
  if (Array.isArray(value)) return value.map((id) => nameOf(String(id))).join(language === 'en' ? ', ' : '、')
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value === 'number') return `${formatExact(value, 2)}${field.unit ? ` ${field.unit}` : ''}`
  if (field.type === 'date') return formatDay(String(value), language)
  return field.codes ? nameOf(String(value)) : String(value)
}

const isGiven = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The fields of a record that have a value, named and written for people, in the order of the model. */
export function factsOf(fields: readonly Field[], properties: Readonly<Record<string, unknown>>, words: Words): Fact[] {
  return fields
    .filter((field) => isGiven(properties[field.name]))
    .map((field) => ({
      name: field.name,
      label: words.language === 'en' ? field.en : field.zh,
      text: valueText(field, properties[field.name], words),
    }))
}

/** What a person calls the record: the first title field with a value, or null. */
export function titleOf(titleFields: readonly string[], properties: Readonly<Record<string, unknown>>): string | null {
  const name = titleFields.find((field) => isGiven(properties[field]))
  return name === undefined ? null : String(properties[name])
}
