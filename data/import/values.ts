import type { Field } from '#model/field.ts'
import type { FieldValue } from '#model/storedRecord.ts'
import { codeParser, codesParser } from './codeValues.ts'
import { dateParserFor, parseDate } from './dates.ts'
import { parseNumber } from './numbers.ts'
import { Refusal } from './refusal.ts'

/** A value, null for an empty cell, or why the text cannot be taken. */
export type ParsedValue = FieldValue | Refusal
export type ValueParser = (text: string) => ParsedValue

// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/
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
const cacheSize = 10_000

/** Text as it stands in the cell, control characters refused; nothing in it is ever run as a formula. */
export function parseText(text: string): string | Refusal {
  const character = controlCharacter.exec(text)?.[0]
  if (character === undefined) return text
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return new Refusal(character === '\0' ? 'contains a NUL byte' : `contains the control character U+${code}`)
}

/** Why a row cannot be stored because of a control character in one of its cells; null when there is none. */
export function controlCharacterProblem(cells: readonly (string | undefined)[]): Refusal | null {
  const cell = cells.find((text) => text !== undefined && controlCharacter.test(text))
  const problem = cell === undefined ? null : parseText(cell)
  return problem instanceof Refusal ? problem : null
}

function parseBoolean(text: string): boolean | Refusal {
  const word = text.normalize('NFKC').toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : booleanRefusal
}

/** Remembers what was parsed: the columns of a register repeat few days, codes and words. */
function cached(parse: ValueParser): ValueParser {
  const known = new Map<string, ParsedValue>()
  return (text) => {
    const hit = known.get(text)
    if (hit !== undefined) return hit
    const value = parse(text)
    if (known.size >= cacheSize) known.clear()
    known.set(text, value)
    return value
  }
}

function parserOf(field: Field, dateForm: string | undefined): ValueParser {
  switch (field.type) {
    case 'text':
      return parseText
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
 * The function that reads a trimmed, non-empty cell as a value of the field. In fields other than text the words that
 * registers write for "nothing here" (`-`, `/`, `无`, `不详` ...) are null, unless they are a code or a yes or no.
 */
export function valueParser(field: Field, dateForm?: string): ValueParser {
  const parse = parserOf(field, dateForm)
  if (field.type === 'text') return parse
  return cached((text) => {
    const value = parse(text)
    return value instanceof Refusal && emptyWords.has(text.toLowerCase()) ? null : value
  })
}
