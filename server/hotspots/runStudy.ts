import { hotSpotChanges } from '#model/hotSpot.ts'
import { cellAreas, type RolledUp, rollUp, spreadOver, sumUp } from '../analysis/h3Parents.ts'
import { h3Weights } from '../analysis/h3Rings.ts'
import { findHotSpots, type HotSpots } from '../analysis/hotSpots.ts'
import { empiricalBayesIndex, globalEmpiricalBayes } from '../analysis/empiricalBayes.ts'
import { emergingHotSpots } from '../analysis/emergingHotSpots.ts'
import { includeSelf } from '../analysis/spatialWeights.ts'
import { changesOf } from '../analysis/periodChange.ts'
import { chooseResolution, type ResolutionChoice } from './chooseResolution.ts'

import type { StudyInput, StudyStage, StudySteps } from './study.ts'
import { type StudySummary, summarise } from './studySummary.ts'
import { studyCells } from './studyCells.ts'

/** One setting that persistence is counted over, and how every cell of the study does at it. */
export interface ScaleResult {
  readonly resolution: number
  /** How many rings were tried, each alone. */
  readonly rings: number
  /** At how many of them the cell is significant with the sign it has in the result, or is hot where it has none. */
  readonly held: Uint8Array
  readonly p: Float32Array
}

export interface StepResult {
  /** Sums `cell * count + step`. */
  readonly values: Float64Array
  /** -1, 0, 1: cold, nothing, hot at the confidence asked for. */
  readonly hotness: Int8Array
  /** Index in emergingPatterns. */
  readonly pattern: Uint8Array
}

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
  readonly spots: Pick<HotSpots, 'facts' | 'neighbors' | 'localSum' | 'expected' | 'z' | 'p' | 'q' | 'class' | 'ring'>
  /** 0..1 over all scales. */
  readonly persistence: Float32Array
  readonly scales: readonly ScaleResult[]
  readonly steps: StepResult | null
  /** Index in hotSpotChanges; null without an earlier period. */
  readonly change: Uint8Array | null
  readonly summary: StudySummary
}

/** Cells of one resolution with what is compared in them. */
interface Level {
  readonly resolution: number
  readonly cells: BigUint64Array
  /** From the cells of the base resolution. */
  readonly up: RolledUp
  readonly values: Float64Array
  readonly exposures: Float64Array | null
  /** What is tested: values, or the index of the rates. */
  readonly tested: Float64Array
}

/** Rings of the main result and of the other scales. */
const mainRings = 3
const otherRings = 2
/** Over so many cells the result has to be enough: neighbouring resolutions are left out. */
const scaleCellLimit = 120_000
/** From this ratio of the largest to the smallest cell on, values are put on cells of equal area. */
const areaTolerance = 1.25

interface Base {
  readonly cells: BigUint64Array
  readonly values: Float64Array
  readonly exposures: Float64Array | null
}

function levelOf(base: Base, resolution: number): Level {
  const up = rollUp(base.cells, resolution)
  const values = sumUp(up, base.values)
  const exposures = base.exposures && sumUp(up, base.exposures)
  return {
    resolution,
    cells: up.cells,
    up,
    values,
    exposures,
    tested: exposures ? empiricalBayesIndex(values, exposures) : values,
  }
}

function areasToAdjust(areas: Float64Array, exposures: Float64Array | null): Float64Array | undefined {
  if (exposures || areas.length === 0) return undefined
  let [least, most] = [Infinity, 0]
  for (const area of areas) {
    least = Math.min(least, area)
    most = Math.max(most, area)
  }
  return most / least > areaTolerance ? areas : undefined
}

function findAt(level: Level, input: StudyInput, rings: number): HotSpots {
  const { method, ring, alpha } = input
  const areas = areasToAdjust(cellAreas(level.cells), level.exposures)
  return findHotSpots({ cells: level.cells, values: level.tested, areas, method, ring, rings, alpha })
}

const heldOf = (spots: HotSpots, rings: number): Uint8Array =>
  Uint8Array.from(spots.persistence, (share) => Math.round(share * rings))

/** How the cells of the result do one resolution up or down. */
function scaleAt(main: Level, other: Level, classes: Int8Array, input: StudyInput): ScaleResult {
  const spots = findAt(other, input, otherRings)
  const held = new Uint8Array(main.cells.length)
  const p = new Float32Array(main.cells.length).fill(NaN)
  const theirs = heldOf(spots, otherRings)
  const [finer, coarser] = other.resolution > main.resolution ? [other, main] : [main, other]
  const { parent } = rollUp(finer.cells, coarser.resolution)
  for (let index = 0; index < parent.length; index += 1) {
    const [own, there] = finer === main ? [index, parent[index] as number] : [parent[index] as number, index]
    const itsP = spots.p[there] as number
    if (!((p[own] as number) <= itsP)) p[own] = itsP
    const sign = Math.sign(classes[own] as number) || 1
    if (Math.sign(spots.class[there] as number) === sign)
      held[own] = Math.max(held[own] as number, theirs[there] as number)
  }
  return { resolution: other.resolution, rings: otherRings, held, p }
}

