import { type HotSpotPiece, type WindowSums, findPieces, windowPart } from './adaptiveRings.ts'
import { type SumTest, sumP, sumsP } from './exactPermutation.ts'
import { benjaminiHochberg, criticalP, significanceClasses } from './falseDiscovery.ts'
import type { CellRings } from './h3Rings.ts'
import type { Checkpoint } from './spatialWeights.ts'

/** `adaptive`: windows of all rings, each group of cells at its own scale. `exact`: one ring, classic Gi*. */
export type HotSpotMethod = 'adaptive' | 'exact'

/** All that a test of cells needs. */
export interface PreparedTest {
  readonly cellRings: CellRings
  readonly values: Float64Array
  readonly windows: WindowSums
  readonly test: SumTest
  readonly alpha: number
  readonly checkpoint: Checkpoint
}

/** What one way of testing says of every cell. */
export interface Verdicts {
  readonly ring: Int8Array
  readonly neighbors: Int32Array
  readonly localSum: Float64Array
  readonly p: Float64Array
  readonly q: Float64Array
  /** Index into `pieces`, -1 for none. */
  readonly piece: Int32Array
  readonly pieces: readonly HotSpotPiece[]
  readonly tests: number
  readonly ringsTried: number
  /** The largest p that is significant. */
  readonly criticalP: number
}

/** Verdicts of cells that were not tested: p and q are NaN. */
export function untested(windows: WindowSums, ring: number): Verdicts {
  const localSum = Float64Array.from(windows.sums[ring] as Float64Array)
  return {
    ring: new Int8Array(localSum.length).fill(ring),
    neighbors: Int32Array.from(windows.sizes[ring] as Int32Array),
    localSum,
    p: new Float64Array(localSum.length).fill(NaN),
    q: new Float64Array(localSum.length).fill(NaN),
    piece: new Int32Array(localSum.length).fill(-1),
    pieces: [],
    tests: 0,
    ringsTried: 1,
    criticalP: NaN,
  }
}

/** Gi* at one ring with exact p and Benjamini-Hochberg over the cells. */
export function testRing({ windows, test, alpha }: PreparedTest, ring: number): Verdicts {
  const blank = untested(windows, ring)
  const p = sumsP(test, blank.neighbors, blank.localSum)
  const q = benjaminiHochberg(p)
  return { ...blank, p, q, tests: p.length, criticalP: criticalP(p, q, alpha) ?? alpha / p.length }
}

/**
 * The pieces of `findPieces` cell by cell. A cell of a piece has the sum, size and p of the piece; any other the rarest
 * window around it, without the cells of pieces where those alone would make it significant. Where not all cells are
 * asked for, those beside `asked` keep p and q of NaN.
 */
export function testAdaptively(
  prepared: PreparedTest,
  ringsUsed: readonly number[],
  asked: Iterable<number> = prepared.values.keys(),
): Verdicts {
  const { cellRings, values, windows, test, alpha, checkpoint } = prepared
  const pieces = findPieces(cellRings, values, windows, ringsUsed, test, alpha)
  checkpoint()
  const verdicts = { ...untested(windows, 1), pieces, tests: cellRings.count * ringsUsed.length }
  for (const [index, { cells }] of pieces.entries()) for (const cell of cells) verdicts.piece[cell] = index
  const passing = (alpha * (pieces.length + 1)) / verdicts.tests
  const free = (cell: number) => verdicts.piece[cell] === -1
  for (const cell of asked) {
    if (cell % 16384 === 0) checkpoint()
    const own = pieces[verdicts.piece[cell] as number]
    if (own) {
      record(verdicts, cell, own, ringsUsed.length, own.q)
      continue
    }
    const around = rarestWindow(prepared, ringsUsed, cell)
    const part = around.p <= passing ? windowPart(cellRings, values, test, around, free) : null
    const { p, ring } = part ?? around
    const size = part?.cells.length ?? (windows.sizes[ring]?.[cell] as number)
    const sum = part?.sum ?? (windows.sums[ring]?.[cell] as number)
    const q = Math.min(1, (p * verdicts.tests) / (pieces.length + 1))
    record(verdicts, cell, { p, ring, sum, cells: { length: size } }, ringsUsed.length, q)
  }
  const critical = (alpha * (pieces.length + 1)) / cellRings.count
  return { ...verdicts, ringsTried: ringsUsed.length, criticalP: critical }
}

type Decision = Pick<HotSpotPiece, 'p' | 'ring' | 'sum'> & { readonly cells: { readonly length: number } }

function record(verdicts: Verdicts, cell: number, { p, ring, sum, cells }: Decision, tried: number, q: number): void {
  verdicts.ring[cell] = ring
  verdicts.neighbors[cell] = cells.length
  verdicts.localSum[cell] = sum
  verdicts.p[cell] = Math.min(1, p * tried)
  verdicts.q[cell] = q
}

function rarestWindow({ windows, test }: PreparedTest, ringsUsed: readonly number[], center: number) {
  let rarest = { p: Infinity, ring: 1, center }
  for (const ring of ringsUsed) {
    const p = sumP(test, windows.sizes[ring]?.[center] as number, windows.sums[ring]?.[center] as number)
    if (p < rarest.p) rarest = { p, ring, center }
  }
  return rarest
}

/** Classes -3..3 by q, 0 beyond `alpha`; hot where the sum is over what is expected. */
export function classesOf({ q, localSum }: Verdicts, expected: Float64Array, alpha: number): Int8Array {
  const cut = q.map((value) => (value <= alpha ? value : 1))
  return significanceClasses(
    cut,
    localSum.map((sum, cell) => sum - (expected[cell] as number)),
  )
}

/**
 * The rings, each used alone, at which a cell has a class of the same sign as in `verdicts`: bit i for `ringsUsed[i]`; 0 for
 * class 0.
 */
export function ringsHeld(
  prepared: PreparedTest,
  ringsUsed: readonly number[],
  method: HotSpotMethod,
  verdicts: Verdicts,
): Uint8Array {
  const { test, alpha } = prepared
  const signOf = ({ q, localSum, neighbors }: Verdicts, cell: number): number =>
    (q[cell] as number) <= alpha ? Math.sign((localSum[cell] as number) - (neighbors[cell] as number) * test.mean) : 0
  const held = new Uint8Array(verdicts.q.length)
  const significant = [...held.keys()].filter((cell) => signOf(verdicts, cell) !== 0)
  if (significant.length === 0) return held
  for (const [bit, ring] of ringsUsed.entries()) {
    const alone = method === 'adaptive' ? testAdaptively(prepared, [ring], significant) : testRing(prepared, ring)
    for (const cell of significant) {
      if (signOf(alone, cell) === signOf(verdicts, cell)) held[cell] = (held[cell] as number) | (1 << bit)
    }
  }
  return held
}
