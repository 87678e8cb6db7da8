import { spreadsheetCell } from '#model/csvText.ts'
import type { Cell } from './table.ts'

/** One line of RFC 4180. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(spreadsheetCell).join(',')}\r\n`
}
