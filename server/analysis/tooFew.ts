import type { Moments } from './giStar.ts'

/**
 * Why a map can tell nothing: fewer than 30 cells; all cells alike; fewer than 5 cells that differ from the commonest
 * smallest value; a sum of counts below 10; or no sum, however great, could be significant among so many cells.
 */
export type TooFew = 'cells' | 'constant' | 'occupied' | 'total' | 'power'

/** The least that an analysis asks for. */
export const hotSpotMinimum = { cells: 30, occupied: 5, total: 10 } as const

/** What is lacking; null when values may be tested. */
export function findTooFew(values: Float64Array, { variance }: Moments): TooFew | null {
  if (values.length < hotSpotMinimum.cells) return 'cells'
  if (variance === 0) return 'constant'
  const least = values.reduce((smallest, value) => Math.min(smallest, value), Infinity)
  if (values.filter((value) => value > least).length < hotSpotMinimum.occupied) return 'occupied'
  const counts = least >= 0 && values.every(Number.isInteger)
  return counts && values.reduce((sum, value) => sum + value, 0) < hotSpotMinimum.total ? 'total' : null
}
