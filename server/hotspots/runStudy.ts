import { globalEmpiricalBayes } from '../analysis/empiricalBayes.ts'
import { momentsOf } from '../analysis/giStar.ts'
import type { HotSpots } from '../analysis/hotSpots.ts'
import { chooseResolution, type ResolutionChoice } from './chooseResolution.ts'
import type { StudyInput, StudyStage } from './study.ts'
import { baseOf, findAt, levelOf, type StudyLevel } from './studyLevel.ts'
import { mainRings, ownScale, persistenceOf, scaleAt, type ScaleResult } from './studyScales.ts'
import { type StudySummary, summarise } from './studySummary.ts'
import { runChange, runSteps, type StepResult } from './studyTime.ts'
import { windowTotals } from './windowTotals.ts'

/** An analysis; one entry a cell in every array, cells rising. */
export interface StudyOutput {
  readonly resolution: number
  readonly choice: ResolutionChoice
  readonly cells: BigUint64Array
  /** Sums as they were counted. */
  readonly counts: Float64Array
  /** What is shown: the counts, or, for a rate, what empirical Bayes makes of it, per 1,000 of the denominator. */
  readonly values: Float64Array
  readonly exposures: Float64Array | null
  readonly areas: Float64Array
  /** `localSum` and `expected` are counts, whatever was tested. */
  readonly spots: Pick<HotSpots, 'facts' | 'neighbors' | 'localSum' | 'expected' | 'z' | 'p' | 'q' | 'class' | 'ring'>
  /** Sum of what lies in cells that could not be compared: on the outline, or without enough of a denominator. */
  readonly leftOut: number
  /** 0..1 over all scales; 0 for a cell that is not significant. */
  readonly persistence: Float32Array
  readonly scales: readonly ScaleResult[]
  readonly steps: StepResult | null
  /** Index in hotSpotChanges; null without an earlier period. */
  readonly change: Uint8Array | null
  readonly summary: StudySummary
}

/** Over so many cells the result has to be enough: neighbouring resolutions are left out. */
const scaleCellLimit = 120_000
/** Rates are told for so many of the denominator. */
export const shownRate = 1000

const scaled = (values: Float64Array, unit: number): Float64Array =>
  unit === 1 ? values : values.map((value) => value * unit)

function shownValues({ values, exposures }: StudyLevel, unit: number): Float64Array {
  if (!exposures) return scaled(values, unit)
  return globalEmpiricalBayes(values, exposures).estimate.map((rate) => rate * shownRate)
}

/** The verdicts with the numbers behind them as people count them; sums that a cell would need are told only of counts. */
function spotsInUnits(spots: HotSpots, level: StudyLevel, unit: number): StudyOutput['spots'] {
  const { facts, neighbors, z, p, q, class: classes, ring } = spots
  const { sum, expected } = windowTotals(spots, level)
  const { mean, variance } = momentsOf(level.values)
  const asCounted = level.exposures === null && facts.areaRatio === 1
  return {
    facts: {
      ...facts,
      total: level.values.reduce((all, value) => all + value, 0) * unit,
      mean: mean * unit,
      standardDeviation: Math.sqrt(variance) * unit,
      neededSum: asCounted ? scaled(facts.neededSum, unit) : facts.neededSum.map(() => NaN),
    },
    neighbors,
    z,
    p,
    q,
    class: classes,
    ring,
    localSum: scaled(sum, unit),
    expected: scaled(expected, unit),
  }
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/** Runs one analysis from sums to verdicts; pure, meant for a thread. `enter` is told of each stage and its share. */
export function runStudy(input: StudyInput, enter: (stage: StudyStage, share: number) => void = () => {}): StudyOutput {
  const { alpha, baseResolution, candidates, earlier, unit } = input
  const base = baseOf(input)
  enter('testing', 0.1)
  const levels = new Map<number, StudyLevel>()
  const levelAt = (level: number): StudyLevel => {
    const known = levels.get(level) ?? levelOf(base, level)
    levels.set(level, known)
    return known
  }
  const choice = chooseResolution(candidates, levelAt)
  const { resolution } = choice
  const main = levelAt(resolution)
  const spots = findAt(main, input, mainRings)
  const tooFew = spots.facts.tooFew !== null
  const scales = [ownScale(resolution, spots)]
  if (!tooFew && base.cells.length <= scaleCellLimit) {
    for (const other of [resolution - 1, resolution + 1].filter((near) => near <= baseResolution)) {
      enter('scales', other < resolution ? 0.5 : 0.6)
      scales.push(scaleAt(main, levelAt(other), spots.class, input))
    }
  }
  if (input.steps) enter('trend', 0.75)
  const steps = input.steps && runSteps(main, base, input.steps, { alpha, tooFew })
  if (earlier) enter('comparing', 0.9)
  const study = {
    resolution,
    choice,
    cells: main.cells,
    counts: scaled(main.values, unit),
    values: shownValues(main, unit),
    exposures: main.exposures,
    areas: main.areas,
    spots: spotsInUnits(spots, main, unit),
    leftOut: (total(input.values.values) - total(main.values)) * unit,
    persistence: persistenceOf(scales, main.cells.length),
    scales,
    steps: steps && { ...steps, values: scaled(steps.values, unit) },
    change: earlier && (tooFew ? new Uint8Array(main.cells.length) : runChange(main, base, earlier, spots, input)),
  }
  return { ...study, summary: summarise(study) }
}
