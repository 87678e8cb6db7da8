import { gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellIds } from '../../../server/analysis/h3Rings.ts'
import { type HotSpotInput, findHotSpots } from '../../../server/analysis/hotSpots.ts'
import { noiseCounts } from '../../helpers/noiseCubes.ts'
import { Random } from '../../helpers/random.ts'

const names = gridDisk(latLngToCell(30.2, 120.1, 8), 17)
const cells = cellIds(names)
const planted = gridDisk(names[0] as string, 2).map((name) => names.indexOf(name))
const maps = 200
const noises = [
  ['Poisson .02', 0.02, null],
  ['Poisson .1', 0.1, null],
  ['Poisson .5', 0.5, null],
  ['Poisson 2', 2, null],
  ['negative binomial .5', 0.5, 0.5],
  ['negative binomial 2', 2, 0.5],
] as const

const noise = (seed: number, mean: number, size: number | null) =>
  Float64Array.from(noiseCounts(new Random(seed), names.length, mean, size))

function falseMaps(mean: number, size: number | null, how: Partial<HotSpotInput>): number {
  return Array.from({ length: maps }, (_, map) =>
    findHotSpots({ cells, values: noise(77 + map * 7919, mean, size), ...how }),
  ).filter((spots) => spots.class.some((level) => level !== 0)).length
}

function plantedMap(seed: number, mean: number): Float64Array {
  const values = noise(seed, mean, null)
  const more = noiseCounts(new Random(seed + 1), planted.length, 3 * mean)
  planted.forEach((cell, index) => (values[cell] = (values[cell] as number) + (more[index] as number)))
  return values
}

describe('findHotSpots on noise', () => {
  it.each(noises)('shows something in at most 5 % of 200 maps: %s', (_, mean, size) => {
    expect(falseMaps(mean, size, {})).toBeLessThanOrEqual(maps * 0.05)
  })
})

describe('findHotSpots on a planted disk', () => {
  const found = (how: Partial<HotSpotInput>, mean: number) => {
    const shares = Array.from({ length: 20 }, (_, map) => {
      const spots = findHotSpots({ cells, values: plantedMap(5000 + map * 104729, mean), ...how })
      return planted.filter((cell) => (spots.class[cell] as number) > 0).length / planted.length
    })
    return shares.reduce((sum, share) => sum + share, 0) / shares.length
  }

  it('finds most of it where one ring finds little', () => {
    const adaptive = found({}, 0.5)
    const exact = found({ method: 'exact' }, 0.5)
    expect(adaptive).toBeGreaterThan(0.75)
    expect(adaptive).toBeGreaterThan(1.5 * exact)
    expect(found({}, 2)).toBeGreaterThan(0.95)
  })

  it('tells sum, expectation, ring, persistence and piece of every cell', () => {
    const spots = findHotSpots({ cells, values: plantedMap(1, 2) })
    const middle = planted[0] as number
    expect(spots.class[middle]).toBe(3)
    expect(spots.localSum[middle]).toBeGreaterThan(2 * (spots.expected[middle] as number))
    expect(spots.persistence[middle]).toBe(1)
    expect(spots.pieces[spots.piece[middle] as number]?.cells).toContain(middle)
    expect(spots.facts).toMatchObject({
      method: 'adaptive',
      cells: names.length,
      tests: 3 * names.length,
      tooFew: null,
    })
    expect(spots.localSum[middle]).toBeGreaterThanOrEqual(
      spots.facts.neededSum[spots.neighbors[middle] as number] ?? NaN,
    )
  })

  it('calls a cell significant exactly when its q is within alpha', () => {
    for (const method of ['adaptive', 'exact'] as const) {
      const spots = findHotSpots({ cells, values: plantedMap(1, 2), method, alpha: 0.1 })
      spots.q.forEach((q, cell) => expect(spots.class[cell] !== 0).toBe(q <= 0.1))
    }
  })

  it('gives the same twice', () => {
    const values = plantedMap(3, 0.5)
    expect(findHotSpots({ cells, values })).toEqual(findHotSpots({ cells, values }))
  })
})

describe('findHotSpots on other input', () => {
  it('says what is lacking and gives no class', () => {
    const lacking = (values: Float64Array) => findHotSpots({ cells: cells.subarray(0, values.length), values })
    expect(lacking(new Float64Array(20).fill(1)).facts.tooFew).toBe('cells')
    expect(lacking(new Float64Array(50).fill(1)).facts.tooFew).toBe('constant')
    expect(lacking(Float64Array.from({ length: 50 }, (_, cell) => (cell < 3 ? 9 : 0))).facts.tooFew).toBe('occupied')
    const few = lacking(Float64Array.from({ length: 50 }, (_, cell) => (cell < 6 ? 1 : 0)))
    expect(few.facts.tooFew).toBe('total')
    expect(few.class.every((level) => level === 0)).toBe(true)
    expect(few.p.every(Number.isNaN)).toBe(true)
  })

  it('puts values on cells of equal area when told their areas', () => {
    const areas = Float64Array.from(names, (_, cell) => (cell < names.length / 2 ? 1 : 2))
    const values = areas.map((area) => area * 5)
    values[0] = 9
    const { facts, value } = findHotSpots({ cells, values, areas })
    expect(facts.areaRatio).toBe(2)
    expect(value[1]).toBeCloseTo(value.at(-1) ?? NaN, 9)
  })

  it('names a parameter that makes no sense', () => {
    const values = new Float64Array(names.length)
    expect(() => findHotSpots({ cells, values, alpha: 0.5 })).toThrow('alpha is 0.5')
    expect(() => findHotSpots({ cells, values, rings: 9 })).toThrow('rings is 9')
    expect(() => findHotSpots({ cells, values: values.subarray(1) })).toThrow(`values for ${names.length} cells`)
  })
})
