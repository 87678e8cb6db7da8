import type { HotSpotCell } from '#contract/hotspots.ts'
import { emergingPatterns, hotSpotChanges } from '#model/hotSpot.ts'
import { cellName } from '../analysis/h3Rings.ts'
import type { StudyOutput } from './runStudy.ts'

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/** One cell of an analysis by its index. */
export function hotSpotCell(study: StudyOutput, index: number): HotSpotCell {
  const { spots, steps, change } = study
  const value = study.values[index] as number
  return {
    cell: cellName(study.cells[index] as bigint),
    value,
    density: value / (study.areas[index] as number),
    neighbours: spots.neighbors[index] as number,
    sum: spots.localSum[index] as number,
    expected: spots.expected[index] as number,
    z: orNull(spots.z[index]),
    p: orNull(spots.p[index]),
    q: orNull(spots.q[index]),
    class: spots.class[index] as number,
    persistence: study.persistence[index] as number,
    pattern: steps ? (emergingPatterns[steps.pattern[index] as number]?.id ?? null) : null,
    change: change ? (hotSpotChanges[change[index] as number]?.id ?? null) : null,
  }
}

/** More cells than this are listed only when asked for by name. */
const mostListed = 20_000

/** Indexes of the cells to list. */
export function listedCells({ cells, change, spots }: StudyOutput, which: 'auto' | 'all' | 'significant'): number[] {
  const all = which === 'all' || (which === 'auto' && cells.length <= mostListed)
  const listed: number[] = []
  for (let index = 0; index < cells.length; index += 1)
    if (all || spots.class[index] !== 0 || (change && change[index] !== 0)) listed.push(index)
  return listed
}
