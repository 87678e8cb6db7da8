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

/** Rows of a table: the names of the columns, then the cells given by their indexes, the middle of each beside it. */
export function hotSpotTable(analysis: Analysis, cells: readonly number[]): (string | number | null)[][] {
  const { question, resolved, study } = analysis
  const about = { measure: question.measure, resolution: study.resolution, asOf: resolved.asOf }
  const sample = resolved.overview.sample ? '示例数据 sample data' : ''
  const rows = cells.map((index) => {
    const cell = hotSpotCell(study, index)
    const [lng, lat] = cellCenter(cell.cell)
    const values = { ...cell, lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) }
    return [...columns.map((name) => values[name]), ...Object.values(about), sample]
  })
  return [[...columns, ...Object.keys(about), 'sample'], ...rows]
}
