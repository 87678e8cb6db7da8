import type { ImportMapping } from '#contract/imports.ts'
import type { CollectionDefinition } from '#model/collections.ts'
import { type Column, Columns } from './columns.ts'
import { ImportError } from '../importError.ts'
import type { MappingRule } from './mapping.ts'
import type { Row } from '../read/row.ts'
import { Refusal } from '../values/refusal.ts'

/** The trimmed text of one field in a row, empty when there is none. */
export type TextSource = (row: Row) => string | Refusal

/** Where the texts of a row come from: columns recognised by their names, or the rules of a mapping. */
export interface RowSources {
  readonly columns: readonly Column[]
  /** By field name or place target. Grows when columns are added. */
  readonly texts: ReadonlyMap<string, TextSource>
  /** Indexes of the columns that alone give a field its text, as it stands. */
  readonly verbatim: ReadonlyMap<string, number>
  /** Changes with `texts` and `verbatim`. */
  readonly version: number
  /** By how much the number of a column is multiplied, where its header names another unit than the field. */
  factorOf(target: string): number
  /** Indexes of the columns kept as extra attributes. */
  extras(): readonly number[]
  /** A column that was not in the header: features bring their own names. Returns its index. */
  addColumn(header: string): number
}

/** Sources by the names of the columns. Throws an ImportError when two columns stand for one field. */
export function sourcesByName(collection: CollectionDefinition, headers: readonly string[]): RowSources {
  const columns = new Columns(collection, headers)
  const texts = new Map<string, TextSource>()
  const verbatim = new Map<string, number>()
  let extras: number[] = []
  let version = 0
  const update = () => {
    version++
    if (columns.problems.length > 0) throw new ImportError(columns.problems.join('; '), { parameter: 'columns' })
    texts.clear()
    verbatim.clear()
    extras = []
    for (const [index, { target }] of columns.list.entries()) {
      if (target === null) extras.push(index)
      else {
        texts.set(target, (row) => row.text(index))
        verbatim.set(target, index)
      }
    }
  }
  update()
  return {
    columns: columns.list,
    texts,
    verbatim,
    get version() {
      return version
    },
    factorOf: (target) => columns.list.find((column) => column.target === target)?.factor ?? 1,
    extras: () => extras,
    addColumn(header) {
      const index = columns.add(header)
      update()
      return index
    },
  }
}

function templateParts(template: string): readonly { text: string; column: string | null }[] {
  return template
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? { text: '', column: part.slice(1, -1) } : { text: part, column: null }))
}

/** The columns that a rule reads. */
export function columnsOfRule(rule: MappingRule): readonly string[] {
  if (rule.from !== undefined) return typeof rule.from === 'string' ? [rule.from] : rule.from
  return templateParts(rule.template ?? '').flatMap(({ column }) => column ?? [])
}

function rawText(rule: MappingRule, indexOf: (column: string) => number): (row: Row) => string {
  if (rule.from !== undefined) {
    const indexes = columnsOfRule(rule).map(indexOf)
    const [only = 0] = indexes
    if (indexes.length === 1) return (row) => row.text(only)
    const separator = rule.separator ?? ' '
    return (row) =>
      indexes
        .map((index) => row.text(index))
        .filter((text) => text !== '')
        .join(separator)
  }
  if (rule.template === undefined) return () => String(rule.constant)
  const parts = templateParts(rule.template).map(({ text, column }) => ({
    text,
    index: column === null ? -1 : indexOf(column),
  }))
  return (row) =>
    parts.every(({ index }) => index === -1 || row.text(index) === '')
      ? ''
      : parts.map(({ text, index }) => (index === -1 ? text : row.text(index))).join('')
}

function withValues(rule: MappingRule, read: (row: Row) => string): TextSource {
  const { values, otherwise } = rule
  if (values === undefined) return read
  const known = new Map(Object.entries(values))
  const refusal = new Refusal(`is not in the mapping; allowed: ${[...known.keys()].join(', ')}`)
  return (row) => {
    const text = read(row)
    return known.get(text) ?? otherwise ?? (text === '' ? '' : refusal)
  }
}

/** Makes the second and later rows with the same text `text-2`, `text-3` ... */
function withNumbers(read: TextSource): TextSource {
  const seen = new Map<string, number>()
  return (row) => {
    const text = read(row)
    if (text instanceof Refusal || text === '') return text
    const times = (seen.get(text) ?? 0) + 1
    seen.set(text, times)
    return times === 1 ? text : `${text}-${times}`
  }
}

/**
 * Sources by the rules of a mapping; columns that no rule reads are kept as extra attributes. Throws an ImportError when
 * a rule names a column that the file lacks (not for GeoJSON, `headersAreComplete` false).
 */
export function sourcesByMapping(
  mapping: ImportMapping,
  headers: readonly string[],
  headersAreComplete: boolean,
): RowSources {
  const list = [...headers]
  const indexOf = (column: string): number => {
    const index = list.indexOf(column)
    if (index !== -1) return index
    if (headersAreComplete) {
      const allowed = headers.join(', ')
      throw new ImportError(`the mapping reads a column "${column}" that the file lacks; it has: ${allowed}`, {
        parameter: 'mapping',
        value: column,
        allowed,
      })
    }
    return list.push(column) - 1
  }
  const texts = new Map<string, TextSource>()
  const used = new Map<number, string>()
  for (const [target, rule] of Object.entries(mapping.fields)) {
    const read = withValues(rule, rawText(rule, indexOf))
    texts.set(target, rule.numberRepeats ? withNumbers(read) : read)
    for (const column of columnsOfRule(rule)) used.set(indexOf(column), used.get(indexOf(column)) ?? target)
  }
  return mappedSources(list, used, texts)
}

function mappedSources(
  headers: readonly string[],
  used: ReadonlyMap<number, string>,
  texts: ReadonlyMap<string, TextSource>,
): RowSources {
  const columns = headers.map((header, index): Column => ({ header, target: used.get(index) ?? null, factor: 1 }))
  const extras = columns.flatMap(({ target }, index) => (target === null ? index : []))
  return {
    columns,
    texts,
    verbatim: new Map(),
    version: 0,
    factorOf: () => 1,
    extras: () => extras,
    addColumn(header) {
      extras.push(columns.length)
      return columns.push({ header, target: null, factor: 1 }) - 1
    },
  }
}
