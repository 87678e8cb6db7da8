/** Roads as straight pieces between nodes. */
export interface RoadNetwork {
  /** First and last node of each edge. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Metres of each edge. */
  readonly length: Float64Array
}

/** Places on edges: how far along each, in metres from its first node. */
export interface NetworkPlaces {
  readonly edge: Int32Array
  readonly offset: Float64Array
}

/**
 * How a kernel passes a junction of m edges: `discontinuous` gives each of the other edges 1/(m-1) of it and ends at dead
 * ends; `continuous` gives them 2/m and sends 2/m - 1 back, without a jump at the junction, but at a cost that grows
 * fast with loops inside the bandwidth.
 */
export type JunctionRule = 'discontinuous' | 'continuous'

interface Junctions {
  readonly edgesOf: readonly (readonly number[])[]
  readonly placesOf: ReadonlyMap<number, readonly number[]>
}

/** Smallest share of a kernel that is followed beyond a junction. */
const leastWeight = 1e-9

function findJunctions({ from, to }: RoadNetwork, places: NetworkPlaces): Junctions {
  const nodes = [...from, ...to].reduce((most, node) => Math.max(most, node), -1) + 1
  const edgesOf: number[][] = Array.from({ length: nodes }, () => [])
  for (let edge = 0; edge < from.length; edge++) {
    edgesOf[from[edge] as number]?.push(edge)
    edgesOf[to[edge] as number]?.push(edge)
  }
  const placesOf = new Map<number, number[]>()
  for (const [place, edge] of places.edge.entries()) placesOf.set(edge, [...(placesOf.get(edge) ?? []), place])
  return { edgesOf, placesOf }
}

/**
 * Density of events along a road network in events per metre, at given places of it: the quartic kernel follows the roads
 * and is split at junctions, so that no event counts for more than one (Okabe and Sugihara 2012, chapter 9). Bandwidth in
 * metres along the road. Throws on an edge that is none; an edge must not lead from a node to itself.
 */
export function networkDensity(
  network: RoadNetwork,
  events: NetworkPlaces,
  places: NetworkPlaces,
  bandwidthMeters: number,
  rule: JunctionRule = 'discontinuous',
): Float64Array {
  if (!(bandwidthMeters > 0)) throw new RangeError(`bandwidthMeters is ${bandwidthMeters}, must be above 0`)
  for (const edge of [...events.edge, ...places.edge]) {
    if (!(edge >= 0 && edge < network.from.length)) throw new RangeError(`edge ${edge} is none of the network`)
  }
  const { edgesOf, placesOf } = findJunctions(network, places)
  const density = new Float64Array(places.edge.length)
  const kernel = (distance: number) =>
    distance < bandwidthMeters ? (15 / (16 * bandwidthMeters)) * (1 - (distance / bandwidthMeters) ** 2) ** 2 : 0

  /** Goes along an edge from one of its nodes, `gone` metres after the event, and on from the other. */
  const follow = (edge: number, node: number, gone: number, weight: number): void => {
    const length = network.length[edge] as number
    const forward = network.from[edge] === node
    for (const place of placesOf.get(edge) ?? []) {
      const along = forward ? (places.offset[place] as number) : length - (places.offset[place] as number)
      density[place] = (density[place] as number) + weight * kernel(gone + along)
    }
    pass(edge, (forward ? network.to[edge] : network.from[edge]) as number, gone + length, weight)
  }
  /** Leaves an edge at a node for the others, and back where the rule reflects. */
  const pass = (edge: number, node: number, gone: number, weight: number): void => {
    if (gone >= bandwidthMeters || Math.abs(weight) < leastWeight) return
    const edges = edgesOf[node] as readonly number[]
    const onward = rule === 'continuous' ? 2 / edges.length : 1 / (edges.length - 1)
    for (const other of edges) if (other !== edge) follow(other, node, gone, weight * onward)
    if (rule === 'continuous' && edges.length !== 2) follow(edge, node, gone, weight * (2 / edges.length - 1))
  }

  for (const [event, edge] of events.edge.entries()) {
    const offset = events.offset[event] as number
    for (const place of placesOf.get(edge) ?? []) {
      density[place] = (density[place] as number) + kernel(Math.abs((places.offset[place] as number) - offset))
    }
    pass(edge, network.from[edge] as number, offset, 1)
    pass(edge, network.to[edge] as number, (network.length[edge] as number) - offset, 1)
  }
  return density
}
