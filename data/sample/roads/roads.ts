import { apportion } from '../draw/apportion.ts'
import type { Place } from '../land/ground.ts'
import type { Places, SampleCounty } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import {
  buildRoute,
  type Course,
  courseBetween,
  placeAlong,
  type Route,
  type RouteSign,
  turningDegrees,
} from './routes.ts'
import { ruggedness } from '../words/belts.ts'

/** A stretch of road that the sample lists as dangerous. */
export interface SegmentPlan {
  readonly index: number
  readonly id: string
  readonly sign: RouteSign
  /** In the direction of travel: from the start stake to the end stake. */
  readonly line: readonly Place[]
  readonly middle: Place
  readonly county: number
  /** Metres; descending where `direction` is `down`. */
  readonly startStake: number
  readonly endStake: number
  readonly direction: 'up' | 'down' | 'both'
  readonly turnPerKm: number
  readonly rugged: number
  /** Accidents to be expected in two years, relative to the other segments. */
  readonly danger: number
}

/** A place on some route where nothing is listed. */
export interface Roadside extends Place {
  readonly county: number
  readonly sign: RouteSign
  readonly stake: number
}

export interface Roads {
  readonly segments: readonly SegmentPlan[]
  readonly roadsides: readonly Roadside[]
}

const maxRoutesPerSegment = 6
const segmentEveryMeters = 14_000

/** Lays out routes province by province until each has its share of dangerous segments; mountains get more. */
export function planRoads(places: Places): Roads {
  const provinces = groupByProvince(places.counties)
  const weights = provinces.map((seats) =>
    seats.reduce((sum, { code, areaKm2 }) => sum + (0.25 + ruggedness(code)) * Math.min(1.6, areaKm2 / 1200), 0),
  )
  const quotas = apportion(places.scale.roadSegments, weights)
  const roads = new RoadBuilder(places)
  for (const [position, seats] of provinces.entries()) roads.build(seats, position, quotas[position] as number)
  return roads
}

function groupByProvince(counties: readonly SampleCounty[]): SampleCounty[][] {
  const groups = new Map<string, SampleCounty[]>()
  for (const county of counties.filter(({ communities }) => communities > 0)) {
    const group = groups.get(county.code.slice(0, 2))
    if (group) group.push(county)
    else groups.set(county.code.slice(0, 2), [county])
  }
  return [...groups.values()]
}

class RoadBuilder implements Roads {
  readonly segments: SegmentPlan[] = []
  readonly roadsides: Roadside[] = []
  private readonly places: Places
  private readonly countOfCounty = new Map<number, number>()

  constructor(places: Places) {
    this.places = places
  }

  build(seats: readonly SampleCounty[], position: number, quota: number): void {
    const random = new Random(streamSeed(this.places.seed, 'routes'), position)
    const end = this.segments.length + quota
    for (let attempt = 0; this.segments.length < end; attempt++) {
      if (attempt > quota * maxRoutesPerSegment + 100) throw new Error(`no room for ${quota} road segments`)
      const route = buildRoute(seats, random)
      if (route) this.list(route, end - this.segments.length, random)
    }
  }

  /** Lists up to `most` segments of the route, none touching another. */
  private list(route: Route, most: number, random: Random): void {
    const length = route.course.distances.at(-1) ?? 0
    const wanted = Math.min(most, 12, Math.max(1, Math.round((length / segmentEveryMeters) * random.logNormal(1, 0.6))))
    const reach = length / wanted
    for (let part = 0; part < wanted; part++) {
      const size = Math.min(3000, Math.max(300, random.logNormal(760, 0.55)), reach * 0.8)
      if (size < 300) return
      const from = tidy(part * reach + this.windiest(route.course, part * reach, reach - size, size, random))
      const to = Math.min(from + tidy(size), Math.floor(length))
      if (to - from >= 290) this.add(route, from, to, random)
      this.addRoadside(route, random.within(0, length))
    }
  }

  /** Start, within `room` metres, of the most winding of a few stretches; in flat land of the first one. */
  private windiest(course: Course, start: number, room: number, size: number, random: Random): number {
    const candidates = Array.from({ length: 4 }, () => random.within(0, room))
    const rugged = random.chance(0.7)
    if (!rugged) return candidates[0] as number
    const turning = candidates.map((offset) =>
      turningDegrees(courseBetween(course, start + offset, start + offset + size)),
    )
    return candidates[turning.indexOf(Math.max(...turning))] as number
  }

  private add(route: Route, from: number, to: number, random: Random): void {
    const line = courseBetween(route.course, from, to)
    const middle = placeAlong(route.course, (from + to) / 2)
    const county = this.places.countyIndexAt(middle)
    const onLand = [line[0] as Place, line.at(-1) as Place].every((end) => this.places.countyIndexAt(end) !== null)
    if (county === null || !onLand) return
    const { code } = this.places.counties[county] as SampleCounty
    const number = (this.countOfCounty.get(county) ?? 0) + 1
    this.countOfCounty.set(county, number)
    const direction = route.techClass === 'class4' ? 'both' : random.pick(['up', 'down', 'both'] as const)
    const [low, high] = [route.firstStake + from, route.firstStake + to]
    const turnPerKm = (turningDegrees(line) * 1000) / (to - from)
    this.segments.push({
      index: this.segments.length,
      id: `LD${code}${String(number).padStart(4, '0')}`,
      sign: signOf(route),
      line: direction === 'down' ? line.toReversed() : line,
      middle,
      county,
      direction,
      startStake: direction === 'down' ? high : low,
      endStake: direction === 'down' ? low : high,
      turnPerKm,
      rugged: ruggedness(code),
      danger: random.logNormal(1 + turnPerKm / 500, 0.8),
    })
  }

  private addRoadside(route: Route, meters: number): void {
    const place = placeAlong(route.course, meters)
    const county = this.places.countyIndexAt(place)
    if (county === null) return
    this.roadsides.push({ ...place, county, sign: signOf(route), stake: tidy(route.firstStake + meters) })
  }
}

function signOf({ code, name, adminClass, techClass }: Route): RouteSign {
  return { code, name, adminClass, techClass }
}

/** Stakes are read to ten metres. */
function tidy(meters: number): number {
  return Math.round(meters / 10) * 10
}
