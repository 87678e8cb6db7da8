import { describe, expect, it } from 'vitest'
import {
  empiricalBayesIndex,
  globalEmpiricalBayes,
  localEmpiricalBayes,
} from '../../../server/analysis/empiricalBayes.ts'
import { rowStandardise, spatialLag, weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { expectAllNear, expectNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Reference {
  readonly ebest_poisson: { a: number; b: number; est: number[] }
  readonly ebest_binomial: { s2: number; b: number; est: number[] }
  readonly eblocal_queen: { a: number[]; m: number[]; est: number[] }
  readonly eb_index_z: number[]
  readonly eb_index_moran: { I: number }
}

const reference = readReference<Reference>('nc_rates')
const inputs = readReference<{ cases: number[]; births: number[]; neighbours: number[][] }>('nc_inputs')
const cases = Float64Array.from(inputs.cases)
const births = Float64Array.from(inputs.births)
const queen = weightsFromLists(inputs.neighbours)

describe('sudden infant deaths in North Carolina', () => {
  it('have the reference Poisson rates, drawn to the overall rate', () => {
    const { mean, between, estimate } = globalEmpiricalBayes(cases, births)
    expectNear(mean, reference.ebest_poisson.b)
    expectNear(between, reference.ebest_poisson.a)
    expectAllNear(estimate, reference.ebest_poisson.est)
  })

  it('have the reference binomial rates', () => {
    const { mean, spread, estimate } = globalEmpiricalBayes(cases, births, 'binomial')
    expectNear(mean, reference.ebest_binomial.b)
    expectNear(spread, reference.ebest_binomial.s2)
    expectAllNear(estimate, reference.ebest_binomial.est)
  })

  it('have the reference local rates, each centred at its own neighbourhood', () => {
    const { mean, between, estimate } = localEmpiricalBayes(cases, births, queen)
    expectAllNear(mean, reference.eblocal_queen.m)
    expectAllNear(between, reference.eblocal_queen.a)
    expectAllNear(estimate, reference.eblocal_queen.est)
  })

  it('have the reference index, and its Moran', () => {
    const index = empiricalBayesIndex(cases, births)
    expectAllNear(index, reference.eb_index_z)
    const mean = index.reduce((sum, value) => sum + value, 0) / index.length
    const centered = index.map((value) => value - mean)
    const lag = spatialLag(rowStandardise(queen), centered)
    const cross = centered.reduce((sum, value, region) => sum + value * (lag[region] as number), 0)
    expectNear(cross / centered.reduce((sum, value) => sum + value * value, 0), reference.eb_index_moran.I)
  })
})

describe('empirical Bayes rates', () => {
  it('draw a small region to the mean and leave a large one where it is', () => {
    const counts = new Float64Array([1, 3000, 500, 900])
    const { mean, estimate } = globalEmpiricalBayes(counts, new Float64Array([2, 10_000, 10_000, 10_000]))
    // Its own rate of .5 lies .35 from the mean.
    expect(Math.abs((estimate[0] as number) - mean)).toBeLessThan(0.06)
    expect(estimate[1]).toBeCloseTo(0.3, 2)
  })

  it('are the mean where chance explains all, or where there is no exposure', () => {
    const even = globalEmpiricalBayes(new Float64Array([10, 10, 0]), new Float64Array([100, 100, 0]))
    expect(even.between).toBe(0)
    expect([...even.estimate]).toEqual([0.1, 0.1, 0.1])
    expect([...empiricalBayesIndex(new Float64Array([10, 10, 0]), new Float64Array([100, 100, 0]))]).toEqual([0, 0, 0])
  })

  it('are 0 without cases, exposure or regions', () => {
    for (const family of ['poisson', 'binomial'] as const) {
      expect([...globalEmpiricalBayes(new Float64Array(2), new Float64Array(2), family).estimate]).toEqual([0, 0])
      expect([...globalEmpiricalBayes(new Float64Array(2), new Float64Array([5, 9]), family).estimate]).toEqual([0, 0])
      expect(globalEmpiricalBayes(new Float64Array(0), new Float64Array(0), family).estimate).toHaveLength(0)
    }
    const alone = weightsFromLists([[], [2], [1]])
    const local = localEmpiricalBayes(new Float64Array([0, 3, 1]), new Float64Array([0, 10, 10]), alone)
    expect(local.estimate[0]).toBe(0)
    expect(local.mean[1]).toBe(0.2)
  })

  it('refuse weights of another number of regions', () => {
    expect(() => localEmpiricalBayes(new Float64Array(1), new Float64Array([1]), queen)).toThrow(
      '1 regions for weights',
    )
  })
})
