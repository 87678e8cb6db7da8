import { describe, expect, it } from 'vitest'
import { Random, streamSeed } from '../../../../data/sample/draw/random.ts'

const stream = streamSeed(7, 'test')
const draws = (random: Random, count: number) => Array.from({ length: count }, () => random.next())
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('random numbers', () => {
  it('repeat for the same stream and index', () => {
    expect(draws(new Random(stream, 3), 20)).toEqual(draws(new Random(stream, 3), 20))
    expect(draws(new Random(1, 1).restart(stream, 3), 20)).toEqual(draws(new Random(stream, 3), 20))
  })

  it('differ between indexes, streams and seeds', () => {
    const first = draws(new Random(stream, 0), 4)
    expect(draws(new Random(stream, 1), 4)).not.toEqual(first)
    expect(draws(new Random(streamSeed(7, 'other'), 0), 4)).not.toEqual(first)
    expect(draws(new Random(streamSeed(8, 'test'), 0), 4)).not.toEqual(first)
  })

  it('are uniform over neighbouring indexes, so that rows do not resemble their neighbours', () => {
    const firsts = Array.from({ length: 20_000 }, (_, index) => new Random(stream, index).next())
    expect(mean(firsts)).toBeCloseTo(0.5, 1)
    const bins = Array.from({ length: 10 }, () => 0)
    for (const value of firsts) bins[Math.floor(value * 10)]! += 1
    expect(Math.min(...bins)).toBeGreaterThan(1850)
    const next = firsts.slice(1)
    const correlation = mean(next.map((value, i) => (value - 0.5) * (firsts[i]! - 0.5))) * 12
    expect(Math.abs(correlation)).toBeLessThan(0.03)
  })

  it('keep to their ranges', () => {
    const random = new Random(stream)
    for (let i = 0; i < 1000; i++) {
      expect(random.below(7)).toBeLessThan(7)
      expect(random.between(3, 5)).toBeGreaterThanOrEqual(3)
      expect(random.between(3, 5)).toBeLessThanOrEqual(5)
    }
  })

  it('follow their distributions', () => {
    const random = new Random(stream)
    const normals = Array.from({ length: 20_000 }, () => random.normal())
    expect(mean(normals)).toBeCloseTo(0, 1)
    expect(mean(normals.map((value) => value * value))).toBeCloseTo(1, 1)
    expect(mean(Array.from({ length: 20_000 }, () => random.poisson(2.5)))).toBeCloseTo(2.5, 1)
    const logs = Array.from({ length: 20_000 }, () => random.logNormal(40, 0.9)).sort((a, b) => a - b)
    expect(logs[10_000]! / 40).toBeCloseTo(1, 1)
    const shares = [0, 0, 0]
    for (let i = 0; i < 30_000; i++) shares[random.weighted([1, 2, 3])]! += 1 / 30_000
    expect(shares[2]).toBeCloseTo(0.5, 1)
  })

  it('shuffle without losing anything', () => {
    const list = Array.from({ length: 50 }, (_, i) => i)
    const shuffled = new Random(stream).shuffle([...list])
    expect(shuffled).not.toEqual(list)
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(list)
  })
})
