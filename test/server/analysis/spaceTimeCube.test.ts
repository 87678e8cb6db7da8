import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, significanceClasses } from '../../../server/analysis/falseDiscovery.ts'
import { giStar } from '../../../server/analysis/giStar.ts'
import { mannKendall } from '../../../server/analysis/mannKendall.ts'
import { normalTwoSided } from '../../../server/analysis/normal.ts'
import { countEvents, spaceTimeGiStar, spaceTimeSums } from '../../../server/analysis/spaceTimeCube.ts'
import { includeSelf, weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { Random } from '../../helpers/random.ts'
import { expectAllNear, expectNear, readReference } from '../../helpers/referenceNumbers.ts'

interface Cube {
  readonly input: { nt: number; values_t_major: number[]; nb_space: number[][]; time_lag: number }
  readonly gi_star: { z: number[]; p_two_sided: number[]; p_bh: number[]; gi_bin_raw: number[]; gi_bin_fdr: number[] }
  readonly mann_kendall_of_z: Record<'S' | 'varS' | 'z_no_cc' | 'p_no_cc' | 'z_cc' | 'p_cc' | 'tau', number[]>
}

const reference = readReference<Cube>('space_time_cube')
const { nt: steps, nb_space: lists, values_t_major: values } = reference.input
const cells = lists.length
/** From the reference's order (all cells of a step together) to ours (all steps of a cell together). */
const byCell = (tMajor: readonly number[]) =>
  Float64Array.from(tMajor, (_, bin) => tMajor[(bin % steps) * cells + Math.floor(bin / steps)] as number)
const weights = includeSelf(weightsFromLists(lists))
const cube = { values: byCell(values), steps, weights }

describe('the cube of R spdep', () => {
  const zScores = spaceTimeGiStar(cube, reference.input.time_lag)
  const p = zScores.map(normalTwoSided)

  it('has the reference z, p and adjusted p in every bin', () => {
    expectAllNear(zScores, byCell(reference.gi_star.z))
    byCell(reference.gi_star.p_two_sided).forEach((expected, bin) => expectNear(p[bin], expected))
    byCell(reference.gi_star.p_bh).forEach((expected, bin) => expectNear(benjaminiHochberg(p)[bin], expected))
  })

  it('has the reference classes, raw and after false discovery control', () => {
    // Adding 0 makes the -0 of an insignificant cold bin a plain 0.
    expect([...significanceClasses(p, zScores)].map((value) => value + 0)).toEqual([
      ...byCell(reference.gi_star.gi_bin_raw),
    ])
    expect([...significanceClasses(benjaminiHochberg(p), zScores)].map((value) => value + 0)).toEqual([
      ...byCell(reference.gi_star.gi_bin_fdr),
    ])
  })

  it('has the reference trend of every cell', () => {
    const { S, varS, z_no_cc, p_no_cc, z_cc, p_cc, tau } = reference.mann_kendall_of_z
    for (let cell = 0; cell < cells; cell++) {
      const series = zScores.subarray(cell * steps, (cell + 1) * steps)
      const corrected = mannKendall(series, { exactSteps: 0 })
      const plain = mannKendall(series, { exactSteps: 0, continuity: false })
      expect(corrected.s).toBe(S[cell])
      // The Kendall package computes variance and tau in single precision, and z and p come from them.
      expectNear(corrected.variance, varS[cell] ?? NaN, 1e-6)
      expectNear(corrected.tau, tau[cell] ?? NaN, 1e-6)
      expectNear(corrected.zScore, z_cc[cell] ?? NaN, 1e-6)
      expectNear(corrected.pValue, p_cc[cell] ?? NaN, 1e-5)
      expectNear(plain.zScore, z_no_cc[cell] ?? NaN, 1e-6)
      expectNear(plain.pValue, p_no_cc[cell] ?? NaN, 1e-5)
    }
  })
})

describe('spaceTimeGiStar', () => {
  it('is the plain Gi* of one step', () => {
    const step = Float64Array.from(values.slice(0, cells))
    expectAllNear(spaceTimeGiStar({ values: step, steps: 1, weights }), giStar(step, weights).z)
  })

  it('against each step alone and without a lag is the plain Gi* of each step', () => {
    const zScores = spaceTimeGiStar(cube, 0, 'individualStep')
    for (let step = 0; step < steps; step++) {
      const own = Float64Array.from(values.slice(step * cells, (step + 1) * cells))
      expectAllNear(
        zScores.filter((_, bin) => bin % steps === step),
        giStar(own, weights).z,
      )
    }
  })

  it('against the steps of the neighbourhood is the cube of those steps alone', () => {
    const zScores = spaceTimeGiStar(cube, 1, 'neighborhoodSteps')
    const pair = { values: cube.values.filter((_, bin) => [4, 5].includes(bin % steps)), steps: 2, weights }
    expectAllNear(
      zScores.filter((_, bin) => bin % steps === 5),
      spaceTimeGiStar(pair, 1).filter((_, bin) => bin % 2 === 1),
    )
  })

  it('is undefined where nothing varies or the neighbourhood is all there is', () => {
    expect([...spaceTimeGiStar({ values: new Float64Array(cells * 2).fill(3), steps: 2, weights })]).toSatisfy(
      (all: number[]) => all.every(Number.isNaN),
    )
    const pair = includeSelf(weightsFromLists([[1], [0]]))
    expect([...spaceTimeGiStar({ values: new Float64Array([1, 5]), steps: 1, weights: pair })]).toEqual([NaN, NaN])
  })
})

describe('spaceTimeSums', () => {
  it('look back in time, never ahead', () => {
    const alone = { values: new Int32Array([1, 10, 100, 1000]), steps: 4, weights: includeSelf(weightsFromLists([[]])) }
    expect([...spaceTimeSums(alone, 2).sum]).toEqual([1, 11, 111, 1110])
    expect([...spaceTimeSums(alone, 2).size]).toEqual([1, 2, 3, 3])
    expect([...spaceTimeSums(alone, 0).sum]).toEqual([1, 10, 100, 1000])
  })

  it('refuse values, steps, lags and weights that do not fit, naming them', () => {
    expect(() => spaceTimeSums({ ...cube, steps: 11 })).toThrow('504 values for 42 cells at 11 steps')
    expect(() => spaceTimeSums({ ...cube, steps: 0 })).toThrow('steps is 0')
    expect(() => spaceTimeSums(cube, -1)).toThrow('lag is -1')
    const weighted = { ...weights, weight: new Float64Array(weights.neighbor.length) }
    expect(() => spaceTimeSums({ ...cube, weights: weighted })).toThrow('all 1')
  })
})

describe('countEvents', () => {
  it('counts events by cell and step, in any order', () => {
    const random = new Random(5)
    const events = Array.from({ length: 500 }, () => [random.integer(0, 6), random.integer(0, 3)] as const)
    const count = (list: readonly (readonly [number, number])[]) =>
      countEvents(Int32Array.from(list, ([cell]) => cell), Int32Array.from(list, ([, step]) => step), 7, 4) // prettier-ignore
    const counts = count(events)
    expect(counts.reduce((sum, value) => sum + value, 0)).toBe(500)
    expect(counts[2 * 4 + 3]).toBe(events.filter(([cell, step]) => cell === 2 && step === 3).length)
    expect(count(events.toReversed())).toEqual(counts)
  })

  it('refuses an event outside the cube, naming it', () => {
    expect(() => countEvents(new Int32Array([0, 7]), new Int32Array([0, 1]), 7, 4)).toThrow('event 1 lies at cell 7')
    expect(() => countEvents(new Int32Array(1), new Int32Array(2), 7, 4)).toThrow('1 cells for 2 steps')
  })
})
