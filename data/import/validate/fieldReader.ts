import type { ImportMapping } from '#contract/imports.ts'
import type { CollectionDefinition } from '#model/collections.ts'
import type { Field } from '#model/field.ts'
import type { FieldValue } from '#model/storedRecord.ts'
import { type Finding, fieldFinding, fieldLabel } from './finding.ts'
import { Refusal } from '../values/refusal.ts'
import type { Cells, RowSources, TextSource } from '../columns/rowSources.ts'
import { type ValueParser, valueParser } from '../values/values.ts'

export type Values = Record<string, FieldValue>
/** Reads the values of all fields from a row; what cannot be read is added to the findings and left null. */
export type FieldReader = (cells: Cells, findings: Finding[]) => Values

function scaled(parse: ValueParser, factor: number): ValueParser {
  return (text) => {
    const value = parse(text)
    return typeof value === 'number' ? Number((value * factor).toPrecision(12)) : value
  }
}

interface Reading {
  readonly field: Field
  readonly parse: ValueParser
  /** Undefined while no column gives the field. */
  source: TextSource | undefined
}

/** The reader of a file's rows. `mapping` gives the forms of dates. */
export function createFieldReader(
  collection: CollectionDefinition,
  sources: RowSources,
  mapping: ImportMapping | null,
): FieldReader {
  const readings: readonly Reading[] = collection.fields.map((field) => {
    const parse = valueParser(field, mapping?.fields[field.name]?.dateFormat)
    const factor = sources.factorOf(field.name)
    return { field, parse: factor === 1 ? parse : scaled(parse, factor), source: undefined }
  })
  // Copied for each row: an object grown property by property takes several times as long.
  const empty: Values = Object.fromEntries(collection.fields.map((field) => [field.name, null]))
  let version = -1
  return (cells, findings) => {
    if (version !== sources.version) {
      for (const reading of readings) reading.source = sources.texts.get(reading.field.name)
      version = sources.version
    }
    const values = { ...empty }
    for (const { field, parse, source } of readings) {
      const text = source === undefined ? '' : source(cells)
      if (text !== '') values[field.name] = taken(field, text, text instanceof Refusal ? text : parse(text), findings)
      if (field.required && values[field.name] === null) requireValue(field, text, findings)
    }
    return values
  }
}

function taken(field: Field, text: string | Refusal, value: FieldValue | Refusal, findings: Finding[]): FieldValue {
  if (!(value instanceof Refusal)) return value
  findings.push(fieldFinding('error', field, text instanceof Refusal ? '' : text, value.reason))
  return null
}

function requireValue(field: Field, text: string | Refusal, findings: Finding[]): void {
  if (text instanceof Refusal || findings.some((finding) => finding.field === field.name)) return
  findings.push({
    severity: 'error',
    field: field.name,
    value: text,
    reason: `${fieldLabel(field)} is empty; it is required`,
  })
}
