const needsQuotes = /[",\r\n]/
/** Spreadsheets run a cell that begins so as a formula, by full-width signs too (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/

/** A text as a cell of RFC 4180, in quotes where it must be: that halves the work. */
export function csvText(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A cell of a CSV file that people open in a spreadsheet: a text that it would run as a formula is made harmless by a
 * leading apostrophe; numbers are not. Null is empty.
 */
export function spreadsheetCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return csvText(formulaStart.test(value) ? `'${value}` : value)
}
