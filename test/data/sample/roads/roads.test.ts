import { describe, expect, it } from 'vitest'
import { gradeOf } from '../../../../data/sample/roads/roadSegments.ts'
import {
  courseBetween,
  courseOf,
  placeAlong,
  turningDegrees,
  windingWay,
} from '../../../../data/sample/roads/routes.ts'
import { distanceMeters } from '../../../../data/sample/land/ground.ts'
import { Random } from '../../../../data/sample/draw/random.ts'
import { ledgerStakeText, stakeMark, stakeText } from '../../../../data/sample/roads/stakes.ts'

const from = { lng: 104, lat: 30 }
const to = { lng: 104.4, lat: 30.2 }

describe('routes', () => {
  it('wind more in mountains and end where they should', () => {
    const flat = windingWay(from, to, 0.05, new Random(1))
    const rugged = windingWay(from, to, 0.95, new Random(1))
    for (const way of [flat, rugged]) {
      expect(way[0]).toEqual(from)
      expect(distanceMeters(way.at(-1)!, to)).toBeLessThan(500)
    }
    const length = (way: typeof flat) => courseOf(way).distances.at(-1)!
    const perKm = (way: typeof flat) => (turningDegrees(way) * 1000) / length(way)
    expect(length(flat)).toBeGreaterThan(distanceMeters(from, to))
    expect(perKm(rugged)).toBeGreaterThan(3 * perKm(flat))
  })

  it('give the part between two distances at its length', () => {
    const course = courseOf(windingWay(from, to, 0.6, new Random(2)))
    const part = courseOf(courseBetween(course, 5000, 6200))
    expect(part.distances.at(-1)! / 1200).toBeCloseTo(1, 2)
    expect(distanceMeters(part.points[0]!, placeAlong(course, 5000))).toBeLessThan(1)
  })
})

describe('grades of segments', () => {
  const toll = { accidents: 0, deaths: 0, injuries: 0, injuring: 0, fatal: 0, worst: 0 }

  it('follow the listing, the worst accident, then the rules of city and county', () => {
    expect(gradeOf(toll, 'province', false)).toBe('A')
    expect(gradeOf({ ...toll, accidents: 1, deaths: 3, fatal: 1, worst: 3 }, null, false)).toBe('A')
    expect(gradeOf({ ...toll, accidents: 3, deaths: 3, fatal: 3, worst: 1 }, 'city', false)).toBe('B')
    expect(gradeOf({ ...toll, accidents: 5, injuring: 5 }, null, false)).toBe('B')
    expect(gradeOf({ ...toll, accidents: 5 }, null, false)).toBe('C')
    expect(gradeOf(toll, 'county', true)).toBe('C')
    expect(gradeOf(toll, null, false)).toBe('D')
  })
})

describe('stakes', () => {
  it('are written as on the road', () => {
    expect(stakeMark(314_000)).toBe('K314+000')
    expect(stakeMark(7_080)).toBe('K7+080')
    expect(stakeText(77_800, 66_400)).toBe('K77+800-K66+400')
  })

  it('are written in several manners in ledgers', () => {
    const random = new Random(4)
    const texts = new Set(Array.from({ length: 100 }, () => ledgerStakeText(77_800, 66_400, random)))
    expect(texts).toContain('77KM+800M-66KM+400M')
    expect(texts).toContain('77公里加800米至66公里加400米')
    expect(texts).toContain('K77+800~K66+400')
  })
})
