import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, significanceClasses } from '../../../server/analysis/falseDiscovery.ts'
import { gi, giStar } from '../../../server/analysis/giStar.ts'
import { normalTwoSided } from '../../../server/analysis/normal.ts'
import { includeSelf, rowStandardise, weightsFromLists } from '../../../server/analysis/spatialWeights.ts'
import { expectAllNear, readReference } from '../../helpers/referenceNumbers.ts'

interface LocalGReference {
  readonly z: number[]
  readonly G: number[]
  readonly p_two_sided: number[]
  readonly p_bh: number[]
  readonly gi_bin_raw: number[]
  readonly gi_bin_fdr: number[]
}

interface Columbus {
  readonly input: { CRIME: number[]; x: number[]; y: number[] } & Record<'nb_gal' | 'nb_dband' | 'nb_knn4', number[][]>
  readonly gi_star: Record<'gal_B' | 'dband_B' | 'knn4_B' | 'idw_self1', LocalGReference>
  readonly gi_plain_gal_B: LocalGReference
}

interface Cells {
  readonly input: { value: number[]; nb_k1: number[][]; nb_k2: number[][] }
  readonly gi_star: Record<'k1_B' | 'k2_B', LocalGReference>
}

const columbus = readReference<Columbus>('columbus')
const cells = readReference<Cells>('h3_cells')
const { CRIME, nb_gal, nb_dband, nb_knn4, x, y } = columbus.input
const crime = Float64Array.from(CRIME)
const counts = Float64Array.from(cells.input.value)
const inverse = nb_dband.map((list, item) =>
  list.map((other) => 1 / Math.hypot((x[item] ?? 0) - (x[other] ?? 0), (y[item] ?? 0) - (y[other] ?? 0))),
)
const plain = (lists: number[][]) => includeSelf(weightsFromLists(lists))

const settings = [
  ['Columbus, contiguity', crime, plain(nb_gal), columbus.gi_star.gal_B],
  ['Columbus, distance band', crime, plain(nb_dband), columbus.gi_star.dband_B],
  ['Columbus, 4 nearest', crime, plain(nb_knn4), columbus.gi_star.knn4_B],
  ['Columbus, inverse distance', crime, includeSelf(weightsFromLists(nb_dband, inverse)), columbus.gi_star.idw_self1],
  ['H3 cells, one ring', counts, plain(cells.input.nb_k1), cells.gi_star.k1_B],
  ['H3 cells, two rings', counts, plain(cells.input.nb_k2), cells.gi_star.k2_B],
] as const

describe('giStar', () => {
  it.each(settings)('equals R spdep: %s', (_, values, weights, reference) => {
    const { localSum, z } = giStar(values, weights)
    const total = values.reduce((sum, value) => sum + value, 0)
    const p = z.map(normalTwoSided)
    const q = benjaminiHochberg(p)
    expectAllNear(z, reference.z)
    expectAllNear(
      localSum.map((sum) => sum / total),
      reference.G,
    )
    expectAllNear(p, reference.p_two_sided)
    expectAllNear(q, reference.p_bh)
    expect([...significanceClasses(p, z)]).toEqual(reference.gi_bin_raw)
    expect([...significanceClasses(q, z)]).toEqual(reference.gi_bin_fdr)
  })

  it('does not change when rows are scaled', () => {
    const weights = plain(nb_gal)
    expectAllNear(giStar(crime, rowStandardise(weights)).z, [...giStar(crime, weights).z])
  })

  it('is undefined without variation and where all items are neighbours', () => {
    expect([...giStar(Float64Array.of(3, 3, 3), plain([[1], [0], []])).z]).toEqual([NaN, NaN, NaN])
    expect(giStar(Float64Array.of(1, 2, 3), plain([[1, 2], [0], []])).z[0]).toBeNaN()
  })

  it('names a value that is no number, and counts that do not fit', () => {
    expect(() => giStar(Float64Array.of(1, NaN), plain([[], []]))).toThrow('value 1 is NaN')
    expect(() => giStar(Float64Array.of(1), plain([[], []]))).toThrow('1 values for weights of 2 items')
  })
})

describe('gi', () => {
  it('equals R spdep on Columbus', () => {
    const { z } = gi(crime, weightsFromLists(nb_gal))
    expectAllNear(z, columbus.gi_plain_gal_B.z)
    expectAllNear(benjaminiHochberg(z.map(normalTwoSided)), columbus.gi_plain_gal_B.p_bh)
  })
})
