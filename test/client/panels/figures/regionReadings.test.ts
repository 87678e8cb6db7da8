import { describe, expect, it } from 'vitest'
import { indicators } from '#model/indicator.ts'
import { rankRegions, zeroReports } from '../../../../client/panels/figures/regionReadings.ts'
import { regionRow } from '../../../helpers/answers.ts'

const rate = indicators.find(({ id }) => id === 'rectificationRate')!
const hazards = regionRow().hazards!
const row = (code: string, found: number, rectified: number) =>
  regionRow({ code, hazards: { ...hazards, found, rectified } })
const outside = regionRow({
  code: '710000',
  inStatistics: false,
  hazards: null,
  enterprises: null,
  accidents: null,
  roadSegments: null,
  assistanceVisits: null,
})

describe('rankRegions()', () => {
  it('puts the highest first and regions without a value last, whatever their counts', () => {
    const ranked = rankRegions([outside, row('11', 100, 50), row('12', 3, 3), row('13', 100, 90)], rate)
    expect(ranked.map((entry) => entry.row.code)).toEqual(['13', '11', '710000', '12'])
    expect(ranked.map(({ reading }) => reading.missing)).toEqual([null, null, 'notApplicable', 'tooFew'])
  })

  it('ranks nothing when there is nothing', () => {
    expect(rankRegions([], rate)).toEqual([])
  })
})

describe('zeroReports()', () => {
  it('names regions that found nothing, but not those outside the statistics', () => {
    expect(zeroReports([row('11', 0, 0), row('12', 5, 1), outside]).map(({ code }) => code)).toEqual(['11'])
  })
})
