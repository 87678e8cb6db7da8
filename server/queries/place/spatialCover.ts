import { cellToBoundary, cellToChildren, getRes0Cells } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import type { PlaceShape } from './placeShape.ts'

/** Resolution of the cells that records carry. */
export const recordResolution = 12
/** How many cells may lie across the outline; more make the cover finer and the statement longer. */
const maxBoundaryCells = 1000
/** Interior cells are told in up to three resolutions, this far apart. */
const resolutionStep = 2
const levelCount = 3
/**
 * The descendants of a cell reach over its outline. H3 itself scales a cell's box by 1.4 to hold all of them (its
 * CHILD_SCALE_FACTOR, found by exhaustive test); this is a little more.
 */
const descendantScale = 1.5

/** Cells of one resolution. */
export interface CellLevel {
  readonly resolution: number
  readonly cells: readonly bigint[]
}

/** A shape as H3 cells: records in `interior` are in it, those in `boundary` have to be tested, all others are not. */
export interface SpatialCover {
  readonly interior: readonly CellLevel[]
  readonly boundary: CellLevel
}

/** A box that holds every point whose cell at a finer resolution descends from this cell. */
export function descendantBox(cell: string): Bbox {
  const corners = cellToBoundary(cell)
  const lats = corners.map(([lat]) => lat)
  const lngs = corners.map(([, lng]) => lng)
  let [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lngs), Math.max(...lngs)]
  const tall = ((north - south) * (descendantScale - 1)) / 2
  const wide = ((east - west) * (descendantScale - 1)) / 2
  south -= tall
  north += tall
  // Across the antimeridian, or near a pole, where a box of degrees says little.
  if (east - west > 180 || north > 85 || south < -85)
    return [-180, south < 0 ? -90 : south, 180, north > 0 ? 90 : north]
  return [west - wide, south, east + wide, north]
}

export const cellNumber = (cell: string): bigint => BigInt(`0x${cell}`)

/** Resolution at which interior cells of `resolution` are told: one of the few levels below `finest`. */
function levelOf(resolution: number, finest: number): number {
  const coarsest = Math.max(finest % resolutionStep, finest - resolutionStep * (levelCount - 1))
  return Math.max(coarsest, finest - resolutionStep * Math.floor((finest - resolution) / resolutionStep))
}

function levelsOf(found: readonly (readonly string[])[], finest: number): CellLevel[] {
  const levels = new Map<number, bigint[]>()
  found.forEach((cells, resolution) => {
    const level = levelOf(resolution, finest)
    const list = levels.get(level) ?? []
    for (const cell of cells) list.push(...cellToChildren(cell, level).map(cellNumber))
    levels.set(level, list)
  })
  return [...levels].filter(([, cells]) => cells.length > 0).map(([resolution, cells]) => ({ resolution, cells }))
}

/** Covers a shape from the coarsest cells down, until enough cells lie across its outline. */
export function spatialCover(shape: PlaceShape): SpatialCover {
  const found: string[][] = []
  let candidates = getRes0Cells()
  for (let resolution = 0; ; resolution += 1) {
    const interior: string[] = []
    const crossing: string[] = []
    for (const cell of candidates) {
      const relation = shape.relate(descendantBox(cell))
      if (relation === 'inside') interior.push(cell)
      else if (relation === 'crossing') crossing.push(cell)
    }
    found.push(interior)
    if (crossing.length === 0 || crossing.length > maxBoundaryCells || resolution === recordResolution) {
      const boundary = { resolution, cells: crossing.map(cellNumber) }
      return { interior: levelsOf(found, resolution), boundary }
    }
    candidates = crossing.flatMap((cell) => cellToChildren(cell, resolution + 1))
  }
}

const clearResolution = ~(15n << 52n)
const setResolution = (resolution: number): bigint =>
  (BigInt(resolution) << 52n) | ((1n << BigInt(3 * (15 - resolution))) - 1n)

/** The parent of a cell at a resolution: design of the H3 index, plain integer arithmetic. */
export function parentNumber(cell: bigint, resolution: number): bigint {
  return (cell & clearResolution) | setResolution(resolution)
}

/** SQL of the parent of column `h3`, like `parentNumber`. */
export function parentCell(resolution: number): string {
  return `((h3 & ${clearResolution}) | ${setResolution(resolution)})`
}

/** The first and the last index at `recordResolution` below a cell. */
export function descendantRange(cell: bigint, resolution: number): readonly [bigint, bigint] {
  const base = (cell & clearResolution) | (BigInt(recordResolution) << 52n)
  const free = ((1n << BigInt(3 * (recordResolution - resolution))) - 1n) << BigInt(3 * (15 - recordResolution))
  return [base & ~free, (base & ~free) | (free & ~0n)]
}
