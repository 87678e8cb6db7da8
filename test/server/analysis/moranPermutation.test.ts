import { describe, expect, it } from 'vitest'
import { localMoran } from '../../../server/analysis/moran.ts'
import { localMoranPermutation } from '../../../server/analysis/moranPermutation.ts'
import { weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { noise } from '../../helpers/studies.ts'

const width = 6
/** A square grid with four neighbours each. */
const weights = weightsFromLists(
  Array.from({ length: width * width }, (_, item) => {
    const [x, y] = [item % width, Math.floor(item / width)]
    const around = [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]] as const // prettier-ignore
    return around.flatMap(([a, b]) => (a >= 0 && a < width && b >= 0 && b < width ? [b * width + a] : []))
  }),
)
const options = { seed: 1, permutations: 999 }

describe('localMoranPermutation', () => {
  it('finds a corner of high values and gives the same for the same seed', () => {
    const values = Float64Array.from({ length: 36 }, (_, item) => (item % width < 3 && item < 18 ? 20 : 1) + (item % 5))
    const p = localMoranPermutation(values, weights, options)
    expect(p[7]).toBeLessThan(0.02)
    expect(localMoran(values, weights)?.quadrant[7]).toBe('highHigh')
    expect(localMoranPermutation(values, weights, options)).toEqual(p)
    expect(localMoranPermutation(values, weights, { ...options, seed: 2 })).not.toEqual(p)
  })

  it('equals the share of all ways to choose the neighbours, within its own error', () => {
    const values = Float64Array.from([9, 8, 1, 2, 3, 1])
    const chain = weightsFromLists([[1, 2], [0], [0], [4], [3], []])
    const p = localMoranPermutation(values, chain, { seed: 3, permutations: 19_999 })
    // Of the ten pairs of the other five, five sum to at least 8 + 1, and six to at most that.
    const sums = [8, 1, 2, 3, 1].flatMap((a, index, all) => all.slice(index + 1).map((b) => a + b))
    const above = sums.filter((sum) => sum >= 9).length / sums.length
    const below = sums.filter((sum) => sum <= 9).length / sums.length
    expect(p[0]).toBeCloseTo(Math.min(1, 2 * Math.min(above, below)), 1)
    expect(p[5]).toBeNaN()
  })

  it('is small in about as many items of noise as it says', () => {
    let small = 0
    for (let map = 0; map < 30; map += 1) {
      const p = localMoranPermutation(noise(map + 1, 36, 20), weights, { seed: map, permutations: 199 })
      small += p.filter((value) => value <= 0.1).length
    }
    expect(small / (30 * 36)).toBeGreaterThan(0.06)
    expect(small / (30 * 36)).toBeLessThan(0.12)
  })

  it('is undefined where all values are alike', () => {
    expect(localMoranPermutation(new Float64Array(36).fill(2), weights, options).every(Number.isNaN)).toBe(true)
  })
})
