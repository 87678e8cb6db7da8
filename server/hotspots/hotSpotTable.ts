import type { Analysis } from './analyses.ts'
import { hotSpotCell } from './cellAnswers.ts'
import { cellCenter } from './explainCell.ts'

const columns = [
  'cell',
  'lng',
  'lat',
  'value',
  'density',
  'neighbours',
  'sum',
  'expected',
  'z',
  'p',
  'q',
  'class',
  'persistence',
  'pattern',
  'change',
] as const

/** Names of the columns of a table of cells. */
export const hotSpotColumns: string[] = [...columns, 'measure', 'resolution', 'asOf', 'sample']

/** Makes the row of a cell from its index in the analysis, the middle of the cell beside it. */
export function hotSpotRow({ question, resolved, study }: Analysis): (index: number) => (string | number | null)[] {
  const sample = resolved.overview.sample ? '示例数据 sample data' : ''
  const about = [question.measure, study.resolution, resolved.asOf, sample]
  return (index) => {
    const cell = hotSpotCell(study, index)
    const [lng, lat] = cellCenter(cell.cell)
    const values = { ...cell, lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) }
    return [...columns.map((name) => values[name]), ...about]
  }
}
