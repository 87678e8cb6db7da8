import { cellToBoundary } from 'h3-js'
import type { HotSpotCell, HotSpotCollection } from '#contract/hotspots.ts'
import type { Analysis } from './analyses.ts'
import { hotSpotCell, listedCells } from './cellAnswers.ts'
import { hotSpotColumns, hotSpotRow } from './hotSpotTable.ts'
import { inSlices } from './inSlices.ts'
import { reportOf } from './report.ts'

type Listed = Parameters<typeof listedCells>[1]

/** Cells written in one go: one to three milliseconds of work. */
const sliceCells = 500

const feature = (cell: HotSpotCell): HotSpotCollection['features'][number] => ({
  type: 'Feature',
  id: cell.cell,
  geometry: { type: 'Polygon', coordinates: [cellToBoundary(cell.cell, true)] },
  properties: cell,
})

/** The cells of an analysis as GeoJSON (HotSpotCollection), its report beside them; written slice by slice. */
export async function* hotSpotGeoJson(
  analysis: Analysis,
  which: Listed,
  links: HotSpotCollection['links'],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const { study } = analysis
  const listed = listedCells(study, which)
  const head: Omit<HotSpotCollection, 'features'> = {
    type: 'FeatureCollection',
    report: reportOf(analysis),
    numberMatched: study.cells.length,
    numberReturned: listed.length,
    links,
  }
  yield encoder.encode(`${JSON.stringify(head).slice(0, -1)},"features":[`)
  let separator = '\n'
  for await (const slice of inSlices(listed, sliceCells)) {
    const features = slice.map((index) => JSON.stringify(feature(hotSpotCell(study, index))))
    yield encoder.encode(separator + features.join(',\n'))
    separator = ',\n'
  }
  yield encoder.encode(']}\n')
}

/** The same cells as rows of a table, the names of its columns first; slice by slice. */
export async function* hotSpotRows(analysis: Analysis, which: Listed): AsyncGenerator<(string | number | null)[][]> {
  const row = hotSpotRow(analysis)
  yield [hotSpotColumns]
  for await (const slice of inSlices(listedCells(analysis.study, which), sliceCells)) yield slice.map(row)
}
