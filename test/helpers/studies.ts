import { cellToChildren, gridDisk, latLngToCell } from 'h3-js'
import { cellIds } from '../../server/analysis/h3Rings.ts'
import type { CellSums, StudyInput } from '../../server/hotspots/study.ts'
import { noiseCounts } from './noiseCubes.ts'
import { Random } from './random.ts'

/** A round field of rising cells about Foshan: 1 + 3 rings (rings + 1) of them. */
export function roundField(resolution: number, rings: number): BigUint64Array {
  return cellIds(gridDisk(latLngToCell(23.03, 113.12, resolution), rings)).sort()
}

/** All cells of a finer resolution inside the given ones, rising. */
export function finerField(cells: BigUint64Array, resolution: number): BigUint64Array {
  return cellIds([...cells].flatMap((cell) => cellToChildren(cell.toString(16), resolution))).sort()
}

/** The cells with a value, as a query would give them. */
export function sumsOf(cells: BigUint64Array, values: ArrayLike<number>): CellSums {
  const kept = [...cells.keys()].filter((index) => values[index] !== 0)
  return {
    cells: BigUint64Array.from(kept, (index) => cells[index] as bigint),
    values: Float64Array.from(kept, (index) => values[index] as number),
  }
}

/** A question with every choice left as the API has it, about cells that have all held something once. */
export function studyOf(
  cells: BigUint64Array,
  values: ArrayLike<number>,
  choices: Partial<StudyInput> & Pick<StudyInput, 'baseResolution'>,
): StudyInput {
  return {
    area: { kind: 'occupied', cells },
    candidates: [choices.baseResolution],
    values: sumsOf(cells, values),
    exposures: null,
    earlier: null,
    steps: null,
    unit: 1,
    method: 'adaptive',
    ring: 1,
    alpha: 0.05,
    ...choices,
  }
}

/** Counts by chance, as doubles. */
export const noise = (seed: number, cells: number, mean: number, size: number | null = null): Float64Array =>
  Float64Array.from(noiseCounts(new Random(seed), cells, mean, size))
