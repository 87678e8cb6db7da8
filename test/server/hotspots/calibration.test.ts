import { describe, expect, it } from 'vitest'
import { runStudy } from '../../../server/hotspots/runStudy.ts'
import type { StudyArea } from '../../../server/hotspots/study.ts'
import { studyCells } from '../../../server/hotspots/studyCells.ts'
import { noiseCounts } from '../../helpers/noiseCubes.ts'
import { Random } from '../../helpers/random.ts'
import { noise, roundField, studyOf, sumsOf } from '../../helpers/studies.ts'

const maps = 200
/** Where a map takes a tenth of a second: real values are put on a fine grid. */
const fewer = 100
const field = roundField(8, 24)
const town = roundField(8, 17)
const autoField = roundField(9, 15)
const noises = [
  ['Poisson .02', 0.02, null],
  ['Poisson .1', 0.1, null],
  ['Poisson .5', 0.5, null],
  ['Poisson 2', 2, null],
  ['negative binomial .5', 0.5, 0.5],
  ['negative binomial 2', 2, 0.5],
] as const

describe('an analysis of noise', { timeout: 180_000 }, () => {
  it.each(noises)('shows something in at most 5 % of 200 maps: %s', (_, mean, size) => {
    const shown = Array.from({ length: maps }, (_map, map) => {
      const values = noise(77 + map * 7919, field.length, mean, size)
      return runStudy(studyOf(field, values, { baseResolution: 8 }))
    }).filter(({ spots }) => spots.class.some((level) => level !== 0))
    expect(shown.length).toBeLessThanOrEqual(maps * 0.05)
  })

  it.each(noises.slice(2, 6).filter(([, mean]) => mean === 2))(
    'does so at a resolution chosen by itself: %s',
    (_, mean, size) => {
      const shown = Array.from({ length: maps }, (_map, map) => {
        const values = noise(177 + map * 7919, autoField.length, mean, size)
        return runStudy(studyOf(autoField, values, { baseResolution: 9, candidates: [7, 8, 9] }))
      }).filter(({ spots }) => spots.class.some((level) => level !== 0))
      expect(shown.length).toBeLessThanOrEqual(maps * 0.05)
    },
  )

  const exposures = {
    'towns of 50 and hamlets of one': (cell: number) => (cell % 5 === 0 ? 50 : 1),
    'small and large towns side by side': (cell: number) => [48, 120, 400, 1500][cell % 4] as number,
    'a large city in the country': (cell: number) => (cell < town.length / 8 ? 3000 : 60),
  }
  it.each(Object.entries(exposures))('does so of a rate that is the same everywhere: %s', (_, exposureOf) => {
    const enterprises = Float64Array.from(town, (_cell, index) => exposureOf(index))
    const shown = Array.from({ length: fewer }, (_map, map) => {
      const random = new Random(377 + map * 7919)
      const cases = enterprises.map((size) => noiseCounts(random, 1, 0.05 * size, null)[0] as number)
      return runStudy(studyOf(town, cases, { baseResolution: 8, exposures: sumsOf(town, enterprises) }))
    }).filter(({ spots }) => spots.class.some((level) => level !== 0))
    expect(shown.length).toBeLessThanOrEqual(fewer * 0.05)
  })

  it('does so of a rate that varies from cell to cell without order', () => {
    const enterprises = Float64Array.from(town, (_cell, index) => [48, 120, 400, 1500][index % 4] as number)
    const shown = Array.from({ length: fewer }, (_map, map) => {
      const random = new Random(477 + map * 7919)
      const cases = enterprises.map((size) => noiseCounts(random, 1, 0.05 * size, 3)[0] as number)
      return runStudy(studyOf(town, cases, { baseResolution: 8, exposures: sumsOf(town, enterprises) }))
    }).filter(({ spots }) => spots.class.some((level) => level !== 0))
    expect(shown.length).toBeLessThanOrEqual(fewer * 0.05)
  })

  it('does so inside an outline that cuts through cells', () => {
    const outline = [[113, 22.9], [113.35, 22.95], [113.3, 23.2], [113.05, 23.15], [113, 22.9]] // prettier-ignore
    const area: StudyArea = { kind: 'region', shapes: [[[outline]]] }
    const cells = studyCells(area, 8)
    for (const mean of [0.5, 2, 5]) {
      const shown = Array.from({ length: fewer }, (_map, map) => {
        const values = noise(577 + map * 7919, cells.length, mean)
        return runStudy(studyOf(cells, values, { baseResolution: 8, candidates: [7], area }))
      }).filter(({ spots }) => spots.class.some((level) => level !== 0))
      expect(shown.length).toBeLessThanOrEqual(fewer * 0.05)
    }
  })

  it('does so among the occupied cells and those around them', () => {
    const shown = Array.from({ length: maps }, (_map, map) => {
      const values = noise(277 + map * 7919, field.length, 0.1)
      const { cells } = sumsOf(field, values)
      return runStudy(studyOf(field, values, { baseResolution: 8, area: { kind: 'surround', cells } }))
    }).filter(({ spots }) => spots.class.some((level) => level !== 0))
    expect(shown.length).toBeLessThanOrEqual(maps * 0.05)
  })
})
