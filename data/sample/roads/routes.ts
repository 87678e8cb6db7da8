import { distanceMeters, moved, offsetMeters, type Place } from '../land/ground.ts'
import type { SampleCounty } from '../land/places.ts'
import type { Random } from '../draw/random.ts'
import { ruggedness } from '../words/belts.ts'

/** A line along the ground with the distance of each point from the start, metres. */
export interface Course {
  readonly points: readonly Place[]
  readonly distances: Float64Array
}

/** What a road is called and how it is built. */
export interface RouteSign {
  /** GB/T 917: G, S or X and a number. */
  readonly code: string
  readonly name: string
  readonly adminClass: 'national' | 'provincial' | 'county'
  readonly techClass: string
}

export interface Route extends RouteSign {
  readonly course: Course
  /** Stake of the first point, metres. */
  readonly firstStake: number
}

/** Length of the chords that bends are made of. */
const flatChordMeters = 900
const ruggedChordMeters = 260

/**
 * A winding way between two places: midpoints are displaced, each level less, more in mountains; then the corners
 * are cut twice (Chaikin), which makes bends of chords.
 */
export function windingWay(from: Place, to: Place, rugged: number, random: Random): Place[] {
  const [east, north] = offsetMeters(from, to)
  const chord = flatChordMeters + (ruggedChordMeters - flatChordMeters) * rugged
  const amplitude = 0.035 + 0.2 * rugged
  let line: [number, number][] = [
    [0, 0],
    [east, north],
  ]
  let length = Math.hypot(east, north)
  while (length > chord && line.length < 2048) {
    line = displaceMidpoints(line, amplitude, random)
    length /= 2
  }
  return cutCorners(cutCorners(line)).map(([x, y]) => moved(from, x, y))
}

function displaceMidpoints(line: [number, number][], amplitude: number, random: Random): [number, number][] {
  const finer: [number, number][] = []
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] as [number, number]
    const [bx, by] = line[i + 1] as [number, number]
    const push = amplitude * Math.max(-2, Math.min(2, random.normal()))
    finer.push([ax, ay], [(ax + bx) / 2 - push * (by - ay), (ay + by) / 2 + push * (bx - ax)])
  }
  finer.push(line.at(-1) as [number, number])
  return finer
}

function cutCorners(line: [number, number][]): [number, number][] {
  const cut: [number, number][] = [line[0] as [number, number]]
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] as [number, number]
    const [bx, by] = line[i + 1] as [number, number]
    cut.push([0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by], [0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by])
  }
  cut.push(line.at(-1) as [number, number])
  return cut
}

/** Measures a line. */
export function courseOf(points: readonly Place[]): Course {
  const distances = new Float64Array(points.length)
  for (let i = 1; i < points.length; i++) {
    distances[i] = (distances[i - 1] as number) + distanceMeters(points[i - 1] as Place, points[i] as Place)
  }
  return { points, distances }
}

/** Index of the first point at least so many metres along the course, the last one beyond its end. */
function firstFrom(distances: Float64Array, meters: number): number {
  let low = 0
  let high = distances.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((distances[middle] as number) < meters) low = middle + 1
    else high = middle
  }
  return low
}

/** The place so many metres along the course. */
export function placeAlong({ points, distances }: Course, meters: number): Place {
  const next = Math.max(1, firstFrom(distances, meters))
  const [before, after] = [distances[next - 1] as number, distances[next] as number]
  const share = after > before ? (meters - before) / (after - before) : 0
  const [a, b] = [points[next - 1] as Place, points[next] as Place]
  const [east, north] = offsetMeters(a, b)
  return moved(a, east * share, north * share)
}

/** The part of the course between two distances, its ends interpolated. */
export function courseBetween(course: Course, from: number, to: number): Place[] {
  const { points, distances } = course
  const inner = points.slice(firstFrom(distances, from + 1), firstFrom(distances, to - 1))
  return [placeAlong(course, from), ...inner, placeAlong(course, to)]
}

/** Degrees that a line turns, all bends added up. */
export function turningDegrees(line: readonly Place[]): number {
  let total = 0
  for (let i = 1; i + 1 < line.length; i++) {
    const [e1, n1] = offsetMeters(line[i - 1] as Place, line[i] as Place)
    const [e2, n2] = offsetMeters(line[i] as Place, line[i + 1] as Place)
    total += Math.abs(Math.atan2(e1 * n2 - n1 * e2, e1 * e2 + n1 * n2))
  }
  return (total * 180) / Math.PI
}

