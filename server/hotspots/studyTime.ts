import { hotSpotChanges } from '#model/hotSpot.ts'
import { emergingHotSpots } from '../analysis/emergingHotSpots.ts'
import { spreadOver } from '../analysis/h3Parents.ts'
import { h3Weights } from '../analysis/h3Rings.ts'
import type { HotSpots } from '../analysis/hotSpots.ts'
import { changesOf } from '../analysis/periodChange.ts'
import { includeSelf } from '../analysis/spatialWeights.ts'
import type { CellSums, StudyInput, StudySteps } from './study.ts'
import { findAt, levelOf, type StudyBase, type StudyLevel } from './studyLevel.ts'
import { mainRings } from './studyScales.ts'

export interface StepResult {
  /** Sums `cell * count + step`. */
  readonly values: Float64Array
  /** -1, 0, 1: cold, nothing, hot at the confidence asked for. */
  readonly hotness: Int8Array
  /** Index in emergingPatterns. */
  readonly pattern: Uint8Array
}

/** The sums of a level by step. */
function stepCounts({ cells, parent }: StudyLevel, base: StudyBase, steps: StudySteps): Int32Array {
  const counts = new Int32Array(cells.length * steps.count)
  let at = 0
  for (let index = 0; index < steps.cells.length; index += 1) {
    while (at < base.cells.length && (base.cells[at] as bigint) < (steps.cells[index] as bigint)) at += 1
    const own = base.cells[at] === steps.cells[index] ? (parent[at] as number) : -1
    if (own === -1) continue
    const bin = own * steps.count + (steps.steps[index] as number)
    counts[bin] = (counts[bin] as number) + (steps.values[index] as number)
  }
  return counts
}

/** What emerges in a level over the steps, of the sums as counted; nothing where there is too little to tell anything. */
export function runSteps(
  level: StudyLevel,
  base: StudyBase,
  steps: StudySteps,
  { alpha, tooFew }: { readonly alpha: number; readonly tooFew: boolean },
): StepResult {
  const counts = stepCounts(level, base, steps)
  const values = Float64Array.from(counts)
  const cells = level.cells.length
  if (tooFew) return { values, hotness: new Int8Array(counts.length), pattern: new Uint8Array(cells) }
  const weights = includeSelf(h3Weights(level.cells, 1))
  const { pattern, hotness } = emergingHotSpots({ values: counts, steps: steps.count, weights }, { alpha })
  return { values, hotness, pattern }
}

/** What became of each cell of a level since the earlier period: its sums as counted, where either is hot. */
export function runChange(
  level: StudyLevel,
  base: StudyBase,
  earlier: CellSums,
  now: HotSpots,
  input: StudyInput,
): Uint8Array {
  const values = spreadOver(base.cells, earlier.cells, earlier.values)
  const before = levelOf({ ...base, values }, level.resolution)
  const then = findAt(before, input, mainRings)
  const changes = changesOf({
    weights: includeSelf(h3Weights(level.cells, 1)),
    before: before.values,
    now: level.values,
    wasHot: then.class.map((hot) => Number(hot > 0)),
    isHot: now.class.map((hot) => Number(hot > 0)),
    alpha: input.alpha,
  })
  return Uint8Array.from(changes, (id) => hotSpotChanges.findIndex((change) => change.id === id))
}
