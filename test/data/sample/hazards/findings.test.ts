import { describe, expect, it } from 'vitest'
import { drawFoundOffset } from '../../../../data/sample/hazards/foundDays.ts'
import { Random } from '../../../../data/sample/draw/random.ts'
import { campaignDays } from '../../../../data/sample/hazards/temper.ts'
import { plannedSample, rowsOf } from '../samples.ts'

const sample = plannedSample('city', 6)
const industryOf = new Map<unknown, string>()
for (const { values } of rowsOf(sample, 'enterprises')) industryOf.set(values.enterpriseId, String(values.industryCode))
const hazards = [...rowsOf(sample, 'hazards')].map(({ values }) => values)
const industriesWith = (finding: RegExp) =>
  new Set(
    hazards
      .filter(({ title, enterpriseId }) => finding.test(String(title)) && enterpriseId !== null)
      .map(({ enterpriseId }) => industryOf.get(enterpriseId)!),
  )

describe('findings', () => {
  it('fit the industry of the firm', () => {
    for (const code of industriesWith(/自动化控制|老旧装置/)) expect(code).toMatch(/^C2/)
    for (const code of industriesWith(/深基坑|脚手架|起重机械未验收/)) expect(code).toMatch(/^E4/)
    for (const code of industriesWith(/包装间与液氨/)) expect(code).toMatch(/^C13|^G5930/)
    for (const code of industriesWith(/^养老院/)) expect(code).toBe('Q8514')
    expect(industriesWith(/自动化控制/).size).toBeGreaterThan(0)
  })

  it('speak of 厂中厂 where plants are shared', () => {
    const shared = new Set(sample.truth().factoryClusters.flatMap(({ memberIds }) => memberIds))
    const found = hazards.filter(({ title }) => String(title).startsWith('厂中厂'))
    expect(found.length).toBeGreaterThan(50)
    for (const { enterpriseId } of found) expect(shared.has(String(enterpriseId))).toBe(true)
  })

  it('serve the presets of the map', () => {
    const has = (test: (hazard: (typeof hazards)[number]) => boolean) => expect(hazards.some(test)).toBe(true)
    has(({ sector, category }) => sector === 'hazardousChemicals' && category === 'equipment')
    has(({ sector, title }) => (sector === 'medical' || sector === 'fireSafety') && String(title).includes('医院'))
    has(({ sector, title }) => sector === 'nonCoalMine' && String(title).includes('边坡'))
  })
})

describe('days on which hazards are found', () => {
  const median = (selfInspection: boolean, trend: Parameters<typeof drawFoundOffset>[1]) => {
    const random = new Random(11)
    const offsets = Array.from({ length: 4001 }, () => drawFoundOffset(selfInspection, trend, random))
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...offsets)).toBeLessThan(campaignDays)
    return offsets.toSorted((a, b) => a - b)[2000]!
  }

  it('follow the phases of the campaign and the trend of the place', () => {
    const steady = median(false, 'steady')
    expect(median(false, 'growing')).toBeGreaterThan(steady + 10)
    expect(median(false, 'fading')).toBeLessThan(steady - 10)
    expect(median(false, 'new')).toBeGreaterThan(70)
    expect(median(true, 'steady')).toBeGreaterThan(45)
  })
})
