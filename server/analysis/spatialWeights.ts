/**
 * Neighbour weights in compressed rows: the neighbours of item i are `neighbor[start[i]] .. neighbor[start[i + 1] - 1]`,
 * in rising order; `weight` runs beside `neighbor`, or is null when every weight is 1. Rows list no self unless
 * `includeSelf` made them.
 */
export interface SpatialWeights {
  readonly start: Int32Array
  readonly neighbor: Int32Array
  readonly weight: Float64Array | null
}

/** Called now and then inside long loops; throws to cancel. */
export type Checkpoint = () => void

/** How many items the weights are for. */
export const itemCount = (weights: SpatialWeights): number => weights.start.length - 1

/** Number of neighbours of an item. */
export const neighborCount = ({ start }: SpatialWeights, item: number): number =>
  (start[item + 1] as number) - (start[item] as number)

/** Weights from one list of neighbours per item, 0-based; throws on a neighbour that is not an item. */
export function weightsFromLists(
  lists: readonly (readonly number[])[],
  values: readonly (readonly number[])[] | null = null,
): SpatialWeights {
  const start = new Int32Array(lists.length + 1)
  for (const [item, list] of lists.entries()) start[item + 1] = (start[item] as number) + list.length
  const bad = lists.flat().find((neighbor) => !Number.isInteger(neighbor) || neighbor < 0 || neighbor >= lists.length)
  if (bad !== undefined) throw new RangeError(`neighbour ${bad} is none of the ${lists.length} items`)
  const rows = lists.map((list, item) =>
    list.map((neighbor, index) => ({ neighbor, weight: values?.[item]?.[index] ?? 1 })),
  )
  for (const row of rows) row.sort((a, b) => a.neighbor - b.neighbor)
  return {
    start,
    neighbor: Int32Array.from(rows.flat(), ({ neighbor }) => neighbor),
    weight: values && Float64Array.from(rows.flat(), ({ weight }) => weight),
  }
}

/** The same weights with every item its own neighbour too, at `selfWeight`: what Gi* asks for. */
export function includeSelf(weights: SpatialWeights, selfWeight = 1): SpatialWeights {
  const items = itemCount(weights)
  const start = weights.start.map((from, item) => from + item)
  const neighbor = new Int32Array(weights.neighbor.length + items)
  const weight = weights.weight || selfWeight !== 1 ? new Float64Array(neighbor.length) : null
  for (let item = 0, to = 0; item < items; item += 1) {
    let placed = false
    const place = () => {
      placed = true
      if (weight) weight[to] = selfWeight
      neighbor[to++] = item
    }
    for (let at = weights.start[item] as number; at < (weights.start[item + 1] as number); at += 1) {
      const other = weights.neighbor[at] as number
      if (other === item) throw new RangeError(`item ${item} lists itself already`)
      if (!placed && other > item) place()
      if (weight) weight[to] = weights.weight?.[at] ?? 1
      neighbor[to++] = other
    }
    if (!placed) place()
  }
  return { start, neighbor, weight }
}

/** The same weights with every row divided by its sum; rows without neighbours stay empty. */
export function rowStandardise(weights: SpatialWeights): SpatialWeights {
  const weight = Float64Array.from(weights.neighbor, (_, at) => weights.weight?.[at] ?? 1)
  for (let item = 0; item < itemCount(weights); item += 1) {
    const row = weight.subarray(weights.start[item] as number, weights.start[item + 1] as number)
    const sum = row.reduce((total, value) => total + value, 0)
    if (sum > 0) row.forEach((value, index) => (row[index] = value / sum))
  }
  return { ...weights, weight }
}

/** Items without neighbours. */
export function islands(weights: SpatialWeights): Int32Array {
  return Int32Array.from({ length: itemCount(weights) }, (_, item) => item).filter(
    (item) => neighborCount(weights, item) === 0,
  )
}

/** Σⱼ wᵢⱼ xⱼ of every item. */
export function spatialLag({ start, neighbor, weight }: SpatialWeights, values: Float64Array): Float64Array {
  const lag = new Float64Array(start.length - 1)
  for (let item = 0; item < lag.length; item += 1) {
    let sum = 0
    const end = start[item + 1] as number
    for (let at = start[item] as number; at < end; at += 1) {
      sum += (weight === null ? 1 : (weight[at] as number)) * (values[neighbor[at] as number] as number)
    }
    lag[item] = sum
  }
  return lag
}
