import { globalEmpiricalBayes } from '../analysis/empiricalBayes.ts'
import { rollUp } from '../analysis/h3Parents.ts'
import { shownRate, type StudyOutput } from './runStudy.ts'

/** What tiles and lists show of cells, at the resolution of the analysis or, generalised, at a coarser one. */
export interface DisplayCells {
  readonly resolution: number
  readonly generalised: boolean
  /** Rising. */
  readonly cells: BigUint64Array
  readonly counts: Float64Array
  /** Denominators of a rate; null for counts. */
  readonly exposures: Float64Array | null
  readonly values: Float64Array
  readonly areas: Float64Array
  readonly class: Int8Array
  readonly q: Float64Array
  readonly z: Float64Array
  readonly persistence: Float32Array
  readonly pattern: Uint8Array | null
  readonly change: Uint8Array | null
  /** Significant cells that a generalised one stands for. */
  readonly hot: Int32Array
  readonly cold: Int32Array
  readonly steps: { readonly count: number; readonly values: Float64Array; readonly hotness: Int8Array } | null
}

function wholeCells(study: StudyOutput): DisplayCells {
  const { spots, steps, cells } = study
  return {
    resolution: study.resolution,
    generalised: false,
    cells,
    counts: study.counts,
    exposures: study.exposures,
    values: study.values,
    areas: study.areas,
    class: spots.class,
    q: spots.q,
    z: spots.z,
    persistence: study.persistence,
    pattern: steps && steps.pattern,
    change: study.change,
    hot: Int32Array.from(spots.class, (level) => Number(level > 0)),
    cold: Int32Array.from(spots.class, (level) => Number(level < 0)),
    steps: steps && { count: steps.values.length / Math.max(1, cells.length), ...steps },
  }
}

/** Index of the finer cell that stands for each coarser one: the most significant, hot before cold, then the rarest. */
function leaders(fine: DisplayCells, parent: Int32Array, count: number): Int32Array {
  const leader = new Int32Array(count).fill(-1)
  const stronger = (a: number, b: number): boolean => {
    const [levelA, levelB] = [fine.class[a] as number, fine.class[b] as number]
    if (Math.abs(levelA) !== Math.abs(levelB)) return Math.abs(levelA) > Math.abs(levelB)
    if (levelA !== levelB) return levelA > levelB
    return (fine.q[a] as number) < (fine.q[b] as number)
  }
  parent.forEach((into, cell) => {
    const known = leader[into] as number
    if (known === -1 || stronger(cell, known)) leader[into] = cell
  })
  return leader
}

function summed<Values extends Float64Array | Int32Array>(values: Values, parent: Int32Array, into: Values): Values {
  for (let cell = 0; cell < parent.length; cell += 1) {
    into[parent[cell] as number] = (into[parent[cell] as number] as number) + (values[cell] as number)
  }
  return into
}

function generalise(fine: DisplayCells, resolution: number): DisplayCells {
  const { cells, parent } = rollUp(fine.cells, resolution)
  const leader = leaders(fine, parent, cells.length)
  const counts = summed(fine.counts, parent, new Float64Array(cells.length))
  const exposures = fine.exposures && summed(fine.exposures, parent, new Float64Array(cells.length))
  const led = <Values extends Float64Array | Float32Array | Int8Array | Uint8Array>(values: Values): Values =>
    (values.constructor as unknown as { from(source: Int32Array, map: (cell: number) => number): Values }).from(
      leader,
      (cell) => values[cell] as number,
    )
  const stepCount = fine.steps?.count ?? 0
  const stepParent = Int32Array.from({ length: parent.length * stepCount }, (_, bin) => {
    return (parent[Math.floor(bin / stepCount)] as number) * stepCount + (bin % stepCount)
  })
  return {
    resolution,
    generalised: true,
    cells,
    counts,
    exposures,
    values: exposures ? globalEmpiricalBayes(counts, exposures).estimate.map((rate) => rate * shownRate) : counts,
    areas: summed(fine.areas, parent, new Float64Array(cells.length)),
    class: led(fine.class),
    q: led(fine.q),
    z: led(fine.z),
    persistence: led(fine.persistence),
    pattern: fine.pattern && led(fine.pattern),
    change: fine.change && led(fine.change),
    hot: summed(fine.hot, parent, new Int32Array(cells.length)),
    cold: summed(fine.cold, parent, new Int32Array(cells.length)),
    steps: fine.steps && {
      count: stepCount,
      values: summed(fine.steps.values, stepParent, new Float64Array(cells.length * stepCount)),
      hotness: Int8Array.from({ length: cells.length * stepCount }, (_, bin) => {
        const cell = leader[Math.floor(bin / stepCount)] as number
        return fine.steps?.hotness[cell * stepCount + (bin % stepCount)] as number
      }),
    },
  }
}

const levels = new WeakMap<StudyOutput, Map<number, DisplayCells>>()

/** The cells of an analysis at a resolution not finer than its own; made once. */
export function displayCells(study: StudyOutput, resolution: number): DisplayCells {
  const known = levels.get(study) ?? new Map<number, DisplayCells>()
  levels.set(study, known)
  const whole = known.get(study.resolution) ?? wholeCells(study)
  known.set(study.resolution, whole)
  const asked = known.get(resolution) ?? generalise(whole, resolution)
  known.set(resolution, asked)
  return asked
}
