import type { RoadSegment } from '#model/roadSegment.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { type AccidentPlan, accidentPlaces } from '../accidents/accidentPlan.ts'
import { dayNumber, dayText } from '../draw/calendar.ts'
import { lastDay } from '../calibration.ts'
import { lineGeometry } from '../land/geometry.ts'
import { locationAt } from '../location.ts'
import type { Places, SampleCounty } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { reportingUnitOf } from '../firms/register.ts'
import type { Roads, SegmentPlan } from './roads.ts'
import { ledgerStakeText } from './stakes.ts'

/** The accidents of a segment in three years: those of the table and those of the year before it. */
interface Toll {
  accidents: number
  deaths: number
  injuries: number
  /** Accidents with injured people. */
  injuring: number
  fatal: number
  worst: number
}

/** The table of road segments. Their tolls hold at least the accidents that the table of accidents has on them. */
export function* sampleRoadSegments(roads: Roads, plan: AccidentPlan, places: Places): Generator<StoredRecord> {
  const stream = streamSeed(places.seed, 'roadSegments')
  const random = new Random(stream)
  const tolls = countTolls(roads, plan)
  for (const segment of roads.segments) {
    random.restart(stream, segment.index)
    const toll = withEarlierYear(tolls[segment.index] as Toll, random)
    yield {
      values: segmentValues(segment, toll, places.counties[segment.county] as SampleCounty, random),
      location: locationAt(segment.middle),
      geometry: lineGeometry(segment.line),
    }
  }
}

function countTolls(roads: Roads, plan: AccidentPlan): Toll[] {
  const tolls = roads.segments.map((): Toll => ({
    accidents: 0,
    deaths: 0,
    injuries: 0,
    injuring: 0,
    fatal: 0,
    worst: 0,
  }))
  for (let accident = 0; accident < plan.count; accident++) {
    if (accidentPlaces[plan.place[accident] as number] !== 'segment') continue
    add(tolls[plan.at[accident] as number] as Toll, plan.deaths[accident] as number)
  }
  return tolls
}

function add(toll: Toll, deaths: number): void {
  toll.accidents += 1
  toll.deaths += deaths
  toll.fatal += deaths > 0 ? 1 : 0
  toll.worst = Math.max(toll.worst, deaths)
}

function withEarlierYear(toll: Toll, random: Random): Toll {
  const whole = { ...toll }
  const earlier = random.poisson(0.3 + toll.accidents * 0.45)
  for (let i = 0; i < earlier; i++) add(whole, random.weighted([0.3, 0.6, 0.08, 0.02]))
  for (let i = 0; i < whole.accidents; i++) {
    const injuries = random.poisson(0.8)
    whole.injuries += injuries
    whole.injuring += injuries > 0 ? 1 : 0
  }
  return whole
}

/** Grades after domain rules: by listing and the worst accident, then the city's and the county's rule. */
export function gradeOf(toll: Readonly<Toll>, supervisionLevel: string | null, staticRisk: boolean): string {
  if (supervisionLevel === 'national' || supervisionLevel === 'province' || toll.worst >= 3) return 'A'
  if (toll.fatal >= 3 || toll.injuring >= 5) return 'B'
  return toll.accidents >= 5 || staticRisk ? 'C' : 'D'
}

function drawSupervision(toll: Toll, random: Random): string | null {
  const pressure = Math.min(3, 0.6 + toll.fatal * 0.35)
  const draw = random.next()
  if (draw < 0.004 * pressure) return 'national'
  if (draw < 0.03 * pressure) return 'province'
  if (draw < 0.11 * pressure) return 'city'
  return draw < 0.26 * pressure ? 'county' : null
}

