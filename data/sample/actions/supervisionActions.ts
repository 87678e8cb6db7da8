import type { StoredRecord } from '#model/storedRecord.ts'
import { type ActionValues, noAction } from './actionValues.ts'
import { apportion } from '../draw/apportion.ts'
import { dayText, weekday } from '../draw/calendar.ts'
import { campaignSpan, lastDay, published } from '../calibration.ts'
import { penaltiesAndReports } from '../hazards/hazardActions.ts'
import type { HazardBook } from '../hazards/hazards.ts'
import type { SampleCounty } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { reportingUnitOf } from '../firms/register.ts'

/** The table of supervision actions: counts by county and fortnight, then single acts. */
export function* sampleSupervisionActions(book: HazardBook): Generator<StoredRecord> {
  for (const values of fortnightlyCounts(book)) yield { values, location: null }
  for (const values of letters(book)) yield { values, location: null }
  for (const values of interviews(book)) yield { values, location: null }
  for (const values of penaltiesAndReports(book)) yield { values, location: null }
}

/** Hazards that authorities found per 1,000 inspections: 32.1, as the ministry reported for 2024. */
const majorsPerThousandInspections = 32.1

const countedTypes = [
  { type: 'assistanceVisit', prefix: 'BF', words: '帮扶指导企业', national: published.assistanceVisits },
  {
    type: 'inspection',
    prefix: 'JC',
    words: '执法检查企业',
    national: Math.round((published.department.found * 1e3) / majorsPerThousandInspections),
  },
] as const

const fortnights = Math.ceil((campaignSpan.to - campaignSpan.from + 1) / 14)

/** One row for each county and fortnight with visits; their counts add up to the published total. */
function* fortnightlyCounts(book: HazardBook): Generator<ActionValues> {
  const { counties, scale, seed } = book.register.places
  for (const { type, prefix, words, national } of countedTypes) {
    const random = new Random(streamSeed(seed, 'fortnightlyCounts', type))
    const growth = type === 'inspection' ? 0.18 : 0.06
    const weights = counties.flatMap((county) => {
      const zeal = county.firms * random.logNormal(1, 0.35)
      return Array.from({ length: fortnights }, (_, i) => zeal * (0.5 + Math.min(1, i / 2.5)) * (1 + growth * i))
    })
    const counts = apportion(Math.round(national * scale.actionShare), weights)
    for (const [index, count] of counts.entries()) {
      if (count === 0) continue
      const county = counties[Math.floor(index / fortnights)] as SampleCounty
      const day = workday(campaignSpan.from + 14 * (index % fortnights) + random.below(14))
      yield {
        ...noAction,
        actionNo: `${prefix}-${county.code}-${(index % fortnights) + 1}`,
        actionType: type,
        actedAt: dayText(day),
        count,
        unitName: `${county.name}安全生产委员会办公室`,
        description: `两周内${words}${count}家次`,
        ...placeOf(county),
      }
    }
  }
}

function placeOf(county: SampleCounty): Pick<ActionValues, 'regionCode' | 'reportingUnit'> {
  return { regionCode: county.code, reportingUnit: reportingUnitOf(county.code) }
}

/** The day, or the Friday before a weekend, within the campaign. */
function workday(day: number): number {
  const moved = weekday(day) === 6 ? day - 1 : weekday(day) === 0 ? day - 2 : day
  return Math.max(campaignSpan.from, Math.min(moved, lastDay))
}

/** Letters of the State Council's safety office to provinces: 38 in the nation. */
function* letters(book: HazardBook): Generator<ActionValues> {
  const { counties, scale, seed } = book.register.places
  const random = new Random(streamSeed(seed, 'letters'))
  const provinces = new Map(counties.map((county) => [county.code.slice(0, 2), county]))
  const count = Math.round(published.supervisionLetters * scale.actionShare)
  const receivers = random.shuffle([...provinces.values()])
  for (let letter = 0; letter < count; letter++) {
    const { code, provinceName } = receivers[letter % receivers.length] as SampleCounty
    yield {
      ...noAction,
      actionNo: `JYH-2023-${String(letter + 1).padStart(3, '0')}`,
      actionType: 'letter',
      actedAt: dayText(workday(random.between(campaignSpan.from + 30, lastDay))),
      unitName: '国务院安全生产委员会办公室',
      description: `就重大事故隐患整改向${provinceName}发出督促建议函`,
      regionCode: `${code.slice(0, 2)}0000`,
      reportingUnit: code.slice(0, 2),
    }
  }
}

/** Interviews with counties: 620 in the nation. */
function* interviews(book: HazardBook): Generator<ActionValues> {
  const { counties, scale, seed } = book.register.places
  const random = new Random(streamSeed(seed, 'interviews'))
  const count = Math.round(620 * scale.actionShare)
  const populated = counties.filter(({ firms }) => firms > 0)
  for (let interview = 0; interview < count; interview++) {
    const county = random.pick(populated)
    yield {
      ...noAction,
      actionNo: `YT-${county.code}-${String(interview + 1).padStart(4, '0')}`,
      actionType: 'interview',
      actedAt: dayText(workday(random.between(campaignSpan.from + 20, lastDay))),
      unitName: `${county.cityName ?? county.provinceName}安全生产委员会`,
      description: `约谈${county.name}人民政府分管负责人，督促加快重大事故隐患整改`,
      ...placeOf(county),
    }
  }
}
