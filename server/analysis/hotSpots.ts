import { type HotSpotPiece, windowSums } from './adaptiveRings.ts'
import { type SumTest, neededSum, prepareSumTest, smallestP } from './exactPermutation.ts'
import { type Moments, momentsOf } from './giStar.ts'
import { type CellRings, h3CellRings } from './h3Rings.ts'
import {
  type HotSpotMethod,
  type PreparedTest,
  type Verdicts,
  classesOf,
  ringsHeld,
  testAdaptively,
  testRing,
  untested,
} from './hotSpotVerdicts.ts'
import type { Checkpoint } from './spatialWeights.ts'
import { type TooFew, findTooFew } from './tooFew.ts'
import type { SumMethod } from './valueLattice.ts'

export interface HotSpotInput {
  /** The whole study area, empty cells too: they decide the mean. One resolution, no cell twice. */
  readonly cells: BigUint64Array
  /** One finite number a cell: counts, points, or an empirical Bayes index. */
  readonly values: Float64Array
  /** Square kilometres of each cell; when given, values are put on a cell of mean area before they are compared. */
  readonly areas?: Float64Array
  /** `adaptive`: windows of all rings, each group of cells at its own scale. `exact`: one ring, classic Gi*. */
  readonly method?: HotSpotMethod
  /** Ring of `exact`. */
  readonly ring?: number
  /** Largest ring of `adaptive`, and of the persistence of both. */
  readonly rings?: number
  /** Greatest false discovery rate at which a cell has a class other than 0. */
  readonly alpha?: number
  readonly checkpoint?: Checkpoint
}

/** What holds for the analysis as a whole. */
export interface HotSpotFacts {
  readonly method: HotSpotMethod
  /** How the null distribution was found; none of them draws random numbers. */
  readonly sumMethod: SumMethod | null
  readonly cells: number
  readonly total: number
  readonly mean: number
  /** Population standard deviation. */
  readonly standardDeviation: number
  readonly ring: number
  readonly rings: number
  readonly alpha: number
  /** Windows tested. */
  readonly tests: number
  /** The largest p, as given per cell, that is significant at `alpha`. */
  readonly criticalP: number
  /** By number of cells: the smallest sum that is significant at `alpha`; NaN when none is, and for no cells. */
  readonly neededSum: Float64Array
  /** Largest over smallest cell area; 1 when values were not adjusted by it. */
  readonly areaRatio: number
  readonly tooFew: TooFew | null
}

/** One entry a cell in every array, in the order of the cells. */
export interface HotSpots {
  readonly facts: HotSpotFacts
  /** The values compared: adjusted by area if asked. */
  readonly value: Float64Array
  /** How many cells of the study area the test of this cell summed up, and their sum. */
  readonly neighbors: Int32Array
  readonly localSum: Float64Array
  /** What chance would give in as many cells. */
  readonly expected: Float64Array
  /** Gi* of that sum; NaN where undefined. */
  readonly z: Float64Array
  /** Two-sided exact p, corrected for the choice of ring; NaN when there is too little. */
  readonly p: Float64Array
  readonly q: Float64Array
  /** -3..3: cold or hot at 90, 95, 99 %, never beyond `alpha`. */
  readonly class: Int8Array
  /** Share of the rings 1 .. `rings`, each taken alone, at which the cell has a class of the same sign. */
  readonly persistence: Float64Array
  /** The same by ring: bit i for ring i + 1. */
  readonly held: Uint8Array
  /** Ring of the window that decided. */
  readonly ring: Int8Array
  /** Index into `pieces`; -1 for a cell of none, and always with `exact`. */
  readonly piece: Int32Array
  readonly pieces: readonly HotSpotPiece[]
  /** Who neighbours whom: whoever sums up something else in the same windows need not ask again. */
  readonly cellRings: CellRings
}

const defaults = { method: 'adaptive', ring: 1, rings: 3, alpha: 0.05, checkpoint: () => {} } as const
type Settings = Required<Omit<HotSpotInput, 'areas'>> & Pick<HotSpotInput, 'areas'>

/**
 * Finds the H3 cells whose surroundings hold more, or less, than chance explains. The null is that the values of the study
 * area are dealt to its cells at random; p is exact for counts (see `prepareSumTest`), so it holds for sparse and for
 * clumped counts alike, where the usual normal Gi* does not. `adaptive` (see `findPieces`) finds three to five times more
 * of a planted concentration than one ring does, at the same rate of false alarms. With too little to say anything no cell
 * has a class and `facts.tooFew` tells why.
 */
