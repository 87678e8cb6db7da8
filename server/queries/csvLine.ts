/** One line of the CSV that `Session.loadCsv` takes: null is an empty cell, text is always quoted. */
export function csvLine(cells: readonly (string | number | bigint | boolean | null)[]): string {
  const texts = cells.map((cell) => {
    if (cell === null) return ''
    return typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : String(cell)
  })
  return `${texts.join(',')}\n`
}
