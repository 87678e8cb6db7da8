import { describe, expect, it } from 'vitest'
import { emergingPatterns } from '../../../data/model/hotSpot.ts'
import { type EmergingHotSpots, emergingHotSpots } from '../../../server/analysis/emergingHotSpots.ts'
import { benjaminiHochberg } from '../../../server/analysis/falseDiscovery.ts'
import { normalTwoSided } from '../../../server/analysis/normal.ts'
import { spaceTimeGiStar } from '../../../server/analysis/spaceTimeCube.ts'
import { type SpatialWeights, includeSelf, weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { hexagonField, noiseCounts, poissonCount } from '../../helpers/noiseCubes.ts'
import { Random } from '../../helpers/random.ts'

const [width, height, steps] = [24, 20, 10]
const cells = width * height
const weights = hexagonField(width, height)
const patternOf = ({ pattern }: EmergingHotSpots, cell: number) => emergingPatterns[pattern[cell] ?? -1]?.id
const ringOf = ({ start, neighbor }: SpatialWeights, cell: number) => neighbor.subarray(start[cell], start[cell + 1])

/** Noise of the given mean in which a cell and its ring are `factor(step)` times as busy. */
function planted(center: number, mean: number, factor: (step: number) => number, seed = 1): Int32Array {
  const random = new Random(seed)
  const busy = new Set(ringOf(weights, center))
  return new Int32Array(cells * steps).map((_, bin) =>
    poissonCount(random, busy.has(Math.floor(bin / steps)) ? mean * factor(bin % steps) : mean),
  )
}

describe('noise', () => {
  const maps = 60
  it.each([
    [0.02, null],
    [0.1, null],
    [0.5, null],
    [2, null],
    [0.1, 0.5],
    [0.5, 0.5],
    [2, 0.5],
  ])('of mean %d a bin (negative binomial of size %s) shows a pattern in at most 5 %% of cubes', (mean, size) => {
    const random = new Random(1000 * mean + (size ?? 0))
    let patterned = 0
    let trends = 0
    let found = 0
    for (let map = 0; map < maps; map++) {
      const values = noiseCounts(random, cells * steps, mean, size)
      const { pattern, trendP } = emergingHotSpots({ values, steps, weights })
      if (pattern.some((id) => id > 0)) patterned++
      trends += trendP.filter((p) => p <= 0.05).length
      if (map >= 5) continue
      const q = benjaminiHochberg(spaceTimeGiStar({ values, steps, weights }).map(normalTwoSided))
      if (q.some((value) => value <= 0.05)) found++
    }
    expect(patterned / maps).toBeLessThanOrEqual(0.05)
    expect(trends / (maps * cells)).toBeLessThanOrEqual(0.05)
    // What the exact test is there for: the normal score finds hot bins in sparse or clumped noise nearly always.
    if (mean <= 0.1 || size !== null) expect(found).toBeGreaterThanOrEqual(4)
  })
})

describe('emergingHotSpots', () => {
  const center = 10 * width + 12

  it('finds a cell that is always hot, and tells growing from waning', () => {
    const steady = emergingHotSpots({ values: planted(center, 2, () => 4), steps, weights })
    expect(patternOf(steady, center)).toBe('persistentHot')
    expect(steady.hotShare[center]).toBeCloseTo(1, 12)
    expect(steady.lastClass[center]).toBe(3)
    const growing = emergingHotSpots({ values: planted(center, 2, (step) => 4 + step), steps, weights })
    expect(patternOf(growing, center)).toBe('intensifyingHot')
    expect(growing.trendZ[center]).toBeGreaterThan(2)
    const waning = emergingHotSpots({ values: planted(center, 2, (step) => 14 - step), steps, weights })
    expect(patternOf(waning, center)).toBe('diminishingHot')
    expect(waning.trendP[center]).toBeLessThan(0.05)
  })

  it('finds a hot spot that is new, one that has lasted for some steps, and one that is past', () => {
    const patternWhen = (hot: (step: number) => boolean) =>
      patternOf(emergingHotSpots({ values: planted(center, 2, (step) => (hot(step) ? 8 : 1)), steps, weights }), center)
    expect(patternWhen((step) => step === steps - 1)).toBe('newHot')
    expect(patternWhen((step) => step >= steps - 3)).toBe('consecutiveHot')
    expect(patternWhen((step) => step < 4)).toBe('none')
    expect(patternWhen((step) => step < steps - 2)).toBe('historicalHot')
    expect(patternWhen((step) => step < 2 || step === steps - 1)).toBe('sporadicHot')
  })

  it('finds a place where nothing happens among many events', () => {
    const found = emergingHotSpots({ values: planted(center, 6, () => 0.05), steps, weights })
    expect(patternOf(found, center)).toMatch(/Cold$/)
    expect(found.coldShare[center]).toBeGreaterThan(0.8)
    expect(found.hotness[center * steps + steps - 1]).toBe(-1)
  })

  it('keeps false bins below their share beside a planted hot spot', () => {
    const near = new Set([...ringOf(weights, center)].flatMap((cell) => [...ringOf(weights, cell)]))
    let [hot, far] = [0, 0]
    for (let seed = 1; seed <= 20; seed++) {
      const found = emergingHotSpots({ values: planted(center, 1, () => 6, seed), steps, weights })
      expect(patternOf(found, center)).toMatch(/Hot$/)
      for (const [bin, side] of found.hotness.entries()) {
        if (side !== 0) hot++
        if (side !== 0 && !near.has(Math.floor(bin / steps))) far++
      }
    }
    expect(far / hot).toBeLessThan(0.05)
  })

  it('does not depend on the numbers of the cells', () => {
    const values = planted(center, 1, (step) => 1 + step, 5)
    const renamed = (cell: number) => (cell * 7 + 3) % cells
    const lists: number[][] = Array.from({ length: cells }, () => [])
    const moved = new Int32Array(values.length)
    for (let cell = 0; cell < cells; cell++) {
      const others = [...ringOf(weights, cell)].filter((other) => other !== cell)
      lists[renamed(cell)] = others.map(renamed)
      moved.set(values.subarray(cell * steps, (cell + 1) * steps), renamed(cell) * steps)
    }
    const first = emergingHotSpots({ values, steps, weights })
    const again = emergingHotSpots({ values: moved, steps, weights: includeSelf(weightsFromLists(lists)) })
    for (let cell = 0; cell < cells; cell++) {
      expect(again.pattern[renamed(cell)]).toBe(first.pattern[cell])
      expect(again.trendP[renamed(cell)]).toBe(first.trendP[cell])
    }
  })

  it('takes neighbourhoods of any size: islands, edges, a pentagon with five neighbours', () => {
    const lists = [[1, 2, 3, 4, 5], [0], [0], [0], [0], [0], []]
    const values = new Int32Array(7 * 12).fill(1)
    values.fill(40, 0, 12)
    const { pattern } = emergingHotSpots({ values, steps: 12, weights: includeSelf(weightsFromLists(lists)) })
    expect(pattern).toHaveLength(7)
    expect(pattern[6]).toBe(0)
  })

  it('sees no pattern without cells, events, variation, or more than one step', () => {
    const nothing = includeSelf(weightsFromLists([]))
    expect(emergingHotSpots({ values: new Int32Array(0), steps: 5, weights: nothing }).pattern).toHaveLength(0)
    for (const values of [new Int32Array(cells * 2), new Int32Array(cells * 2).fill(4)]) {
      for (const trendOf of ['sums', 'scores'] as const) {
        const found = emergingHotSpots({ values, steps: 2, weights }, { trendOf })
        expect(found.pattern.every((id) => id === 0)).toBe(true)
        expect(found.trendP.every((p) => p === 1)).toBe(true)
      }
    }
  })

  it('can test the trend of the scores as ArcGIS does', () => {
    const values = planted(center, 2, (step) => 4 + step)
    const { trendZ } = emergingHotSpots({ values, steps, weights }, { trendOf: 'scores' })
    expect(trendZ[center]).toBeGreaterThan(2)
  })

  it('refuses what is no count, naming the bin, and can be cancelled', () => {
    const values = new Float64Array(cells * steps)
    values[3] = 0.5
    expect(() => emergingHotSpots({ values, steps, weights })).toThrow('bin 3 holds 0.5')
    const checkpoint = () => {
      throw new Error('cancelled')
    }
    expect(() => emergingHotSpots({ values: new Int32Array(cells * steps), steps, weights }, { checkpoint })).toThrow(
      'cancelled',
    )
  })
})
