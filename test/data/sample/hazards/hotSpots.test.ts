import { describe, expect, it } from 'vitest'
import { distanceMeters, type Place } from '../../../../data/sample/land/ground.ts'
import { plannedSample, rowsOf } from '../samples.ts'

const sample = plannedSample('national', 2)

interface Tally {
  firms: number
  hazards: number
  late: number
  /** Of its firms in its days. */
  own: number
}

const spots = sample
  .truth()
  .concentrations.map((spot) => ({ spot, tally: { firms: 0, hazards: 0, late: 0, own: 0 } as Tally }))
const all: Tally = { firms: 0, hazards: 0, late: 0, own: 0 }

function talliesAt(place: Place): Tally[] {
  const near = spots.filter(({ spot }) => distanceMeters(spot, place) <= spot.radiusMeters)
  return [all, ...near.map(({ tally }) => tally)]
}

for (const { location } of rowsOf(sample, 'enterprises')) for (const tally of talliesAt(location!)) tally.firms++
for (const { values, location } of rowsOf(sample, 'hazards')) {
  for (const tally of talliesAt(location!)) {
    tally.hazards++
    if (values.foundAt! >= '2023-07-08') tally.late++
  }
  for (const { spot, tally } of values.enterpriseId ? spots : []) {
    const inside = distanceMeters(spot, location!) <= spot.radiusMeters
    if (inside && values.foundAt! >= spot.from && values.foundAt! <= spot.to) tally.own++
  }
}

const lateShare = ({ hazards, late }: Tally) => late / hazards
const of = (trend: string) => spots.filter(({ spot }) => spot.trend === trend)

describe('planted concentrations', () => {
  it('lie apart from each other', () => {
    expect(spots).toHaveLength(27)
    for (const { spot } of spots) {
      const others = spots.filter((other) => other.spot !== spot)
      expect(Math.min(...others.map((other) => distanceMeters(other.spot, spot)))).toBeGreaterThan(100_000)
    }
  })

  it('hold about as many times the hazards of the nation per firm as the truth says', () => {
    const ratios = spots.map(
      ({ spot, tally }) => tally.hazards / tally.firms / (all.hazards / all.firms) / spot.multiplier,
    )
    const logs = ratios.map(Math.log)
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
    expect(Math.abs(mean)).toBeLessThan(0.4)
    expect(Math.min(...spots.map(({ tally }) => tally.hazards / tally.firms))).toBeGreaterThan(all.hazards / all.firms)
  })

  it('are named, and count the hazards of their firms in their days', () => {
    expect(new Set(spots.map(({ spot }) => spot.name)).size).toBe(spots.length)
    for (const { spot, tally } of spots) {
      expect(spot.from <= spot.to).toBe(true)
      expect(spot.hazards).toBeGreaterThan(20)
      expect(spot.hazards).toBeLessThanOrEqual(tally.hazards)
      expect(tally.own / spot.hazards).toBeCloseTo(1, 1)
    }
  })

  it('grow, fade and begin late as the truth says', () => {
    for (const { tally } of of('growing')) expect(lateShare(tally)).toBeGreaterThan(lateShare(all))
    for (const { tally } of of('fading')) expect(lateShare(tally)).toBeLessThan(lateShare(all) - 0.1)
    for (const { tally } of of('new')) expect(lateShare(tally)).toBeGreaterThan(0.9)
    for (const { tally } of of('gone')) expect(lateShare(tally)).toBeLessThan(0.2)
  })
})
