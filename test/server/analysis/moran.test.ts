import { describe, expect, it } from 'vitest'
import { gi } from '../../../server/analysis/giStar.ts'
import { incrementalMoran } from '../../../server/analysis/incrementalMoran.ts'
import { globalMoran, localMoran } from '../../../server/analysis/moran.ts'
import { rowStandardise, weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { expectAllNear, expectNear, readReference } from '../../helpers/referenceNumbers.ts'

type Numbers = Record<'I' | 'EI' | 'VI' | 'z' | 'p', number>
type LocalNumbers = Record<'Ii' | 'EI' | 'VI' | 'z' | 'p_two_sided', number[]>
type GlobalReference = Record<'randomisation_two_sided' | 'normality_two_sided', Numbers>
interface LocalReference {
  readonly conditional: LocalNumbers
  readonly unconditional: LocalNumbers
  readonly quadrant_zero: string[]
}
interface Columbus {
  readonly input: { CRIME: number[]; x: number[]; y: number[] } & Record<'nb_gal' | 'nb_dband' | 'nb_knn4', number[][]>
  readonly moran: Record<'gal_W' | 'gal_B' | 'knn4_W' | 'idw_W', GlobalReference>
  readonly local_moran_gal_W: LocalReference
  readonly incremental_moran: Record<'distance' | 'I' | 'z' | 'p', number[]> & { first_peak: number }
}
interface Cells {
  readonly input: { value: number[]; nb_k1: number[][]; nb_k2: number[][] }
  readonly moran: Record<'k1_W_zero_policy_adjust_n' | 'k2_W', GlobalReference>
  readonly local_moran_k2_W: LocalReference
}

const columbus = readReference<Columbus>('columbus')
const cells = readReference<Cells>('h3_cells')
const { CRIME, nb_gal, nb_dband, nb_knn4, x, y } = columbus.input
const crime = Float64Array.from(CRIME)
const counts = Float64Array.from(cells.input.value)
const apart = (a: number, b: number) => Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0))
const inverse = nb_dband.map((list, item) => list.map((other) => 1 / apart(item, other)))
const standard = (lists: number[][]) => rowStandardise(weightsFromLists(lists))

const globalSettings = [
  ['Columbus, standardised', crime, standard(nb_gal), columbus.moran.gal_W],
  ['Columbus, binary', crime, weightsFromLists(nb_gal), columbus.moran.gal_B],
  ['Columbus, asymmetric', crime, standard(nb_knn4), columbus.moran.knn4_W],
  ['Columbus, inverse distance', crime, rowStandardise(weightsFromLists(nb_dband, inverse)), columbus.moran.idw_W],
  ['H3 cells with an island', counts, standard(cells.input.nb_k1), cells.moran.k1_W_zero_policy_adjust_n],
  ['H3 cells, two rings', counts, standard(cells.input.nb_k2), cells.moran.k2_W],
] as const

describe('globalMoran', () => {
  it.each(globalSettings)('equals R spdep: %s', (_, values, weights, reference) => {
    for (const under of ['randomisation', 'normality'] as const) {
      const wanted = reference[`${under}_two_sided`]
      const found = globalMoran(values, weights, under)
      expectNear(found?.i ?? NaN, wanted.I)
      expectNear(found?.expected ?? NaN, wanted.EI)
      expectNear(found?.variance ?? NaN, wanted.VI)
      expectNear(found?.z ?? NaN, wanted.z)
      expectNear(found?.p ?? NaN, wanted.p, 1e-8)
    }
  })

  it('is null for values that are all alike and for too few items', () => {
    expect(globalMoran(new Float64Array(49).fill(2), standard(nb_gal))).toBeNull()
    expect(globalMoran(Float64Array.of(1, 2, 3), weightsFromLists([[1], [0], []]))).toBeNull()
  })
})

/** As `expectAllNear`, with NaN where the reference has nothing. */
function expectKnownNear(actual: ArrayLike<number>, wanted: readonly (number | null)[]): void {
  expectAllNear(
    Array.from(actual, (value, item) => (wanted[item] === null && Number.isNaN(value) ? 0 : value)),
    wanted.map((value) => value ?? 0),
  )
}

const localSettings = [
  ['Columbus', crime, standard(nb_gal), columbus.local_moran_gal_W],
  ['H3 cells', counts, standard(cells.input.nb_k2), cells.local_moran_k2_W],
] as const
const codes: Readonly<Record<string, string>> = { highHigh: 'HH', lowHigh: 'LH', lowLow: 'LL', highLow: 'HL' }

describe('localMoran', () => {
  it.each(localSettings)('equals R spdep under both nulls: %s', (_, values, weights, reference) => {
    for (const [under, wanted] of [
      ['conditional', reference.conditional],
      ['total', reference.unconditional],
    ] as const) {
      const found = localMoran(values, weights, under)
      expectAllNear(found?.i ?? [], wanted.Ii)
      expectAllNear(found?.expected ?? [], wanted.EI)
      expectAllNear(found?.variance ?? [], wanted.VI)
      expectKnownNear(found?.z ?? [], wanted.z)
      expectKnownNear(found?.p ?? [], wanted.p_two_sided)
    }
    const quadrants = localMoran(values, weights)?.quadrant ?? []
    const known = [...quadrants.keys()].filter((item) => quadrants[item] !== null)
    expect(known.map((item) => codes[quadrants[item] ?? ''])).toEqual(
      known.map((item) => reference.quadrant_zero[item]),
    )
  })

  it('has, under the conditional null, the score of Gi times the sign of the item', () => {
    const mean = crime.reduce((sum, value) => sum + value, 0) / crime.length
    const scores = gi(crime, weightsFromLists(nb_gal)).z
    const found = localMoran(crime, weightsFromLists(nb_gal))
    expectAllNear(
      found?.z ?? [],
      Array.from(scores, (z, item) => z * Math.sign((crime[item] as number) - mean)),
    )
  })

  it('gives an island neither score nor quadrant', () => {
    const found = localMoran(Float64Array.of(1, 5, 2, 9, 4), weightsFromLists([[1], [0], [3], [2], []]))
    expect(found?.z[4]).toBeNaN()
    expect(found?.quadrant[4]).toBeNull()
  })
})

describe('incrementalMoran', () => {
  const wanted = columbus.incremental_moran
  const scales = wanted.distance.map((scale) => ({
    scale,
    weights: standard(
      crime.reduce<number[][]>(
        (lists, _, item) => [
          ...lists,
          [...crime.keys()].filter((other) => other !== item && apart(item, other) <= scale * (1 + 1e-12)),
        ],
        [],
      ),
    ),
  }))

  it('finds the first peak of R on Columbus', () => {
    const choice = incrementalMoran(crime, scales)
    expectAllNear(
      choice.tests.map(({ moran }) => moran?.z ?? NaN),
      wanted.z,
    )
    expectAllNear(
      choice.tests.map(({ moran }) => moran?.i ?? NaN),
      wanted.I,
    )
    expect(choice).toMatchObject({ chosen: wanted.first_peak, reason: 'peak' })
  })

  it('takes the greatest score where none is a peak, and says so', () => {
    expect(incrementalMoran(crime, scales.slice(0, 3))).toMatchObject({ chosen: 2, reason: 'highest' })
  })

  it('says that nothing clusters', () => {
    const alternating = Float64Array.from(crime, (_, item) => ((item * 7919) % 13) - 6)
    const lone = scales.slice(0, 1)
    expect(incrementalMoran(alternating, lone).reason).toBe('none')
    expect(incrementalMoran(new Float64Array(49), lone)).toMatchObject({ chosen: null, reason: 'none' })
  })
})
