import type { Hazard } from '#model/hazard.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { dayText } from '../draw/calendar.ts'
import { campaignId } from '../calibration.ts'
import { maskedPerson } from '../firms/enterpriseNames.ts'
import type { Place } from '../land/ground.ts'
import { type HazardLife, livesOf } from './hazardLife.ts'
import { foundDay, type HazardPlan, sources } from './hazardPlan.ts'
import { locationAt } from '../location.ts'
import { fillPhrase } from './phrase.ts'
import type { SampleCounty } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { type Register, reportingUnitOf } from '../firms/register.ts'
import type { Roads, SegmentPlan } from '../roads/roads.ts'
import { stakeText } from '../roads/stakes.ts'
import { allTemplates } from './templateChoice.ts'
import type { HazardTemplate } from '../words/hazardTemplates.ts'
import { inspectors, measures } from '../words/measures.ts'

/** The planned hazards with their numbers: what other tables ask about them. */
export interface HazardBook {
  readonly plan: HazardPlan
  readonly register: Register
  readonly roads: Roads
  lifeOf(hazard: number): HazardLife
  /** `HZ-{county}-{day}-{number of the day}`. */
  hazardNo(hazard: number): string
  template(hazard: number): HazardTemplate
  county(hazard: number): SampleCounty
}

/** Opens the book of a plan. */
export function openHazardBook(plan: HazardPlan, register: Register, roads: Roads): HazardBook {
  const { counties, seed } = register.places
  const numbers = numbersOfDay(plan)
  const county = (hazard: number) => counties[plan.county[hazard] as number] as SampleCounty
  return {
    plan,
    register,
    roads,
    county,
    lifeOf: livesOf(plan, seed),
    hazardNo: (hazard) => {
      const day = dayText(foundDay(plan, hazard)).replaceAll('-', '')
      return `HZ-${county(hazard).code}-${day}-${String(numbers[hazard]).padStart(4, '0')}`
    },
    template: (hazard) => allTemplates[plan.template[hazard] as number] as HazardTemplate,
  }
}

/** 1, 2, 3 ... within each county and day; the plan is sorted by both. */
function numbersOfDay(plan: HazardPlan): Uint16Array {
  const numbers = new Uint16Array(plan.count)
  for (let hazard = 0; hazard < plan.count; hazard++) {
    const same =
      hazard > 0 && plan.county[hazard] === plan.county[hazard - 1] && plan.found[hazard] === plan.found[hazard - 1]
    numbers[hazard] = same ? (numbers[hazard - 1] as number) + 1 : 1
  }
  return numbers
}

/** The table of hazards, by county and day. */
export function* sampleHazards(book: HazardBook): Generator<StoredRecord> {
  const stream = streamSeed(book.register.places.seed, 'hazardRecords')
  const random = new Random(stream)
  for (let hazard = 0; hazard < book.plan.count; hazard++) {
    const subject = subjectOf(book, hazard)
    yield { values: hazardValues(book, hazard, subject, random.restart(stream, hazard)), location: locationAt(subject) }
  }
}

/** Firm or segment that a hazard is at. */
interface Subject extends Place {
  readonly enterpriseId: string | null
  readonly enterpriseName: string | null
  readonly roadSegmentId: string | null
  readonly address: string
}

function subjectOf({ plan, register, roads }: HazardBook, hazard: number): Subject {
  const firm = plan.firm[hazard] as number
  if (firm >= 0) {
    const [lng, lat] = [register.firms.lng[firm] as number, register.firms.lat[firm] as number]
    const enterpriseName = register.name(firm)
    return {
      lng,
      lat,
      enterpriseId: register.id(firm),
      enterpriseName,
      roadSegmentId: null,
      address: register.address(firm),
    }
  }
  const segment = roads.segments[plan.segment[hazard] as number] as SegmentPlan
  const county = register.places.counties[segment.county] as SampleCounty
  const address = `${county.name}${segment.sign.code}${segment.sign.name}${stakeText(segment.startStake, segment.endStake)}`
  const { lng, lat } = segment.middle
  return { lng, lat, enterpriseId: null, enterpriseName: null, roadSegmentId: segment.id, address }
}

type Values = { -readonly [Name in keyof Hazard]: Hazard[Name] }

function hazardValues(book: HazardBook, hazard: number, subject: Subject, random: Random): Values {
  const { plan } = book
  const life = book.lifeOf(hazard)
  const template = book.template(hazard)
  const county = book.county(hazard)
  const source = sources[plan.source[hazard] as number] as (typeof sources)[number]
  const earlier = plan.recurrenceOf[hazard] as number
  const lag = plan.lag[hazard] as number
  return {
    hazardNo: book.hazardNo(hazard),
    title: template.title,
    description: `${fillPhrase(template.description, random)}。`,
    level: 'major',
    sector: template.sector,
    category: template.category,
    standardCode: template.standardCode,
    clause: template.clause,
    discoverySource: source,
    foundAt: dayText(life.found),
    foundByUnit: finder(source, template, county, subject, random),
    enterpriseId: subject.enterpriseId,
    enterpriseName: subject.enterpriseName,
    roadSegmentId: subject.roadSegmentId,
    address: subject.address,
    regionCode: county.code,
    reportingUnit: reportingUnitOf(county.code),
    campaign: campaignId,
    datum: 'wgs84',
    treatment: life.immediate ? 'immediate' : 'deadline',
    responsiblePerson: maskedPerson(random),
    measures: random.pick(measures[template.category] ?? ['限期整改']),
    fundingCny: random.chance(0.62)
      ? Math.round(random.logNormal(900 * (2 + Math.min(lag, 200)), 0.9) / 100) * 100
      : null,
    dueAt: dayText(life.due),
    extendedDueAt: textOf(life.extendedDue),
    confirmedAt: textOf(life.confirmed),
    rectificationStartedAt: textOf(life.started),
    rectifiedAt: textOf(life.rectified),
    reviewedAt: textOf(life.reviewed),
    closedAt: textOf(life.closed),
    dismissedAt: null,
    listedAt: textOf(life.listed),
    listingDueAt: textOf(life.listingDue),
    delistedAt: textOf(life.delisted),
    productionHalted: plan.listed[hazard] === 1 ? random.chance(0.45) : random.chance(0.08),
    voluntarilyReported: source === 'selfInspection' ? random.chance(0.22) : false,
    listingLevel: life.listed === null ? null : drawListingLevel(random),
    recurrenceOf: earlier < 0 ? null : book.hazardNo(earlier),
  }
}

function textOf(day: number | null): string | null {
  return day === null ? null : dayText(day)
}

function finder(
  source: (typeof sources)[number],
  template: HazardTemplate,
  county: SampleCounty,
  subject: Subject,
  random: Random,
): string {
  if (source === 'selfInspection') return subject.enterpriseName ?? `${county.name}公路事务中心`
  if (source === 'publicReport') return '12350举报投诉中心'
  if (source === 'monitoring') return `${county.cityName ?? county.provinceName}安全生产监测预警中心`
  if (source === 'supervision') {
    return random.chance(0.06) ? '国务院安委会明查暗访组' : `${county.provinceName}安全生产督导组`
  }
  if (subject.roadSegmentId !== null) return `${county.name}公安局交警大队`
  return `${county.name}${inspectors[template.sector] ?? '应急管理局'}`
}

const listingLevels = ['county', 'city', 'province', 'town', 'national'] as const

function drawListingLevel(random: Random): string {
  return listingLevels[random.weighted([0.6, 0.27, 0.095, 0.03, 0.005])] as string
}
