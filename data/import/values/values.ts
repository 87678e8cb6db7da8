import type { Field } from '#model/field.ts'
import type { FieldValue } from '#model/storedRecord.ts'
import { codeParser, codesParser } from './codeValues.ts'
import { dateParserFor, parseDate } from './dates.ts'
import { parseNumber } from './numbers.ts'
import { Refusal } from './refusal.ts'
import { remembered } from './remembered.ts'

/** A value, null for an empty cell, or why the text cannot be taken. */
export type ParsedValue = FieldValue | Refusal
export type ValueParser = (text: string) => ParsedValue

const emptyWords = new Set([
  '-',
  '--',
  '—',
  '——',
  '－',
  '/',
  '无',
  '暂无',
  '未知',
  '不详',
  'n/a',
  'null',
  'none',
  '无数据',
])
const yes = new Set(['是', '有', '对', '真', '√', 'true', 'yes', 'y', '1', 't'])
const no = new Set(['否', '无', '没有', '不是', '假', '×', 'false', 'no', 'n', '0', 'f'])
const booleanRefusal = new Refusal('is no yes or no; allowed: 是, 否, true, false, 1, 0')

function parseBoolean(text: string): boolean | Refusal {
  const word = text.normalize('NFKC').toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : booleanRefusal
}

function parserOf(field: Field, dateForm: string | undefined): ValueParser {
  switch (field.type) {
    case 'text':
      return (text) => text
    case 'boolean':
      return parseBoolean
    case 'date':
      return dateForm === undefined ? parseDate : dateParserFor(dateForm)
    case 'code':
      return codeParser(field.codes ?? [])
    case 'codes':
      return codesParser(field.codes ?? [])
    default:
      return (text) => parseNumber(field, text)
  }
}

/**
 * The function that reads a trimmed, non-empty cell as a value of the field. Text is taken as it stands: nothing in it
 * is ever run as a formula. In the other fields the words that registers write for "nothing here" (`-`, `/`, `无`,
 * `不详` ...) are null, unless they are a code or a yes or no.
 */
export function valueParser(field: Field, dateForm?: string): ValueParser {
  const parse = parserOf(field, dateForm)
  if (field.type === 'text') return parse
  const parseOrEmpty = (text: string) => {
    const value = parse(text)
    return value instanceof Refusal && emptyWords.has(text.toLowerCase()) ? null : value
  }
  return field.type === 'number' || field.type === 'integer' ? parseOrEmpty : remembered(parseOrEmpty)
}
