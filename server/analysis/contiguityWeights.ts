import { type SpatialWeights, weightsFromLists } from './spatialWeights.ts'

type Ring = readonly (readonly number[])[]

/** A region as polygons of rings, `[lng, lat]`: the coordinates of a GeoJSON MultiPolygon. */
export type RegionShape = readonly (readonly Ring[])[]

/** `queen`: a shared corner is enough. `rook`: a stretch of border has to be shared. */
export type Contiguity = 'queen' | 'rook'

const gridDegrees = 1e-7
const cornerKey = ([lng = 0, lat = 0]: readonly number[]) =>
  `${Math.round(lng / gridDegrees)},${Math.round(lat / gridDegrees)}`

/** What regions can share: corners, or edges whichever way they run. */
function* tokens(shape: RegionShape, kind: Contiguity): Generator<string> {
  for (const ring of shape.flat()) {
    const corners = ring.map(cornerKey)
    for (let index = 1; index < corners.length; index += 1) {
      const [from, to] = [corners[index - 1] as string, corners[index] as string]
      if (kind === 'queen') yield to
      else if (from !== to) yield from < to ? `${from} ${to}` : `${to} ${from}`
    }
  }
}

/**
 * Binary weights of regions that touch. Borders must share their vertices, as those cut from one topology do; vertices
 * less than 1e-7 degrees (1 cm) apart may count as one. Self is left out, regions that touch none are islands.
 */
export function contiguityWeights(shapes: readonly RegionShape[], kind: Contiguity = 'queen'): SpatialWeights {
  const holders = new Map<string, Set<number>>()
  for (const [region, shape] of shapes.entries()) {
    for (const token of tokens(shape, kind)) {
      const known = holders.get(token)
      if (known) known.add(region)
      else holders.set(token, new Set([region]))
    }
  }
  const lists = shapes.map(() => new Set<number>())
  for (const regions of holders.values()) {
    if (regions.size === 1) continue
    for (const region of regions) for (const other of regions) if (other !== region) lists[region]?.add(other)
  }
  return weightsFromLists(lists.map((list) => [...list]))
}