function drawFeatures({ rugged, turnPerKm, sign }: SegmentPlan, random: Random): string[] {
  const bends = turnPerKm > 90
  const chances: readonly (readonly [feature: string, chance: number])[] = [
    ['sharpBend', bends ? 0.75 : 0.05],
    ['steepSlope', 0.4 * rugged],
    ['longDescent', 0.3 * rugged],
    ['waterside', 0.12],
    ['cliffside', bends ? 0.4 * rugged : 0.04],
    ['atGradeJunction', sign.techClass === 'expressway' ? 0 : 0.42 * (1.1 - rugged)],
    ['throughVillage', sign.techClass === 'expressway' ? 0 : 0.15 + 0.25 * (1 - rugged)],
    ['poorSight', bends ? 0.4 : 0.1],
    ['fogIce', 0.1],
    ['noGuardrail', 0.1 + 0.2 * rugged],
    ['roadworks', 0.05],
    ['bridgeTunnel', 0.09],
  ]
  const features = chances.filter(([, chance]) => random.chance(chance)).map(([feature]) => feature)
  return features.length > 0 ? features : [bends ? 'sharpBend' : 'poorSight']
}

const featureNames: Readonly<Record<string, string>> = {
  sharpBend: '急弯',
  steepSlope: '陡坡',
  longDescent: '长下坡',
  waterside: '临水',
  cliffside: '临崖',
  atGradeJunction: '平交路口',
  throughVillage: '穿村过镇',
  poorSight: '视距不良',
  fogIce: '团雾结冰',
  noGuardrail: '无防护',
  roadworks: '施工',
  bridgeTunnel: '桥隧',
}
const plans = [
  '一路一策：增设护栏、线形诱导标和减速带',
  '一段一方案：改善视距，增设信号灯',
  '一路一策：设避险车道、限速抓拍',
  '',
]
const firstFound = dayNumber('2022-03-01')

function segmentValues(
  segment: SegmentPlan,
  toll: Toll,
  county: SampleCounty,
  random: Random,
): { -readonly [Name in keyof RoadSegment]: RoadSegment[Name] } {
  const features = drawFeatures(segment, random)
  const supervisionLevel = drawSupervision(toll, random)
  const staticRisk = features.length >= 4
  const found = random.between(firstFound, lastDay)
  const rectified = random.chance(0.5) ? found + Math.round(random.logNormal(80, 0.7)) : Infinity
  const names = features.map((feature) => featureNames[feature]).join('、')
  return {
    segmentId: segment.id,
    routeCode: segment.sign.code,
    routeName: segment.sign.name,
    adminClass: segment.sign.adminClass,
    techClass: segment.sign.techClass,
    stakeText: ledgerStakeText(segment.startStake, segment.endStake, random),
    startStake: segment.startStake,
    endStake: segment.endStake,
    direction: segment.direction,
    segmentKind: toll.fatal >= 3 || toll.accidents >= 5 ? 'accidentProne' : 'dangerous',
    grade: gradeOf(toll, supervisionLevel, staticRisk),
    riskFeatures: features,
    description: `${county.name}境内${names}路段，三年发生事故${toll.accidents}起，死亡${toll.deaths}人。`,
    accidents3y: toll.accidents,
    deaths3y: toll.deaths,
    injuries3y: toll.injuries,
    supervisionLevel,
    authority: random.pick([`${county.name}公安局交警大队`, `${county.name}交通运输局`, `${county.name}公路事务中心`]),
    segmentPlan: random.pick(plans) || null,
    geometryMethod: random.pick(['calibrated', 'interpolated', 'interpolated', 'digitised']),
    lengthMeters: Math.abs(segment.endStake - segment.startStake),
    foundAt: dayText(found),
    dueAt: dayText(found + random.pick([60, 90, 180, 365])),
    rectifiedAt: rectified <= lastDay ? dayText(rectified) : null,
    listedAt: supervisionLevel === null ? null : dayText(Math.min(lastDay, found + random.between(5, 40))),
    regionCode: county.code,
    reportingUnit: reportingUnitOf(county.code),
    datum: 'wgs84',
  }
}
