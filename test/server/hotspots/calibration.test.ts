import { describe, expect, it } from 'vitest'
import { runStudy } from '../../../server/hotspots/runStudy.ts'
import { noise, roundField, studyOf, sumsOf } from '../../helpers/studies.ts'

const maps = 200
const field = roundField(8, 24)
const autoField = roundField(9, 15)
const noises = [
  ['Poisson .02', 0.02, null],
  ['Poisson .1', 0.1, null],
  ['Poisson .5', 0.5, null],
  ['Poisson 2', 2, null],
  ['negative binomial .5', 0.5, 0.5],
  ['negative binomial 2', 2, 0.5],
] as const

describe('an analysis of noise', () => {
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

  it('does so among the occupied cells and those around them', () => {
    const shown = Array.from({ length: maps }, (_map, map) => {
      const values = noise(277 + map * 7919, field.length, 0.1)
      const { cells } = sumsOf(field, values)
      return runStudy(studyOf(field, values, { baseResolution: 8, area: { kind: 'surround', cells } }))
    }).filter(({ spots }) => spots.class.some((level) => level !== 0))
    expect(shown.length).toBeLessThanOrEqual(maps * 0.05)
  })
})
