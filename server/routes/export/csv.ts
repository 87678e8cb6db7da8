import type { Cell } from './table.ts'

/** Spreadsheets run a cell that begins so as a formula, by full-width signs too (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** One cell of RFC 4180. A text that a spreadsheet would run is made harmless by a leading apostrophe; numbers are not. */
export function csvCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
