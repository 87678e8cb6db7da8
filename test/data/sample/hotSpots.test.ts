import { describe, expect, it } from 'vitest'
import { distanceMeters, type Place } from '../../../data/sample/ground.ts'
import { plannedSample, rowsOf } from './samples.ts'

const sample = plannedSample('national', 2)

interface Tally {
  firms: number
  hazards: number
  late: number
}

const spots = sample.truth.hotSpots.map((spot) => ({ spot, tally: { firms: 0, hazards: 0, late: 0 } as Tally }))
const all: Tally = { firms: 0, hazards: 0, late: 0 }

function talliesAt(place: Place): Tally[] {
  const near = spots.filter(({ spot }) => distanceMeters(spot, place) <= spot.radiusKm * 1000)
  return [all, ...near.map(({ tally }) => tally)]
}

for (const { location } of rowsOf(sample, 'enterprises')) for (const tally of talliesAt(location!)) tally.firms++
for (const { values, location } of rowsOf(sample, 'hazards')) {
  for (const tally of talliesAt(location!)) {
    tally.hazards++
    if (values.foundAt! >= '2023-07-08') tally.late++
  }
}

const lateShare = ({ hazards, late }: Tally) => late / hazards
const of = (trend: string) => spots.filter(({ spot }) => spot.trend === trend)

describe('planted concentrations', () => {
  it('lie apart from each other', () => {
    expect(spots).toHaveLength(24)
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

  it('grow, fade and begin late as the truth says', () => {
    for (const { tally } of of('growing')) expect(lateShare(tally)).toBeGreaterThan(lateShare(all))
    for (const { tally } of of('fading')) expect(lateShare(tally)).toBeLessThan(lateShare(all) - 0.1)
    for (const { tally } of of('new')) expect(lateShare(tally)).toBeGreaterThan(0.9)
  })
})
