import type { Parameters } from './parameters.ts'

const special = /[\\%_]/
const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
const hasCase = (text: string): boolean => text.toLowerCase() !== text.toUpperCase()

/** The longest part of a text without letters that have a case, such as Chinese; empty when there is none. */
function longestCaseless(text: string): string {
  let [longest, current] = ['', '']
  for (const character of text) {
    current = hasCase(character) || special.test(character) ? '' : current + character
    if (current.length > longest.length) longest = current
  }
  return longest
}

/**
 * SQL that tells whether one of the columns contains the text, upper and lower case alike; `_` and `%` are meant
 * literally. Folding case costs DuckDB twenty times a plain search, so it is done only for letters that have one, and
 * after the part that has none was found.
 */
export function containsSql(columns: readonly string[], text: string, parameters: Parameters): string {
  const caseless = longestCaseless(text)
  const plain = caseless === '' ? null : parameters.add(`%${caseless}%`)
  const folded = caseless === text ? null : parameters.add(`%${escapeLike(text)}%`)
  const tests = columns.map((column) =>
    [
      plain === null ? null : `${column} like ${plain}`,
      folded === null ? null : `${column} ilike ${folded} escape '\\'`,
    ]
      .filter((test) => test !== null)
      .join(' and '),
  )
  return `(${tests.map((test) => `(${test})`).join(' or ')})`
}

/** SQL that tells whether one of the columns begins with the text, like `containsSql`. */
export function beginsSql(columns: readonly string[], text: string, parameters: Parameters): string {
  const plain = !hasCase(text) && !special.test(text)
  const pattern = parameters.add(`${escapeLike(text)}%`)
  const test = plain ? `like ${pattern}` : `ilike ${pattern} escape '\\'`
  return `(${columns.map((column) => `${column} ${test}`).join(' or ')})`
}
