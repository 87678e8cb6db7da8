import { momentsOf } from './giStar.ts'
import { type SpatialWeights, itemCount, neighborCount } from './spatialWeights.ts'

/** Values of every cell at every step: bin `cell * steps + step`. */
export interface SpaceTimeCube {
  readonly values: Float64Array | Int32Array
  readonly steps: number
  /** Neighbours of each cell, all of weight 1 and itself among them (`includeSelf`). */
  readonly weights: SpatialWeights
}

/** Whose mean and spread a bin is compared with: all bins, those of its neighbourhood's steps, or those of its step. */
export type CubeReference = 'entireCube' | 'neighborhoodSteps' | 'individualStep'

export interface CubeSums {
  /** Sum over the neighbourhood of each bin. */
  readonly sum: Float64Array
  /** Bins in the neighbourhood. */
  readonly size: Int32Array
}

/**
 * Counts of a cube from what happened: one cell and step per event. Throws naming an event outside the cube.
 * Example: three events of cell 0 at steps 0, 1, 1 make 1, 2.
 */
export function countEvents(cell: Int32Array, step: Int32Array, cells: number, steps: number): Int32Array {
  if (cell.length !== step.length) throw new RangeError(`${cell.length} cells for ${step.length} steps of events`)
  const counts = new Int32Array(cells * steps)
  for (let event = 0; event < cell.length; event++) {
    const [ownCell, ownStep] = [cell[event] as number, step[event] as number]
    if (!(ownCell >= 0 && ownCell < cells && ownStep >= 0 && ownStep < steps)) {
      throw new RangeError(`event ${event} lies at cell ${ownCell}, step ${ownStep} of ${cells} cells, ${steps} steps`)
    }
    counts[ownCell * steps + ownStep]!++
  }
  return counts
}

/** The number of cells; throws when values, steps and weights do not fit together. */
function checkedCells({ values, steps, weights }: SpaceTimeCube, lag: number): number {
  const cells = itemCount(weights)
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps is ${steps}, must be a whole number above 0`)
  if (!Number.isInteger(lag) || lag < 0) throw new RangeError(`lag is ${lag}, must be a whole number of at least 0`)
  if (weights.weight) throw new RangeError('a space-time cube needs weights that are all 1')
  if (values.length !== cells * steps) {
    throw new RangeError(`${values.length} values for ${cells} cells at ${steps} steps`)
  }
  return cells
}

/**
 * Sums over the neighbours of each bin at its own step and at the `lag` steps before it, as far as there are any: time
 * runs one way, no bin sees what comes after it.
 */
export function spaceTimeSums(cube: SpaceTimeCube, lag = 1): CubeSums {
  const cells = checkedCells(cube, lag)
  const { values, steps, weights } = cube
  const { start, neighbor } = weights
  const sum = new Float64Array(values.length)
  const size = new Int32Array(values.length)
  const own = new Float64Array(steps)
  for (let cell = 0; cell < cells; cell++) {
    own.fill(0)
    for (let at = start[cell] as number; at < (start[cell + 1] as number); at++) {
      const from = (neighbor[at] as number) * steps
      for (let step = 0; step < steps; step++) own[step] = (own[step] as number) + (values[from + step] as number)
    }
    const neighbors = neighborCount(weights, cell)
    for (let step = 0; step < steps; step++) {
      let total = 0
      for (let past = Math.max(0, step - lag); past <= step; past++) total += own[past] as number
      sum[cell * steps + step] = total
      size[cell * steps + step] = neighbors * Math.min(lag + 1, step + 1)
    }
  }
  return { sum, size }
}

/** Bins that the bins of a step are compared with. */
function referenceBins({ values, steps }: SpaceTimeCube, step: number, lag: number): Float64Array {
  const first = Math.max(0, step - lag)
  const taken = step - first + 1
  return Float64Array.from({ length: (values.length / steps) * taken }, (_, bin) => {
    return values[Math.floor(bin / taken) * steps + first + (bin % taken)] as number
  })
}

/**
 * Gi* of every bin over its neighbourhood in space and time, NaN where undefined (no variation, or a neighbourhood of all
 * bins compared with). Against the entire cube it equals R spdep `localG` on the neighbour list of the bins. The score
 * supposes a normal sum and so finds hot spots in sparse noise: to test counts, see `emergingHotSpots`.
 */
export function spaceTimeGiStar(cube: SpaceTimeCube, lag = 1, reference: CubeReference = 'entireCube'): Float64Array {
  const { sum, size } = spaceTimeSums(cube, lag)
  const { values, steps } = cube
  const momentsAt = (step: number) => {
    if (reference === 'entireCube') return { n: values.length, ...momentsOf(Float64Array.from(values)) }
    const bins = referenceBins(cube, step, reference === 'individualStep' ? 0 : lag)
    return { n: bins.length, ...momentsOf(bins) }
  }
  const whole = momentsAt(0)
  const zScores = new Float64Array(values.length)
  for (let step = 0; step < steps; step++) {
    const { n, mean, variance } = reference === 'entireCube' ? whole : momentsAt(step)
    for (let bin = step; bin < values.length; bin += steps) {
      const k = size[bin] as number
      const spread = (variance * k * (n - k)) / (n - 1)
      zScores[bin] = k < n && spread > 0 ? ((sum[bin] as number) - mean * k) / Math.sqrt(spread) : NaN
    }
  }
  return zScores
}
