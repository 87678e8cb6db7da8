import { type SumTest, sumP } from './exactPermutation.ts'
import type { CellRings } from './h3Rings.ts'

/** Sums and sizes of the windows around every cell: index 0 is the cell alone, index r all cells within r steps. */
export interface WindowSums {
  readonly sums: readonly Float64Array[]
  readonly sizes: readonly Int32Array[]
}

/** A group of cells that together are beyond chance: a window, or what earlier ones left of it. */
export interface HotSpotPiece {
  readonly center: number
  readonly ring: number
  readonly cells: Int32Array
  readonly sum: number
  /** Two-sided p of the window and of its part alone, whichever is greater. */
  readonly p: number
  /** Smallest false discovery rate, counted over pieces, at which the piece stands. */
  readonly q: number
}

/** A window and its two-sided p. */
export interface TestedWindow {
  readonly p: number
  readonly ring: number
  readonly center: number
}

/** Adds up ring after ring. */
export function windowSums({ count, rings }: CellRings, values: Float64Array): WindowSums {
  const sums = [values]
  const sizes = [new Int32Array(count).fill(1)]
  for (const { start, neighbor } of rings) {
    const sum = Float64Array.from(sums.at(-1) as Float64Array)
    const size = Int32Array.from(sizes.at(-1) as Int32Array)
    for (let cell = 0; cell < count; cell += 1) {
      const end = start[cell + 1] as number
      let total = 0
      for (let at = start[cell] as number; at < end; at += 1) total += values[neighbor[at] as number] as number
      sum[cell] = (sum[cell] as number) + total
      size[cell] = (size[cell] as number) + end - (start[cell] as number)
    }
    sums.push(sum)
    sizes.push(size)
  }
  return { sums, sizes }
}

/** The cell and all within `ring` steps of it. */
export function windowCells({ rings }: CellRings, center: number, ring: number): number[] {
  const cells = [center]
  for (const { start, neighbor } of rings.slice(0, ring)) {
    for (let at = start[center] as number; at < (start[center + 1] as number); at += 1)
      cells.push(neighbor[at] as number)
  }
  return cells
}

/** Windows that Benjamini-Hochberg over all windows would keep: no piece can come of any other. */
function candidates(windows: WindowSums, ringsUsed: readonly number[], test: SumTest, alpha: number): TestedWindow[] {
  const found: TestedWindow[] = []
  const tests = ringsUsed.length * (windows.sums[0] as Float64Array).length
  for (const ring of ringsUsed) {
    const sums = windows.sums[ring] as Float64Array
    const sizes = windows.sizes[ring] as Int32Array
    for (let center = 0; center < sums.length; center += 1) {
      const p = sumP(test, sizes[center] as number, sums[center] as number)
      if (p <= alpha) found.push({ p, ring, center })
    }
  }
  found.sort((a, b) => a.p - b.p || b.ring - a.ring || a.center - b.center)
  const kept = found.findLastIndex(({ p }, index) => p <= (alpha * (index + 1)) / tests)
  return found.slice(0, kept + 1)
}

/**
 * Finds the groups of cells whose sum chance does not explain, at a scale that each chooses itself: windows of all rings
 * are tested, the rarest is kept with its cells, then the rarest among what is left, and so on. A window that shares cells
 * with an earlier one must stand by its other cells alone. The false discovery rate is controlled over these groups: with
 * m found, each has p <= alpha m / (windows tested). Where nothing is hot this is Bonferroni over all windows, so that at
 * most `alpha` of such maps show anything; where something is, overlapping windows on it do not buy leave for false ones
 * elsewhere, as they do when Benjamini-Hochberg counts windows.
 */
export function findPieces(
  rings: CellRings,
  values: Float64Array,
  windows: WindowSums,
  ringsUsed: readonly number[],
  test: SumTest,
  alpha: number,
): HotSpotPiece[] {
  const tests = ringsUsed.length * rings.count
  const taken = new Uint8Array(rings.count)
  const free = (cell: number) => taken[cell] === 0
  const pieces: HotSpotPiece[] = []
  let waiting = candidates(windows, ringsUsed, test, alpha)
  for (let before = -1; before !== pieces.length;) {
    before = pieces.length
    waiting = waiting.filter((candidate) => {
      const piece = windowPart(rings, values, test, candidate, free)
      if (piece === null) return false
      if (piece.p > (alpha * (pieces.length + 1)) / tests) return true
      for (const cell of piece.cells) taken[cell] = 1
      pieces.push(piece)
      return false
    })
  }
  return withRates(pieces, tests)
}

/** The part of a window that `free` lets through, tested as one; null when nothing is left. */
export function windowPart(
  rings: CellRings,
  values: Float64Array,
  test: SumTest,
  { p, ring, center }: TestedWindow,
  free: (cell: number) => boolean,
): HotSpotPiece | null {
  const cells = Int32Array.from(windowCells(rings, center, ring).filter(free))
  if (cells.length === 0) return null
  const sum = cells.reduce((total, cell) => total + (values[cell] as number), 0)
  return { center, ring, cells, sum, p: Math.max(p, sumP(test, cells.length, sum)), q: 1 }
}

/** The pieces by rising p, with Benjamini-Hochberg's q over them. */
function withRates(pieces: readonly HotSpotPiece[], tests: number): HotSpotPiece[] {
  const sorted = pieces.toSorted((a, b) => a.p - b.p)
  let q = 1
  return sorted
    .map((piece, index) => ({ piece, index }))
    .reverse()
    .map(({ piece, index }) => {
      q = Math.min(q, (piece.p * tests) / (index + 1))
      return { ...piece, q }
    })
    .reverse()
}