function runSteps(main: Level, base: Base, steps: StudySteps, alpha: number): StepResult {
  const counts = new Int32Array(main.cells.length * steps.count)
  let at = 0
  for (let index = 0; index < steps.cells.length; index += 1) {
    while (at < base.cells.length && (base.cells[at] as bigint) < (steps.cells[index] as bigint)) at += 1
    if (base.cells[at] !== steps.cells[index]) continue
    const bin = (main.up.parent[at] as number) * steps.count + (steps.steps[index] as number)
    counts[bin] = (counts[bin] as number) + (steps.values[index] as number)
  }
  const weights = includeSelf(h3Weights(main.cells, 1))
  const { pattern, hotness } = emergingHotSpots({ values: counts, steps: steps.count, weights }, { alpha })
  return { values: Float64Array.from(counts), hotness, pattern }
}

/** Local sums of the earlier period against those of this one, where either is hot. */
function runChange(main: Level, base: Base, earlier: Float64Array, now: HotSpots, input: StudyInput): Uint8Array {
  const before = levelOf({ ...base, values: earlier }, main.resolution)
  const then = findAt(before, input, mainRings)
  const weights = includeSelf(h3Weights(main.cells, 1))
  const changes = changesOf({
    weights,
    before: before.values,
    now: main.values,
    wasHot: then.class.map((level) => Number(level > 0)),
    isHot: now.class.map((level) => Number(level > 0)),
    alpha: input.alpha,
  })
  return Uint8Array.from(changes, (id) => hotSpotChanges.findIndex((change) => change.id === id))
}

/** Share of all settings at which a cell holds. */
function persistenceOf(scales: readonly ScaleResult[], cells: number): Float32Array {
  const settings = scales.reduce((sum, { rings }) => sum + rings, 0)
  return Float32Array.from({ length: cells }, (_, cell) => {
    const held = scales.reduce((sum, scale) => sum + (scale.held[cell] as number), 0)
    return held / settings
  })
}

function baseOf(input: StudyInput): Base {
  const all = studyCells(input.area, input.baseResolution)
  const exposed = input.exposures && spreadOver(all, input.exposures.cells, input.exposures.values)
  // A rate has no meaning where there is nobody.
  const cells = exposed ? all.filter((_, index) => (exposed[index] as number) > 0) : all
  return {
    cells,
    values: spreadOver(cells, input.values.cells, input.values.values),
    exposures: exposed && exposed.filter((exposure) => exposure > 0),
  }
}

const scaled = (values: Float64Array, unit: number): Float64Array =>
  unit === 1 ? values : values.map((value) => value * unit)

const shownRate = 1000

function shownValues({ values, exposures }: Level, unit: number): Float64Array {
  if (!exposures) return scaled(values, unit)
  return globalEmpiricalBayes(values, exposures).estimate.map((rate) => rate * shownRate)
}

function spotsInUnits(spots: HotSpots, unit: number): StudyOutput['spots'] {
  const { facts, neighbors, localSum, expected, z, p, q, class: classes, ring } = spots
  const { total, mean, standardDeviation, neededSum } = facts
  return {
    facts: {
      ...facts,
      total: total * unit,
      mean: mean * unit,
      standardDeviation: standardDeviation * unit,
      neededSum: scaled(neededSum, unit),
    },
    neighbors,
    z,
    p,
    q,
    class: classes,
    ring,
    localSum: scaled(localSum, unit),
    expected: scaled(expected, unit),
  }
}

/** Runs one analysis from sums to verdicts; pure, meant for a thread. `enter` is told of each stage and its share. */
export function runStudy(input: StudyInput, enter: (stage: StudyStage, share: number) => void = () => {}): StudyOutput {
  const base = baseOf(input)
  enter('testing', 0.1)
  const choice = chooseResolution(input.candidates, (candidate) => levelOf(base, candidate))
  const { resolution } = choice
  const main = levelOf(base, resolution)
  const spots = findAt(main, input, mainRings)
  const scales: ScaleResult[] = [
    {
      resolution,
      rings: mainRings,
      held: heldOf(spots, mainRings),
      p: Float32Array.from(spots.p),
    },
  ]
  if (spots.facts.tooFew === null && base.cells.length <= scaleCellLimit) {
    for (const other of [resolution - 1, resolution + 1].filter((near) => near <= input.baseResolution)) {
      enter('scales', other < resolution ? 0.5 : 0.6)
      scales.push(scaleAt(main, levelOf(base, other), spots.class, input))
    }
  }
  if (input.steps) enter('trend', 0.75)
  const steps = input.steps && runSteps(main, base, input.steps, input.alpha)
  if (input.earlier) enter('comparing', 0.9)
  const earlier = input.earlier && spreadOver(base.cells, input.earlier.cells, input.earlier.values)
  const study = {
    resolution,
    choice,
    cells: main.cells,
    counts: scaled(main.values, input.unit),
    values: shownValues(main, input.unit),
    exposures: main.exposures,
    areas: cellAreas(main.cells),
    spots: spotsInUnits(spots, main.exposures ? 1 : input.unit),
    persistence: persistenceOf(scales, main.cells.length),
    scales,
    steps: steps && { ...steps, values: scaled(steps.values, input.unit) },
    change: earlier && runChange(main, base, earlier, spots, input),
  }
  return { ...study, summary: summarise(study) }
}
