import { describe, expect, it } from 'vitest'
import { changesOf } from '../../../server/analysis/periodChange.ts'
import { weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { Random } from '../../helpers/random.ts'

/** Cells that have only themselves for neighbours. */
const alone = (cells: number) => weightsFromLists(Array.from({ length: cells }, (_, cell) => [cell]))
const flags = (cells: number, ...hot: number[]) =>
  Uint8Array.from({ length: cells }, (_, cell) => Number(hot.includes(cell)))

/** Twenty quiet cells after the ones given, so that the shares of the periods are known. */
function changes(pairs: readonly [number, number][], wasHot: number[], isHot: number[]) {
  const all = [...pairs, ...Array.from({ length: 20 }, (): [number, number] => [50, 50])]
  return changesOf({
    weights: alone(all.length),
    before: Float64Array.from(all, ([before]) => before),
    now: Float64Array.from(all, ([, now]) => now),
    wasHot: flags(all.length, ...wasHot),
    isHot: flags(all.length, ...isHot),
    alpha: 0.05,
  }).slice(0, pairs.length)
}

describe('the change of a hot spot', () => {
  it('is new, gone, stronger, weaker or lasting', () => {
    const pairs: [number, number][] = [
      [20, 200],
      [200, 20],
      [100, 400],
      [400, 100],
      [150, 150],
    ]
    expect(changes(pairs, [1, 2, 3, 4], [0, 2, 3, 4])).toEqual(['new', 'gone', 'stronger', 'weaker', 'lasting'])
  })

  it('is none when one period is hot and the other just not', () => {
    expect(changes([[52, 61]], [], [0])).toEqual(['none'])
  })

  it('is not told from fewer than ten', () => {
    expect(changes([[0, 9]], [], [0])).toEqual(['none'])
  })

  it('is none anywhere when a period is empty', () => {
    const input = { weights: alone(3), before: new Float64Array(3), now: Float64Array.of(50, 60, 70) }
    expect(changesOf({ ...input, wasHot: flags(3), isHot: flags(3, 0, 1, 2), alpha: 0.05 })).toEqual([
      'none',
      'none',
      'none',
    ])
  })

  it('is found in at most 5 % of maps where clumps alone differ', () => {
    const random = new Random(7)
    const cells = 200
    let wrong = 0
    for (let map = 0; map < 200; map += 1) {
      const clumped = () => Float64Array.from({ length: cells }, () => 5 * Math.floor(random.next() * 6))
      const input = { weights: alone(cells), before: clumped(), now: clumped() }
      const all = new Uint8Array(cells).fill(1)
      if (changesOf({ ...input, wasHot: all, isHot: all, alpha: 0.05 }).some((id) => id !== 'lasting')) wrong += 1
    }
    expect(wrong).toBeLessThanOrEqual(10)
  })
})
