import type { Field } from '#model/field.ts'
import { Refusal } from './refusal.ts'

const countingUnits = /(?:人次|家次|人|家|起|处|次|辆|层|个|名|元|平方米|平米|㎡|m2|米|m)$/i
const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const digitsAlone = /^-?\d+(?:\.\d+)?$/
const groupedNumber = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

/** A number as people write it: `1,234`, `１２`, `1.2万`, `35人`; null when it is none. */
export function parsePlainNumber(text: string): number | null {
  let rest = text.normalize('NFKC').replace(/\s/g, '').replace(countingUnits, '')
  let factor = 1
  if (rest.endsWith('万')) factor = 1e4
  else if (rest.endsWith('亿')) factor = 1e8
  if (factor > 1) rest = rest.slice(0, -1)
  if (groupedNumber.test(rest)) rest = rest.replaceAll(',', '')
  if (!plainNumber.test(rest)) return null
  // Rounding takes away what binary fractions add: 1.1 * 10000 is 11000.000000000002.
  return factor === 1 ? Number(rest) : Number((Number(rest) * factor).toPrecision(15))
}

/** The number in `text` within the limits of the field, whole for an `integer`, or why not. */
export function parseNumber(field: Field, text: string): number | Refusal {
  const value = digitsAlone.test(text) ? Number(text) : parsePlainNumber(text)
  if (value === null || !Number.isFinite(value)) return new Refusal('is no number')
  return withinLimits(field, value)
}

/** The number if it is within the limits of the field, whole for an `integer`, else why not. */
export function withinLimits(field: Field, value: number): number | Refusal {
  const { min = -Infinity, max = Infinity } = field
  if (value < min || value > max) return new Refusal(`is out of range; allowed: ${min} to ${max}`)
  if (field.type === 'integer' && !Number.isInteger(value)) return new Refusal('must be a whole number')
  return value
}
