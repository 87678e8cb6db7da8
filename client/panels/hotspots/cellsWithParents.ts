import { cellToParent, getResolution } from 'h3-js'

/** Coarsest resolution that tiles show at low zoom. */
const coarsest = 1

/** Cells and every coarser cell that holds one of them: at low zoom a coarser one stands in the tiles. */
export function cellsWithParents(cells: readonly string[]): string[] {
  const all = new Set(cells)
  for (const cell of cells) {
    for (let level = getResolution(cell) - 1; level >= coarsest; level -= 1) all.add(cellToParent(cell, level))
  }
  return [...all]
}
