import { cumulate, drawIndex } from '../draw/apportion.ts'
import { isWeekend } from '../draw/calendar.ts'
import { type AccidentQuota, accidentQuotasOf } from '../calibration.ts'
import { Random, streamSeed } from '../draw/random.ts'
import type { Register } from '../firms/register.ts'
import type { Roads } from '../roads/roads.ts'

/** Where an accident was: a listed segment, another place on a route, or at a firm. */
export const accidentPlaces = ['segment', 'roadside', 'firm'] as const

/** Accidents in columns, in the order of days; `day` is a day number, `at` an index into what `place` names. */
export interface AccidentPlan {
  readonly count: number
  readonly day: Int32Array
  readonly deaths: Uint8Array
  readonly place: Uint8Array
  readonly at: Int32Array
}

/** Shares of accidents: on listed segments, on other roads, at firms. */
const placeShares = [0.14, 0.36, 0.5]
/** How deadly an accident of each place is beside the others; decides where the deaths go. */
const deadliness = [1.5, 1.1, 0.8]

/** Plans two years of accidents quota by quota: numbers, deaths and severities come out exactly. */
export function planAccidents(register: Register, roads: Roads): AccidentPlan {
  const quotas = accidentQuotasOf(register.places.scale.accidents)
  const count = quotas.reduce((sum, quota) => sum + quota.accidents, 0)
  const plan: AccidentPlan = {
    count,
    day: new Int32Array(count),
    deaths: new Uint8Array(count),
    place: new Uint8Array(count),
    at: new Int32Array(count),
  }
  const random = new Random(streamSeed(register.places.seed, 'accidents'))
  const place = placer(register, roads, random)
  let first = 0
  for (const quota of quotas) {
    const days = drawDays(quota, random)
    for (let i = 0; i < quota.accidents; i++) {
      plan.day[first + i] = days[i] as number
      ;[plan.place[first + i], plan.at[first + i]] = place()
    }
    giveDeaths(plan, first, quota, random)
    first += quota.accidents
  }
  return plan
}

function placer(register: Register, roads: Roads, random: Random): () => [place: number, at: number] {
  const { firms } = register
  const segments = cumulate(roads.segments.map((segment) => segment.danger))
  const risks = Float64Array.from({ length: firms.count }, (_, firm) => {
    return register.industry(firm).hazardWeight * ((firms.employees[firm] as number) / 30) ** 0.5
  })
  const firmTotals = cumulate(risks)
  const shares = roads.segments.length > 0 && roads.roadsides.length > 0 ? placeShares : [0, 0, 1]
  return () => {
    const place = random.weighted(shares)
    if (place === 0) return [place, drawIndex(segments, random.next())]
    return [place, place === 1 ? random.below(roads.roadsides.length) : drawIndex(firmTotals, random.next())]
  }
}

/** Days of a quota in order: a little fewer at weekends. */
function drawDays({ from, to, accidents }: AccidentQuota, random: Random): Int32Array {
  const totals = cumulate(Array.from({ length: to - from + 1 }, (_, i) => (isWeekend(from + i) ? 0.85 : 1)))
  return Int32Array.from({ length: accidents }, () => from + drawIndex(totals, random.next())).sort()
}

const largerShare = 0.012
const twoDeathsShare = 0.05

/** Shares out the deaths of a quota: the severe accidents first, then two, one or none, until they add up. */
function giveDeaths(plan: AccidentPlan, first: number, quota: AccidentQuota, random: Random): void {
  const order = byDeadliness(plan, first, quota.accidents, random)
  const severe = severeDeaths(quota, random)
  let left = quota.deaths - severe.reduce((sum, deaths) => sum + deaths, 0)
  let next = 0
  for (const deaths of severe) plan.deaths[order[next++] as number] = deaths
  const pairs = Math.min(Math.round(quota.accidents * twoDeathsShare), left >> 1)
  for (let i = 0; i < pairs; i++, left -= 2) plan.deaths[order[next++] as number] = 2
  if (left < 0 || left > quota.accidents - next) throw new Error(`${quota.deaths} deaths do not fit the accidents`)
  for (; left > 0; left--) plan.deaths[order[next++] as number] = 1
}

function severeDeaths(quota: AccidentQuota, random: Random): number[] {
  const larger = Math.round(quota.accidents * largerShare)
  return [
    ...Array.from({ length: quota.extraMajor }, () => random.between(30, 36)),
    ...Array.from({ length: quota.major }, () => random.between(10, 17)),
    ...Array.from({ length: larger }, () => 3 + random.weighted([0.55, 0.22, 0.12, 0.06, 0.03, 0.01, 0.01])),
  ]
}

/** Accidents of the quota, those that take lives first: a race of exponentials, the deadlier the faster. */
function byDeadliness(plan: AccidentPlan, first: number, count: number, random: Random): number[] {
  const times = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    times[i] = -Math.log(1 - random.next()) / (deadliness[plan.place[first + i] as number] as number)
  }
  const order = Array.from(times.keys()).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  return order.map((i) => first + i)
}
