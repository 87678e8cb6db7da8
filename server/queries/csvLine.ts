import { storedCell } from '#model/storedRecord.ts'

/** One line of the CSV that `Session.loadCsv` takes: null is an empty cell. */
export function csvLine(cells: readonly (string | number | bigint | boolean | null)[]): string {
  return `${cells.map(storedCell).join(',')}\n`
}
