import { bitCount, type HotSpots } from '../analysis/hotSpots.ts'
import { parentOf } from '../analysis/h3Parents.ts'
import type { StudyInput } from './study.ts'
import { findAt, type StudyLevel } from './studyLevel.ts'

/** One resolution that persistence is counted over, and how every cell of the study does at it. */
export interface ScaleResult {
  readonly resolution: number
  /** How many rings were tried, each alone. */
  readonly rings: number
  /** By cell the rings at which it is significant with the sign of its class: bit i for ring i + 1. */
  readonly held: Uint8Array
  readonly p: Float32Array
}

/** Rings of the resolution of the result, and of its neighbours. */
export const mainRings = 3
const otherRings = 2

/** The result itself as a scale. */
export const ownScale = (resolution: number, { held, p }: HotSpots): ScaleResult => ({
  resolution,
  rings: mainRings,
  held,
  p: Float32Array.from(p),
})

/** Index of a cell by id. */
const indexById = (cells: BigUint64Array): Map<bigint, number> =>
  new Map(Array.from(cells, (cell, index) => [cell, index]))

/** For each cell of the result the one that stands for it elsewhere: its parent, or its child with the most; -1 for none. */
function standIns(main: StudyLevel, other: StudyLevel): Int32Array {
  const stand = new Int32Array(main.cells.length).fill(-1)
  if (other.resolution < main.resolution) {
    const known = indexById(other.cells)
    main.cells.forEach((cell, index) => (stand[index] = known.get(parentOf(cell, other.resolution)) ?? -1))
    return stand
  }
  const known = indexById(main.cells)
  other.cells.forEach((cell, index) => {
    const own = known.get(parentOf(cell, main.resolution))
    if (own === undefined) return
    const best = stand[own] as number
    if (best === -1 || (other.values[index] as number) > (other.values[best] as number)) stand[own] = index
  })
  return stand
}

/** How the cells of the result do at another resolution; `classes` are those of the result. */
export function scaleAt(main: StudyLevel, other: StudyLevel, classes: Int8Array, input: StudyInput): ScaleResult {
  const spots = findAt(other, input, otherRings)
  const held = new Uint8Array(main.cells.length)
  const p = new Float32Array(main.cells.length).fill(NaN)
  standIns(main, other).forEach((there, own) => {
    if (there === -1) return
    p[own] = spots.p[there] as number
    const sign = Math.sign(classes[own] as number)
    if (sign !== 0 && Math.sign(spots.class[there] as number) === sign) held[own] = spots.held[there] as number
  })
  return { resolution: other.resolution, rings: otherRings, held, p }
}

/** How many settings, a resolution and a ring each, there are. */
export const settingCount = (scales: readonly ScaleResult[]): number =>
  scales.reduce((sum, { rings }) => sum + rings, 0)

/** Share of all settings at which each cell holds. */
export function persistenceOf(scales: readonly ScaleResult[], cells: number): Float32Array {
  const settings = settingCount(scales)
  return Float32Array.from({ length: cells }, (_, cell) => {
    return scales.reduce((sum, { held }) => sum + bitCount(held[cell] as number), 0) / settings
  })
}
