import { describe, expect, it } from 'vitest'
import { type NetworkPlaces, networkDensity } from '../../../server/analysis/networkKde.ts'
import { expectNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Network {
  readonly vertices: [number, number][]
  readonly edges_0based: [number, number][]
  readonly event_edge_0based: number[]
  readonly event_fraction: number[]
  readonly query_edge_0based: number[]
  readonly query_fraction: number[]
  readonly h: number
  readonly esd: number[]
  readonly esc: number[]
}

const { network: reference } = readReference<{ network: Network }>('kde')
const corner = (node: number) => reference.vertices[node] as [number, number]
const network = {
  from: Int32Array.from(reference.edges_0based, ([from]) => from),
  to: Int32Array.from(reference.edges_0based, ([, to]) => to),
  length: Float64Array.from(reference.edges_0based, ([from, to]) =>
    Math.hypot(corner(from)[0] - corner(to)[0], corner(from)[1] - corner(to)[1]),
  ),
}
const places = (edges: readonly number[], shares: readonly number[]): NetworkPlaces => ({
  edge: Int32Array.from(edges),
  offset: Float64Array.from(shares, (share, place) => share * (network.length[edges[place] ?? -1] ?? NaN)),
})
const events = places(reference.event_edge_0based, reference.event_fraction)
const queries = places(reference.query_edge_0based, reference.query_fraction)

describe('networkDensity', () => {
  it.each([
    ['discontinuous', 'esd'],
    ['continuous', 'esc'],
  ] as const)('has the %s reference of spatstat at every place, with junctions, dead ends and a loop', (rule, name) => {
    const found = networkDensity(network, events, queries, reference.h, rule)
    reference[name].forEach((expected, place) => expectNear(found[place], expected))
  })

  it('is the plain kernel along a single road', () => {
    const road = { from: new Int32Array([0]), to: new Int32Array([1]), length: new Float64Array([1000]) }
    const at = (offset: number) => ({ edge: new Int32Array([0]), offset: new Float64Array([offset]) })
    expectNear(networkDensity(road, at(500), at(500), 100)[0], 15 / 1600)
    expect(networkDensity(road, at(500), at(600), 100)[0]).toBe(0)
  })

  it('loses no event at a junction', () => {
    const star = {
      from: new Int32Array([0, 0, 0]),
      to: new Int32Array([1, 2, 3]),
      length: new Float64Array([500, 500, 500]),
    }
    const edges = [0, 1, 2].flatMap((edge) => Array.from({ length: 500 }, () => edge))
    const offset = Float64Array.from(edges, (_, place) => (place % 500) + 0.5)
    const event = { edge: new Int32Array([0]), offset: new Float64Array([60]) }
    for (const rule of ['discontinuous', 'continuous'] as const) {
      const found = networkDensity(star, event, { edge: Int32Array.from(edges), offset }, 200, rule)
      expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4)
    }
  })

  it('is 0 without events and refuses what is no edge or bandwidth', () => {
    const none = places([], [])
    expect(networkDensity(network, none, queries, 50).every((value) => value === 0)).toBe(true)
    expect(() => networkDensity(network, places([9], [0]), queries, 50)).toThrow('edge 9')
    expect(() => networkDensity(network, events, queries, 0)).toThrow('bandwidthMeters is 0')
  })
})