export function findHotSpots(input: HotSpotInput): HotSpots {
  const settings = { ...defaults, ...input }
  checkInput(settings)
  const { cells, method, ring, alpha, checkpoint } = settings
  const values = adjustByArea(settings.values, input.areas)
  const moments = momentsOf(values)
  const cellRings = h3CellRings(cells, Math.max(settings.rings, ring), checkpoint)
  const windows = windowSums(cellRings, values)
  checkpoint()
  const tooFew = findTooFew(settings.values, momentsOf(settings.values))
  if (tooFew) return describe(settings, values, moments, { verdicts: untested(windows, ring), cellRings, tooFew })
  const largest = (windows.sizes.at(-1) as Int32Array).reduce((most, size) => Math.max(most, size), 1)
  const prepared: PreparedTest = {
    cellRings,
    values,
    windows,
    test: prepareSumTest(values, largest),
    alpha,
    checkpoint,
  }
  const ringsUsed = Array.from({ length: settings.rings }, (_, index) => index + 1)
  const verdicts = method === 'adaptive' ? testAdaptively(prepared, ringsUsed) : testRing(prepared, ring)
  const held = ringsHeld(prepared, ringsUsed, method, verdicts)
  return describe(settings, values, moments, { verdicts, held, cellRings, test: prepared.test, tooFew: null })
}

/** What is known once the cells are tested, or that they were not. */
interface Outcome {
  readonly verdicts: Verdicts
  readonly cellRings: CellRings
  readonly tooFew: TooFew | null
  readonly test?: SumTest
  readonly held?: Uint8Array
}

function describe(settings: Settings, value: Float64Array, moments: Moments, outcome: Outcome): HotSpots {
  const { verdicts, test } = outcome
  const { mean, variance } = moments
  const n = value.length
  const expected = Float64Array.from(verdicts.neighbors, (size) => size * mean)
  const z = verdicts.localSum.map((sum, cell) => {
    const size = verdicts.neighbors[cell] as number
    const spread = (variance * size * (n - size)) / (n - 1)
    return spread > 0 ? (sum - size * mean) / Math.sqrt(spread) : NaN
  })
  const powerless = test !== undefined && verdicts.criticalP / verdicts.ringsTried < smallestP(test)
  const { method, ring, rings, alpha, areas } = settings
  const held = outcome.held ?? new Uint8Array(n)
  return {
    facts: {
      method,
      ring,
      rings,
      alpha,
      mean,
      cells: n,
      total: value.reduce((sum, each) => sum + each, 0),
      standardDeviation: Math.sqrt(variance),
      sumMethod: test?.method ?? null,
      tests: verdicts.tests,
      criticalP: verdicts.criticalP,
      neededSum: neededSums(verdicts, test),
      areaRatio: areas ? spreadOf(areas) : 1,
      tooFew: outcome.tooFew ?? (powerless ? 'power' : null),
    },
    value,
    neighbors: verdicts.neighbors,
    localSum: verdicts.localSum,
    expected,
    z,
    p: verdicts.p,
    q: verdicts.q,
    class: classesOf(verdicts, expected, alpha),
    held,
    persistence: Float64Array.from(held, (mask) => bitCount(mask) / rings),
    ring: verdicts.ring,
    piece: verdicts.piece,
    pieces: verdicts.pieces,
    cellRings: outcome.cellRings,
  }
}

/** How many bits of a mask are set. */
export function bitCount(mask: number): number {
  let count = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) count += 1
  return count
}

const spreadOf = (areas: Float64Array) =>
  areas.reduce((most, area) => Math.max(most, area), 0) / areas.reduce((least, area) => Math.min(least, area), Infinity)

function neededSums({ criticalP, ringsTried }: Verdicts, test: SumTest | undefined): Float64Array {
  if (!test) return new Float64Array(0)
  return Float64Array.from(test.tails, (_, cells) => neededSum(test, cells, criticalP / ringsTried) ?? NaN)
}

function checkInput({ cells, values, rings, ring, alpha }: Settings): void {
  if (cells.length !== values.length) throw new RangeError(`${values.length} values for ${cells.length} cells`)
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`value ${bad} is ${values[bad]}, not a finite number`)
  for (const [name, number] of Object.entries({ rings, ring })) {
    if (!Number.isInteger(number) || number < 1 || number > 6) throw new RangeError(`${name} is ${number}, not 1 to 6`)
  }
  if (!(alpha > 0 && alpha <= 0.1)) throw new RangeError(`alpha is ${alpha}, not above 0 and at most 0.1`)
}

function adjustByArea(values: Float64Array, areas: Float64Array | undefined): Float64Array {
  if (!areas) return values
  if (areas.length !== values.length) throw new RangeError(`${areas.length} areas for ${values.length} cells`)
  const meanArea = areas.reduce((sum, area) => sum + area, 0) / areas.length
  return values.map((value, cell) => (value * meanArea) / (areas[cell] as number))
}
