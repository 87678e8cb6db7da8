import { describe, expect, it } from 'vitest'
import {
  includeSelf,
  islands,
  rowStandardise,
  spatialLag,
  weightsFromLists,
} from '../../../server/analysis/spatialWeights.ts'

const chain = weightsFromLists([[1], [2, 0], [1], []])

describe('spatialWeights', () => {
  it('keeps rows in rising order whatever the lists are in', () => {
    expect([...chain.neighbor]).toEqual([1, 0, 2, 1])
    expect([...chain.start]).toEqual([0, 1, 3, 4, 4])
  })

  it('puts self in its place, with a weight of its own if asked', () => {
    expect([...includeSelf(chain).neighbor]).toEqual([0, 1, 0, 1, 2, 1, 2, 3])
    const weighted = includeSelf(weightsFromLists([[1], [0]], [[0.5], [0.25]]), 2)
    expect([...(weighted.weight ?? [])]).toEqual([2, 0.5, 0.25, 2])
    expect(() => includeSelf(includeSelf(chain))).toThrow('item 0 lists itself already')
  })

  it('standardises rows and leaves islands empty', () => {
    expect([...(rowStandardise(chain).weight ?? [])]).toEqual([1, 0.5, 0.5, 1])
    expect([...islands(chain)]).toEqual([3])
  })

  it('sums neighbours', () => {
    expect([...spatialLag(chain, Float64Array.of(1, 10, 100, 1000))]).toEqual([10, 101, 10, 0])
  })

  it('names a neighbour that does not exist', () => {
    expect(() => weightsFromLists([[1], [7]])).toThrow('neighbour 7 is none of the 2 items')
  })
})
