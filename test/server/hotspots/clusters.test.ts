import { gridDisk } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellIds } from '../../../server/analysis/h3Rings.ts'
import { spotGroups } from '../../../server/hotspots/clusters.ts'
import { runStudy } from '../../../server/hotspots/runStudy.ts'
import { cautions } from '../../../server/hotspots/sentences.ts'
import type { HotSpotQuestion } from '../../../server/hotspots/question.ts'
import { noise, roundField, studyOf } from '../../helpers/studies.ts'

const field = roundField(8, 17)
const middle = (field[300] as bigint).toString(16)
const core = new Set(cellIds(gridDisk(middle, 1)))

const question: HotSpotQuestion = {
  filter: {},
  measure: 'count',
  resolution: 8,
  ring: 3,
  method: 'exact',
  confidence: 95,
  studyArea: 'occupied',
  step: 'none',
  steps: 12,
  compare: null,
}

describe('the spots of an analysis', () => {
  it('hold more than expected if hot, less if cold: edges that neighbours make significant are none', () => {
    const counts = noise(5, field.length, 0.5)
    field.forEach((cell, index) => {
      if (core.has(cell)) counts[index] = 60
    })
    for (const [method, ring] of [
      ['exact', 3],
      ['adaptive', 1],
    ] as const) {
      const study = runStudy(studyOf(field, counts, { baseResolution: 8, method, ring }))
      const groups = spotGroups(study)
      expect(groups.length).toBeGreaterThan(0)
      for (const { hot, value, expected } of groups)
        expect(hot ? value - (expected ?? 0) : (expected ?? 0) - value).toBeGreaterThan(0)
    }
  })

  it('are told with what could not be compared and which steps lie before the data', () => {
    const study = runStudy(studyOf(field, noise(6, field.length, 3), { baseResolution: 8 }))
    expect(cautions(question, study, { unlocated: 0, stepsBefore: 0 })).toEqual([])
    const told = cautions(question, { ...study, leftOut: 7 }, { unlocated: 2, stepsBefore: 9 })
    expect(told.map(({ en }) => en.slice(0, 11))).toEqual(['The first 9', '7 more lie ', '2 more reco'])
  })
})
