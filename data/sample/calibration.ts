import { findCampaign } from '#model/campaign.ts'
import { yearBefore } from '#model/day.ts'
import { dayNumber } from './draw/calendar.ts'

/**
 * Published figures of the 2023 campaign as of early August 2023 (People's Daily, "各级各部门检查发现重大事故隐患7.4万余项,
 * 整改5.5万项 ... 企业自查5.6万项 ... 挂牌督办2.31万项 ... 帮扶企业117.8万家次 ... 同比分别下降25.1%和14%"). Department and
 * self-inspection are disjoint; listed hazards are a part of both, never added.
 */
export const published = {
  asOf: '2023-08-05',
  department: { found: 74_000, rectified: 55_000 },
  selfInspection: { found: 56_000, rectified: 43_000 },
  listed: { found: 23_100, rectified: 14_400 },
  assistanceVisits: 1_178_000,
  supervisionLetters: 38,
  /** Against the same days of the year before, percent as printed. */
  accidentChangePercent: -25.1,
  deathChangePercent: -14,
} as const

/** Hazards that share source and listing; the found and rectified ones are exact. */
export interface Stratum {
  readonly selfInspection: boolean
  readonly listed: boolean
  readonly found: number
  readonly rectified: number
}

/** The published totals split by source and listing. The split of the listed ones by source is ours. */
export const strata: readonly Stratum[] = [
  { selfInspection: false, listed: true, found: 17_000, rectified: 10_500 },
  { selfInspection: false, listed: false, found: 57_000, rectified: 44_500 },
  { selfInspection: true, listed: true, found: 6_100, rectified: 3_900 },
  { selfInspection: true, listed: false, found: 49_900, rectified: 39_100 },
]

/** Who found the department-side hazards: ours, all of them count as department in the published totals. */
export const departmentSources = [
  { source: 'department', weight: 664 },
  { source: 'supervision', weight: 31 },
  { source: 'publicReport', weight: 36 },
  { source: 'monitoring', weight: 9 },
] as const

const campaign = findCampaign('majorHazard2023')
if (!campaign) throw new Error('the campaign majorHazard2023 is not defined')
export const campaignId = campaign.id

/** Days as numbers (calendar.ts), both ends included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A count of accidents with their deaths on certain days. */
export interface AccidentQuota extends Span {
  readonly accidents: number
  readonly deaths: number
  /** Of these, accidents with 10-29 and with 30 and more deaths. */
  readonly major: number
  readonly extraMajor: number
}

export const lastDay = dayNumber(published.asOf)
export const campaignSpan: Span = { from: dayNumber(campaign.from), to: lastDay }
const campaignBefore: Span = { from: dayNumber(yearBefore(campaign.from)), to: dayNumber(yearBefore(published.asOf)) }
const firstDay = campaignBefore.to - 364

/**
 * Two years of accidents, 40,000 in all. Both the campaign's days and the whole year fall by the published shares
 * against the year before: 17,130 after 22,870 and 4,741 after 6,330 are -25.1 %; 17,200 deaths after 20,000 and
 * 4,730 after 5,500 are -14.0 %. The bases are ours, the article gives none.
 */
export const accidentQuotas: readonly AccidentQuota[] = [
  { from: firstDay, to: campaignBefore.from - 1, accidents: 16_540, deaths: 14_500, major: 7, extraMajor: 1 },
  { ...campaignBefore, accidents: 6_330, deaths: 5_500, major: 4, extraMajor: 0 },
  {
    from: campaignBefore.to + 1,
    to: campaignSpan.from - 1,
    accidents: 12_389,
    deaths: 12_470,
    major: 4,
    extraMajor: 0,
  },
  { ...campaignSpan, accidents: 4_741, deaths: 4_730, major: 1, extraMajor: 1 },
]

export const scaleNames = ['city', 'national', 'stress'] as const
export type ScaleName = (typeof scaleNames)[number]

/** How much of everything a sample holds. */
export interface Scale {
  readonly name: ScaleName
  /** Prefix of the region codes that it covers; empty: the nation. */
  readonly regionPrefix: string
  readonly hazards: number
  readonly enterprises: number
  readonly roadSegments: number
  readonly accidents: number
  /** Assistance visits and other acts of authorities, as a share of the nation's. */
  readonly actionShare: number
  /** Industrial sites (parks, plants, towers ...) per thousand enterprises, as a multiple of the nation's. */
  readonly siteDensity: number
}

export const scales: Readonly<Record<ScaleName, Scale>> = {
  city: {
    name: 'city',
    regionPrefix: '4406',
    hazards: 8_000,
    enterprises: 20_000,
    roadSegments: 120,
    accidents: 900,
    actionShare: 1 / 18,
    siteDensity: 1.6,
  },
  national: {
    name: 'national',
    regionPrefix: '',
    hazards: 130_000,
    enterprises: 300_000,
    roadSegments: 3_000,
    accidents: 40_000,
    actionShare: 1,
    siteDensity: 1,
  },
  stress: {
    name: 'stress',
    regionPrefix: '',
    hazards: 1_300_000,
    enterprises: 1_200_000,
    roadSegments: 30_000,
    accidents: 400_000,
    actionShare: 1,
    siteDensity: 1,
  },
}

const nationalHazards = strata.reduce((sum, stratum) => sum + stratum.found, 0)
const nationalAccidents = accidentQuotas.reduce((sum, quota) => sum + quota.accidents, 0)

/** The strata of a sample of `hazards`; exactly the published ones at the national number. */
export function strataOf(hazards: number): Stratum[] {
  const share = hazards / nationalHazards
  const scaled = strata.map((stratum) => ({
    ...stratum,
    found: Math.round(stratum.found * share),
    rectified: Math.round(stratum.rectified * share),
  }))
  const last = scaled.at(-1) as (typeof scaled)[number]
  last.found += hazards - scaled.reduce((sum, stratum) => sum + stratum.found, 0)
  return scaled
}

/** The quotas of a sample of `accidents`; exactly those above at the national number. */
export function accidentQuotasOf(accidents: number): AccidentQuota[] {
  const share = accidents / nationalAccidents
  const scaled = accidentQuotas.map((quota) => ({
    ...quota,
    accidents: Math.round(quota.accidents * share),
    deaths: Math.round(quota.deaths * share),
    major: Math.round(quota.major * share),
    extraMajor: Math.round(quota.extraMajor * share),
  }))
  const first = scaled[0] as (typeof scaled)[number]
  first.accidents += accidents - scaled.reduce((sum, quota) => sum + quota.accidents, 0)
  return scaled
}
