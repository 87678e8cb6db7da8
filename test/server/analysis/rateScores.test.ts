import { describe, expect, it } from 'vitest'
import { rateScores } from '../../../server/analysis/rateScores.ts'
import { Random } from '../../helpers/random.ts'

/** A Poisson draw by inversion. */
function poisson(mean: number, random: Random): number {
  let [count, left] = [0, random.next() - Math.exp(-mean)]
  for (let term = Math.exp(-mean); left > 0 && count < 10_000; left -= term) {
    count += 1
    term *= mean / count
  }
  return count
}

function momentsOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) }
}

describe('the scores of rates', () => {
  it('are alike for small and large exposures at one rate', () => {
    const random = new Random(11)
    const exposure = Float64Array.from({ length: 4000 }, (_, cell) => (cell % 2 ? 20 : 1000))
    const cases = exposure.map((size) => poisson(0.1 * size, random))
    const scores = rateScores(cases, exposure)
    for (const parity of [0, 1]) {
      const { mean, deviation } = momentsOf([...scores].filter((_, cell) => cell % 2 === parity))
      expect(Math.abs(mean)).toBeLessThan(0.05)
      expect(deviation).toBeGreaterThan(0.85)
      expect(deviation).toBeLessThan(1.05)
    }
  })

  it('rise with the cases and fall with the exposure', () => {
    const exposure = Float64Array.from({ length: 60 }, (_, cell) => 100 + (cell % 3))
    const cases = exposure.map((_, cell) => 5 + (cell % 7))
    const scores = rateScores(cases, exposure)
    expect(scores[6]).toBeGreaterThan(scores[3] as number)
    expect(scores[0]).toBeGreaterThan(scores[7] as number)
    expect(scores.every(Number.isFinite)).toBe(true)
  })

  it('stay finite for what could not be, and are 0 without any case', () => {
    const exposure = new Float64Array(40).fill(50)
    const cases = Float64Array.from({ length: 40 }, (_, cell) => (cell === 0 ? 5000 : 1))
    expect(rateScores(cases, exposure).every(Number.isFinite)).toBe(true)
    expect(rateScores(new Float64Array(3), new Float64Array(3).fill(1))).toEqual(new Float64Array(3))
  })
})