/** Stops of a trunk road: county seats of one province, each near the last and roughly straight on. */
function trunkStops(seats: readonly SampleCounty[], random: Random): SampleCounty[] {
  const stops = [random.pick(seats)]
  const wanted = random.between(2, 7)
  let heading: readonly [number, number] | null = null
  while (stops.length < wanted) {
    const last = stops.at(-1) as SampleCounty
    const next = nextStop(last, seats, stops, heading)
    if (!next) break
    heading = offsetMeters(last, next)
    stops.push(next)
  }
  return stops
}

const maxLegMeters = 150_000

function nextStop(
  last: SampleCounty,
  seats: readonly SampleCounty[],
  stops: readonly SampleCounty[],
  heading: readonly [number, number] | null,
): SampleCounty | null {
  let best: SampleCounty | null = null
  let bestCost = maxLegMeters
  for (const seat of seats) {
    if (stops.includes(seat)) continue
    const way = offsetMeters(last, seat)
    const distance = Math.hypot(...way)
    const straight = heading
      ? (way[0] * heading[0] + way[1] * heading[1]) / (distance * Math.hypot(...heading) || 1)
      : 1
    if (straight < 0.2 || distance < 4000) continue
    const cost = distance * (2 - straight)
    if (cost < bestCost) [best, bestCost] = [seat, cost]
  }
  return best
}

/** A road of the province: a trunk through county seats, or a county road between towns. Null when there is no way. */
export function buildRoute(seats: readonly SampleCounty[], random: Random): Route | null {
  const trunk = seats.length > 2 && random.chance(0.68)
  const stops = trunk ? trunkStops(seats, random) : countyStops(random.pick(seats), random)
  if (stops.length < 2) return null
  const points: Place[] = []
  for (let i = 0; i + 1 < stops.length; i++) {
    const from = stops[i] as Stop
    const leg = windingWay(from, stops[i + 1] as Stop, ruggedness(from.code), random)
    points.push(...(i === 0 ? leg : leg.slice(1)))
  }
  return signed(stops, trunk, points, random)
}

interface Stop extends Place {
  readonly code: string
  readonly name: string
}

function countyStops(county: SampleCounty, random: Random): Stop[] {
  const towns = random.shuffle([...county.towns]).slice(0, 3)
  return towns.map(({ lng, lat, name }) => ({ lng, lat, name, code: county.code }))
}

function signed(stops: readonly Stop[], trunk: boolean, points: Place[], random: Random): Route {
  const [first, last] = [stops[0] as Stop, stops.at(-1) as Stop]
  const [east, north] = offsetMeters(first, last)
  const name = `${first.name.slice(0, 1)}${last.name.slice(0, 1)}线`
  const course = courseOf(points)
  const digits = (least: number, most: number) => String(random.between(least, most))
  if (!trunk) {
    const techClass = random.pick(['class3', 'class4', 'class4', 'unclassed'])
    return { code: `X${digits(101, 989)}`, name, adminClass: 'county', techClass, course, firstStake: 0 }
  }
  const northSouth = Math.abs(north) > Math.abs(east)
  if (random.chance(0.06)) {
    const code = random.chance(0.5) ? `G${digits(10, 85)}` : `G${digits(15, 85)}${digits(11, 39)}`
    const firstStake = random.between(0, 1900) * 1000
    return {
      code,
      name: `${name.slice(0, 2)}高速`,
      adminClass: 'national',
      techClass: 'expressway',
      course,
      firstStake,
    }
  }
  if (random.chance(0.42)) {
    const code = random.chance(0.15) ? `G${digits(501, 580)}` : `G${northSouth ? digits(201, 248) : digits(301, 369)}`
    const techClass = random.pick(['class1', 'class2', 'class2', 'class3'])
    return { code, name, adminClass: 'national', techClass, course, firstStake: random.between(0, 2400) * 1000 }
  }
  const code = `S${northSouth ? digits(201, 299) : digits(301, 399)}`
  const techClass = random.pick(['class2', 'class2', 'class3', 'class4'])
  return { code, name, adminClass: 'provincial', techClass, course, firstStake: random.between(0, 60) * 1000 }
}
