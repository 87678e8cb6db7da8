import type { HotSpotChangeId } from '#model/hotSpot.ts'
import { benjaminiHochberg } from './falseDiscovery.ts'
import { normalTwoSided } from './normal.ts'
import { type SpatialWeights, spatialLag } from './spatialWeights.ts'

export interface PeriodChangeInput {
  /** Neighbours of weight 1, self among them. */
  readonly weights: SpatialWeights
  /** Sums by cell of the two periods. */
  readonly before: Float64Array
  readonly now: Float64Array
  /** 1 for a hot spot of the period. */
  readonly wasHot: Int8Array | Uint8Array
  readonly isHot: Int8Array | Uint8Array
  /** Greatest false discovery rate of a change, counted over the cells that are hot in either period. */
  readonly alpha: number
}

/** Below so many in both periods together nothing can be told. */
const leastTogether = 10

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

/**
 * How much more the cells vary between the periods than a binomial would: mean Pearson chi-square a cell, at least 1.
 * Hazards come in clumps (one visit finds several), so that without it clumps pass for change.
 */
function dispersion(before: Float64Array, now: Float64Array, share: number): number {
  let [sum, cells] = [0, 0]
  for (let cell = 0; cell < now.length; cell += 1) {
    const together = (before[cell] as number) + (now[cell] as number)
    if (together === 0) continue
    sum += ((now[cell] as number) - share * together) ** 2 / (together * share * (1 - share))
    cells += 1
  }
  return cells > 1 ? Math.max(1, sum / (cells - 1)) : 1
}

/**
 * Two-sided p that the sum around each cell takes the share of the later period that all cells together have: a binomial
 * with over-dispersion (quasi-likelihood, McCullagh & Nelder 1989, 4.5), by the normal with continuity correction; and
 * whether it grew. NaN where fewer than ten lie in both periods together.
 */
function changeTest({ weights, before, now }: PeriodChangeInput): { p: Float64Array; grew: boolean[] } {
  const [earlier, later] = [spatialLag(weights, before), spatialLag(weights, now)]
  const share = total(now) / (total(before) + total(now))
  const phi = dispersion(before, now, share)
  const grew: boolean[] = []
  const p = later.map((value, cell) => {
    const together = value + (earlier[cell] as number)
    grew.push(value > share * together)
    if (together < leastTogether || !(share > 0 && share < 1)) return NaN
    const distance = Math.max(0, Math.abs(value - share * together) - 0.5)
    return normalTwoSided(distance / Math.sqrt(phi * together * share * (1 - share)))
  })
  return { p, grew }
}

/**
 * What became of each cell. A hot spot is new, gone, stronger or weaker only when the change itself is beyond chance: that
 * one period is significant and the other is not does not make a change significant. Hot in both without such a change
 * is lasting.
 */
export function changesOf(input: PeriodChangeInput): HotSpotChangeId[] {
  const { wasHot, isHot, alpha } = input
  const { p, grew } = changeTest(input)
  const q = benjaminiHochberg(p.map((value, cell) => (wasHot[cell] || isHot[cell] ? value : NaN)))
  return grew.map((up, cell) => {
    const [was, is] = [wasHot[cell] === 1, isHot[cell] === 1]
    const changed = (q[cell] as number) <= alpha
    if (was && is) return changed ? (up ? 'stronger' : 'weaker') : 'lasting'
    if (!changed) return 'none'
    if (is && up) return 'new'
    return was && !up ? 'gone' : 'none'
  })
}
