import { type Accident, severityOf } from '#model/accident.ts'
import type { Sector } from '#model/codes.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { type AccidentPlan, accidentPlaces } from './accidentPlan.ts'
import { dayText } from '../draw/calendar.ts'
import type { Place } from '../land/ground.ts'
import { locationAt } from '../location.ts'
import type { SampleCounty } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { type Register, reportingUnitOf } from '../firms/register.ts'
import type { Roadside, Roads, SegmentPlan } from '../roads/roads.ts'
import { stakeMark } from '../roads/stakes.ts'

/** The table of accidents, by day. */
export function* sampleAccidents(plan: AccidentPlan, register: Register, roads: Roads): Generator<StoredRecord> {
  const stream = streamSeed(register.places.seed, 'accidentRecords')
  const random = new Random(stream)
  for (let accident = 0; accident < plan.count; accident++) {
    random.restart(stream, accident)
    const scene = sceneOf(plan, accident, register, roads, random)
    yield { values: accidentValues(plan, accident, scene, random), location: locationAt(scene) }
  }
}

interface Scene extends Place {
  readonly county: SampleCounty
  readonly address: string
  readonly type: string
  readonly sector: Sector | null
  readonly enterpriseId: string | null
  readonly roadSegmentId: string | null
}

function sceneOf(plan: AccidentPlan, accident: number, register: Register, roads: Roads, random: Random): Scene {
  const at = plan.at[accident] as number
  const place = accidentPlaces[plan.place[accident] as number]
  if (place === 'firm') return firmScene(register, at, random)
  const counties = register.places.counties
  const road = { type: 'roadTraffic', sector: 'transport', enterpriseId: null } as const
  if (place === 'roadside') {
    const { lng, lat, county, sign, stake } = roads.roadsides[at] as Roadside
    const where = counties[county] as SampleCounty
    const address = `${where.name}${sign.code}${sign.name}${stakeMark(stake)}`
    return { ...road, lng, lat, county: where, address, roadSegmentId: null }
  }
  const segment = roads.segments[at] as SegmentPlan
  const { lng, lat } = placeOnSegment(segment, register, random)
  const county = counties[segment.county] as SampleCounty
  const stake = random.between(
    Math.min(segment.startStake, segment.endStake),
    Math.max(segment.startStake, segment.endStake),
  )
  const address = `${county.name}${segment.sign.code}${segment.sign.name}${stakeMark(stake)}`
  return { ...road, lng, lat, county, address, roadSegmentId: segment.id }
}

/** A vertex of the line that lies in the segment's county; its middle always does. */
function placeOnSegment({ line, middle, county }: SegmentPlan, register: Register, random: Random): Place {
  const vertex = random.pick(line)
  return register.places.isIn(county, vertex) ? vertex : middle
}

/** Kinds of accident by sector, with their weights. */
const typesBySector: Readonly<Partial<Record<Sector, Readonly<Record<string, number>>>>> = {
  construction: { fall: 46, collapse: 16, struck: 14, machinery: 10, electrocution: 8, other: 6 },
  coalMine: { collapse: 34, struck: 18, machinery: 16, explosion: 12, poisoning: 10, other: 10 },
  nonCoalMine: { collapse: 30, fall: 22, struck: 20, machinery: 16, explosion: 6, other: 6 },
  hazardousChemicals: { explosion: 30, fire: 28, poisoning: 22, machinery: 10, other: 10 },
  gas: { explosion: 52, fire: 30, poisoning: 14, other: 4 },
  transport: { machinery: 30, struck: 26, fire: 18, fall: 14, other: 12 },
  fishingVessel: { vessel: 66, fall: 16, machinery: 8, other: 10 },
  fireworks: { explosion: 84, fire: 12, other: 4 },
  industryTrade: { machinery: 36, fall: 17, struck: 15, electrocution: 9, fire: 9, poisoning: 7, other: 7 },
}
const typesElsewhere = { fire: 62, fall: 12, electrocution: 9, explosion: 5, other: 12 }

function firmScene(register: Register, firm: number, random: Random): Scene {
  const [lng, lat] = [register.firms.lng[firm] as number, register.firms.lat[firm] as number]
  const { sector } = register.industry(firm)
  const types = (sector ? typesBySector[sector] : undefined) ?? typesElsewhere
  const type = Object.keys(types)[random.weighted(Object.values(types))] as string
  const enterpriseId = register.id(firm)
  return {
    lng,
    lat,
    county: register.county(firm),
    address: register.address(firm),
    type,
    sector,
    enterpriseId,
    roadSegmentId: null,
  }
}

const typeNames: Readonly<Record<string, string>> = {
  roadTraffic: '道路交通事故',
  fire: '火灾事故',
  explosion: '爆炸事故',
  poisoning: '中毒窒息事故',
  fall: '高处坠落事故',
  collapse: '坍塌事故',
  machinery: '机械伤害事故',
  struck: '物体打击事故',
  electrocution: '触电事故',
  vessel: '水上交通事故',
  other: '其他事故',
}

/** Weights of the hours 0 to 23: mornings and afternoons at work, evenings on the road. */
const workHours = [2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 9, 5, 7, 11, 12, 11, 9, 6, 5, 4, 3, 3, 2]
const roadHours = [4, 3, 3, 3, 3, 5, 7, 9, 8, 7, 7, 7, 6, 6, 7, 7, 8, 10, 11, 10, 8, 7, 6, 5]

function accidentValues(
  plan: AccidentPlan,
  accident: number,
  scene: Scene,
  random: Random,
): { -readonly [Name in keyof Accident]: Accident[Name] } {
  const day = dayText(plan.day[accident] as number)
  const deaths = plan.deaths[accident] as number
  const onRoad = scene.type === 'roadTraffic'
  const hour = random.weighted(onRoad ? roadHours : workHours)
  const seriousInjuries = deaths === 0 ? random.between(0, 2) : random.poisson(0.3 + deaths * 0.35)
  const vehicles = onRoad ? 1 + random.weighted([0.35, 0.5, 0.1, 0.05]) : null
  const name = typeNames[scene.type] ?? '事故'
  return {
    accidentNo: `SG-${scene.county.code}-${day.replaceAll('-', '')}-${String(accident + 1).padStart(6, '0')}`,
    title: `${scene.county.name}“${Number(day.slice(5, 7))}·${Number(day.slice(8))}”${name}`,
    occurredAt: day,
    hour,
    sector: scene.sector,
    accidentType: scene.type,
    severity: severityOf(deaths),
    deaths,
    seriousInjuries,
    minorInjuries: random.poisson(0.7),
    vehicles,
    enterpriseId: scene.enterpriseId,
    roadSegmentId: scene.roadSegmentId,
    address: scene.address,
    description: `${hour}时许，${scene.address}发生一起${name}，死亡${deaths}人，重伤${seriousInjuries}人。`,
    regionCode: scene.county.code,
    reportingUnit: reportingUnitOf(scene.county.code),
    datum: 'wgs84',
  }
}
