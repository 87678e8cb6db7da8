import { cellAreas, type RolledUp, rollUp, spreadOver, sumUp } from '../analysis/h3Parents.ts'
import { findHotSpots, type HotSpots } from '../analysis/hotSpots.ts'
import { leastExpectedCases, rateScores } from '../analysis/rateScores.ts'
import type { StudyInput } from './study.ts'
import { studyCells } from './studyCells.ts'

/** The study area at its finest resolution with the sums in it. */
export interface StudyBase {
  readonly cells: BigUint64Array
  readonly values: Float64Array
  readonly exposures: Float64Array | null
  /** True when the area was filled up to an outline, which cuts through the cells above. */
  readonly outlined: boolean
}

/** Cells of one resolution with what is compared in them. */
export interface StudyLevel {
  readonly resolution: number
  readonly cells: BigUint64Array
  /** Index of the cell that each cell of the base lies in; -1 where that one is left out. */
  readonly parent: Int32Array
  readonly values: Float64Array
  readonly exposures: Float64Array | null
  /** Square kilometres that belong to the study area. */
  readonly areas: Float64Array
  /** What is tested: the values, or the scores of the rates. */
  readonly tested: Float64Array
}

/** Of a cell on the outline at least this share must belong to the study area: a sliver cannot be compared. */
const leastPresent = 0.5
/** From this ratio of the largest to the smallest cell on, values are put on cells of equal area. */
const areaTolerance = 1.25

/** Rising cells of both lists, each once. */
function union(one: BigUint64Array, other: BigUint64Array): BigUint64Array {
  const all = new BigUint64Array(one.length + other.length)
  all.set(one)
  all.set(other, one.length)
  all.sort()
  let count = 0
  for (const cell of all) if (count === 0 || all[count - 1] !== cell) all[count++] = cell
  return all.slice(0, count)
}

/** Puts the sums of a question beside the cells of its study area. What lies on an outline belongs to it. */
export function baseOf({ area, baseResolution, values, exposures }: StudyInput): StudyBase {
  const filled = studyCells(area, baseResolution)
  const outlined = area.kind === 'region'
  const cells = outlined ? union(filled, values.cells) : filled
  return {
    cells,
    values: spreadOver(cells, values.cells, values.values),
    exposures: exposures && spreadOver(cells, exposures.cells, exposures.values),
    outlined,
  }
}

/** True for the cells that can be compared: whole enough, and, for a rate, with enough of a denominator. */
function comparable(
  base: StudyBase,
  up: RolledUp,
  { whole, areas }: { readonly whole: Float64Array; readonly areas: Float64Array },
): boolean[] {
  const exposures = base.exposures && sumUp(up, base.exposures)
  const cases = base.exposures && sumUp(up, base.values)
  const exposed = exposures?.reduce((sum, value) => sum + value, 0) ?? 0
  const withExposure = cases?.reduce((sum, value, cell) => ((exposures?.[cell] ?? 0) > 0 ? sum + value : sum), 0) ?? 0
  const rate = exposed > 0 ? withExposure / exposed : 0
  return Array.from(whole, (area, cell) => {
    if (base.outlined && (areas[cell] as number) < leastPresent * area) return false
    return exposures === null || (exposures[cell] as number) * rate >= leastExpectedCases
  })
}

/** The study area at a resolution not finer than its base. */
export function levelOf(base: StudyBase, resolution: number): StudyLevel {
  const up = rollUp(base.cells, resolution)
  const whole = cellAreas(up.cells)
  const areas = base.outlined ? sumUp(up, cellAreas(base.cells)) : whole
  if (!base.outlined && !base.exposures) return levelOfCells(base, resolution, { ...up, areas })
  const kept = comparable(base, up, { whole, areas })
  const index = new Int32Array(up.cells.length).fill(-1)
  let count = 0
  kept.forEach((keep, cell) => {
    if (keep) index[cell] = count++
  })
  return levelOfCells(base, resolution, {
    cells: up.cells.filter((_, cell) => kept[cell]),
    parent: up.parent.map((cell) => index[cell] as number),
    areas: areas.filter((_, cell) => kept[cell]),
  })
}

function levelOfCells(
  base: StudyBase,
  resolution: number,
  { cells, parent, areas }: Pick<StudyLevel, 'cells' | 'parent' | 'areas'>,
): StudyLevel {
  const values = sumUp({ cells, parent }, base.values)
  const exposures = base.exposures && sumUp({ cells, parent }, base.exposures)
  const tested = exposures ? rateScores(values, exposures) : values
  return { resolution, cells, parent, values, exposures, areas, tested }
}

/** The areas to put values on, when they differ too much to compare what was counted; rates need none. */
function areasToAdjust({ areas, exposures }: StudyLevel): Float64Array | undefined {
  if (exposures || areas.length === 0) return undefined
  let [least, most] = [Infinity, 0]
  for (const area of areas) {
    least = Math.min(least, area)
    most = Math.max(most, area)
  }
  return most / least > areaTolerance ? areas : undefined
}

/** Tests the cells of a level, with windows of up to `rings` rings. */
export function findAt(level: StudyLevel, { method, ring, alpha }: StudyInput, rings: number): HotSpots {
  const { cells, tested } = level
  return findHotSpots({ cells, values: tested, areas: areasToAdjust(level), method, ring, rings, alpha })
}
