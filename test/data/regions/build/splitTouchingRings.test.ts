import { describe, expect, it } from 'vitest'
import type { Topology } from 'topojson-specification'
import { splitTouchingRings } from '../../../../data/regions/build/splitTouchingRings.ts'

const topology = (arcs: Topology['arcs']): Topology => ({ type: 'Topology', objects: {}, arcs })

describe('splitTouchingRings', () => {
  it('leaves a plain ring as it is', () => {
    const plain = topology([[[0, 0], [1, 0], [1, 1], [0, 0]]]) // prettier-ignore
    expect(splitTouchingRings(plain, [[[0]]])).toEqual([[[0]]])
  })

  it('makes two polygons of a ring that runs through one node twice', () => {
    const bow = topology([
      [[0, 0], [1, -1], [1, 1], [0, 0]],
      [[0, 0], [-1, 1], [-1, -1], [0, 0]],
    ]) // prettier-ignore
    expect(splitTouchingRings(bow, [[[0, 1]]])).toEqual([[[0]], [[1]]])
  })

  it('makes a hole of a loop wound the other way inside', () => {
    const inward = topology([
      [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]],
      [[0, 0], [1, 2], [2, 1], [0, 0]],
    ]) // prettier-ignore
    expect(splitTouchingRings(inward, [[[0, 1]]])).toEqual([[[0], [1]]])
  })

  it('keeps each hole with the lobe that holds it', () => {
    const holed = topology([
      [[0, 0], [4, -4], [4, 4], [0, 0]],
      [[0, 0], [-4, 4], [-4, -4], [0, 0]],
      [[-3, 0], [-3, 1], [-2, 0], [-3, 0]],
    ]) // prettier-ignore
    expect(splitTouchingRings(holed, [[[0, 1], [2]]])).toEqual([[[0]], [[1], [2]]])
  })
})
