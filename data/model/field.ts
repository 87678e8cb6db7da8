import type { CodeTable } from './codes.ts'

/** `codes` is a list of codes; `date` is an ISO day `YYYY-MM-DD` without a time zone. */
type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'code' | 'codes'

/**
 * One attribute of a record: its name in code and in the API, its names for people, and what it may hold.
 * The database column is the name in snake_case (see `columnOf`).
 */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly zh: string
  readonly en: string
  /** Other headers under which registers write this field; compared without case, spaces and punctuation. */
  readonly synonyms?: readonly string[]
  readonly required?: boolean
  /** The allowed codes of a `code` or `codes` field. */
  readonly codes?: CodeTable
  /** Inclusive limits of an `integer` or `number` field. */
  readonly min?: number
  readonly max?: number
  readonly unit?: string
}

interface FieldValue {
  text: string
  integer: number
  number: number
  boolean: boolean
  date: string
  code: string
  codes: readonly string[]
}

/** The record that a list of fields describes; a value that is unknown is null, never a default. */
export type RecordOf<Fields extends readonly Field[]> = {
  [F in Fields[number] as F['name']]: F extends { readonly required: true }
    ? FieldValue[F['type']]
    : FieldValue[F['type']] | null
}

/** `enterpriseId` -> `enterprise_id`. */
export function columnOf(fieldName: string): string {
  return fieldName.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)
}
