import type { ImportMapping } from '#contract/imports.ts'
import type { CollectionDefinition } from '#model/collections.ts'
import type { Field } from '#model/field.ts'
import type { FieldValue } from '#model/storedRecord.ts'
import { type Finding, fieldFinding, fieldLabel } from './finding.ts'
import { withinLimits } from '../values/numbers.ts'
import { Refusal } from '../values/refusal.ts'
import type { RowSources, TextSource } from '../columns/rowSources.ts'
import type { CellBytes, Row } from '../read/row.ts'
import { type ValueParser, valueParser } from '../values/values.ts'

/** By field name. Texts that no rule looks into may come as the bytes of their cells. */
export type Values = Record<string, FieldValue | CellBytes>
/** Reads the values of all fields from a row; what cannot be read is added to the findings and left null. */
export type FieldReader = (row: Row, findings: Finding[]) => Values

/** Names of the text fields that the rules of a row read or change. */
const readByRules = /uscc$|^(?:industryCode|stakeText|routeCode|regionCode)$/i

function scaled(parse: ValueParser, factor: number): ValueParser {
  return (text) => {
    const value = parse(text)
    return typeof value === 'number' ? Number((value * factor).toPrecision(12)) : value
  }
}

interface Reading {
  readonly field: Field
  readonly parse: ValueParser
  /** True when neither a rule nor the register of keys looks into the text. */
  readonly isOpaque: boolean
  /** Undefined while no column gives the field. */
  source: TextSource | undefined
  /** True for numbers in the unit of the field. */
  readonly isNumber: boolean
  /** The one column that an opaque text or a number is taken from; -1 when there is none. */
  column: number
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
    const isOpaque = field.type === 'text' && field.name !== collection.key && !readByRules.test(field.name)
    const isNumber = factor === 1 && (field.type === 'number' || field.type === 'integer')
    const parseScaled = factor === 1 ? parse : scaled(parse, factor)
    return { field, parse: parseScaled, isOpaque, isNumber, source: undefined, column: -1 }
  })
  // Copied for each row: an object grown property by property takes several times as long.
  const empty: Values = Object.fromEntries(collection.fields.map((field) => [field.name, null]))
  let version = -1
  return (row, findings) => {
    if (version !== sources.version) {
      for (const reading of readings) {
        const { name } = reading.field
        reading.source = sources.texts.get(name)
        reading.column = reading.isOpaque || reading.isNumber ? (sources.verbatim.get(name) ?? -1) : -1
      }
      version = sources.version
    }
    const values = { ...empty }
    for (const { field, parse, isNumber, source, column } of readings) {
      if (source === undefined && !field.required) continue
      const plain = isNumber && column !== -1 ? row.number(column) : null
      if (plain !== null) {
        const value = withinLimits(field, plain.value)
        values[field.name] = value instanceof Refusal ? taken(field, row.text(column), value, findings) : value
        continue
      }
      if (column !== -1 && !isNumber) {
        const cell = row.verbatim(column)
        if (cell !== '') values[field.name] = cell
        else if (field.required) requireValue(field, '', findings)
        continue
      }
      const text = source === undefined ? '' : source(row)
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
