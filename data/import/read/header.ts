/** True for a row of cells that names columns of the collection. */
export type HeaderTest = (cells: readonly string[]) => boolean

/**
 * The index of the header among the first rows: spreadsheets often carry a title and a date above it. The first row
 * when none looks like a header, so that the message about missing columns names what stands there.
 */
export function findHeader(rows: readonly (readonly string[])[], isHeader: HeaderTest): number {
  return Math.max(rows.findIndex(isHeader), 0)
}
