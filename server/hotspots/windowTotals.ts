import { windowSums } from '../analysis/adaptiveRings.ts'
import type { HotSpots } from '../analysis/hotSpots.ts'
import type { StudyLevel } from './studyLevel.ts'

/** What was counted in the cells that decided on each cell, and what the study area as a whole lets expect there. */
export interface WindowTotals {
  readonly sum: Float64Array
  readonly expected: Float64Array
}

/** Sums of the piece or window that decided on each cell. */
function decidingSums(spots: HotSpots, values: Float64Array): Float64Array {
  const { sums } = windowSums(spots.cellRings, values)
  const pieceSums = spots.pieces.map(({ cells }) => cells.reduce((sum, cell) => sum + (values[cell] as number), 0))
  return Float64Array.from(spots.ring, (ring, cell) => {
    const piece = spots.piece[cell] as number
    return piece >= 0 ? (pieceSums[piece] as number) : (sums[ring]?.[cell] as number)
  })
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/**
 * The numbers behind each verdict as people count them. The test itself compares scores of rates, or values put on equal
 * areas; what is told are cases against the denominator, or counts against the area, of the same cells.
 */
export function windowTotals(spots: HotSpots, level: StudyLevel): WindowTotals {
  const { values, exposures, areas } = level
  if (!exposures && spots.facts.areaRatio === 1) return { sum: spots.localSum, expected: spots.expected }
  const reference = exposures ?? areas
  const share = total(values) / total(reference)
  return {
    sum: decidingSums(spots, values),
    expected: decidingSums(spots, reference).map((part) => part * share),
  }
}
