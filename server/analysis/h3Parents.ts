import { cellArea, cellToParent } from 'h3-js'
import { cellName } from './h3Rings.ts'

const resolutionBits = 52n
const digitsBelow = (resolution: number): bigint => (1n << BigInt(3 * (15 - resolution))) - 1n

/** Resolution of an H3 cell. */
export const resolutionOf = (cell: bigint): number => Number((cell >> resolutionBits) & 15n)

/** The cell that holds a cell at a coarser resolution: plain arithmetic on the index. */
export function parentOf(cell: bigint, resolution: number): bigint {
  return (cell & ~(15n << resolutionBits)) | (BigInt(resolution) << resolutionBits) | digitsBelow(resolution)
}

/** Cells of a coarser resolution, and which of them each finer cell lies in. */
export interface RolledUp {
  /** Rising, without repeats. */
  readonly cells: BigUint64Array
  /** One entry a finer cell: index into `cells`. */
  readonly parent: Int32Array
}

/** Groups rising cells by their parents; the order of an index is that of its digits, so parents rise too. */
export function rollUp(cells: BigUint64Array, resolution: number): RolledUp {
  const parents = new BigUint64Array(cells.length)
  const parent = new Int32Array(cells.length)
  let count = 0
  let last = 0n
  for (let index = 0; index < cells.length; index += 1) {
    const up = parentOf(cells[index] as bigint, resolution)
    if (count > 0 && up < last) throw new RangeError('cells have to rise')
    if (count === 0 || up !== last) parents[count++] = up
    last = up
    parent[index] = count - 1
  }
  return { cells: parents.slice(0, count), parent }
}

/** Sums of finer cells by the cell they lie in; those whose parent is -1 are left out. */
export function sumUp({ cells, parent }: RolledUp, values: Float64Array): Float64Array {
  const sums = new Float64Array(cells.length)
  for (let index = 0; index < values.length; index += 1) {
    const into = parent[index] as number
    if (into >= 0) sums[into] = (sums[into] as number) + (values[index] as number)
  }
  return sums
}

/** The values of some cells put beside all cells of a study area, both rising; 0 for a cell without, others are dropped. */
export function spreadOver(area: BigUint64Array, cells: BigUint64Array, values: Float64Array): Float64Array {
  const spread = new Float64Array(area.length)
  for (let at = 0, index = 0; index < cells.length; index += 1) {
    while (at < area.length && (area[at] as bigint) < (cells[index] as bigint)) at += 1
    if (area[at] === cells[index]) spread[at] = values[index] as number
  }
  return spread
}

/** Levels between a cell and the one whose area stands for it: areas change by less than 1 % within it. */
const areaLevels = 2

/** Square kilometres of rising cells of one resolution; 1.97x from the smallest to the largest inside China. */
export function cellAreas(cells: BigUint64Array): Float64Array {
  if (cells.length === 0) return new Float64Array(0)
  const resolution = resolutionOf(cells[0] as bigint)
  const level = Math.max(0, resolution - areaLevels)
  const { cells: wide, parent } = rollUp(cells, level)
  const children = 7 ** (resolution - level)
  const areas = Float64Array.from(wide, (cell) => cellArea(cellName(cell), 'km2') / children)
  return Float64Array.from(parent, (index) => areas[index] as number)
}

/** Name of the parent of a named cell; null when the cell is coarser. */
export function parentName(cell: string, resolution: number): string | null {
  return resolutionOf(BigInt(`0x${cell}`)) < resolution ? null : cellToParent(cell, resolution)
}
