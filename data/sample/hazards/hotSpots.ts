import { cumulate, drawIndex } from '../draw/apportion.ts'
import type { Firms } from '../firms/firms.ts'
import { distanceMeters } from '../land/ground.ts'
import type { Places, SampleCounty, Town } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'

export const trends = ['steady', 'growing', 'fading', 'new', 'gone'] as const
export type HotSpotTrend = (typeof trends)[number]

/** A planted concentration: firms within the radius have `multiplier` times the hazards they would have elsewhere. */
export interface HotSpot {
  readonly lng: number
  readonly lat: number
  readonly radiusKm: number
  readonly multiplier: number
  /** How finds are spread over the campaign; `new` ones begin late, `gone` ones end early. */
  readonly trend: HotSpotTrend
  /** City, county and town. */
  readonly name: string
  readonly countyCode: string
}

const counts: Readonly<Record<HotSpotTrend, number>> = { steady: 15, growing: 3, fading: 3, new: 3, gone: 3 }
const fewestFirms = 60

/** Plants the concentrations, far from each other; a city gets one of each trend. */
export function plantHotSpots(places: Places): HotSpot[] {
  const wholeNation = places.scale.regionPrefix === ''
  const random = new Random(streamSeed(places.seed, 'hotSpots'))
  const totals = cumulate(places.towns.map((town) => (town.firms >= fewestFirms ? town.firms ** 0.7 : 0)))
  const spots: HotSpot[] = []
  for (const trend of trends) {
    const count = wholeNation ? counts[trend] : 1
    for (let attempt = 0, planted = 0; planted < count && attempt < 500; attempt++) {
      const town = places.towns[drawIndex(totals, random.next())] as Town
      const apart = wholeNation ? 150_000 : 9000
      if (spots.some((spot) => distanceMeters(spot, town) < apart)) continue
      const radiusKm = Math.round((wholeNation ? random.within(6, 18) : random.within(2, 3.5)) * 10) / 10
      const multiplier = Math.round(random.within(3, 6) * 10) / 10
      const county = places.counties[town.county] as SampleCounty
      const name = `${county.cityName ?? county.provinceName}${county.name}${town.name}`
      spots.push({ lng: town.lng, lat: town.lat, radiusKm, multiplier, trend, name, countyCode: county.code })
      planted++
    }
  }
  return spots
}

/** For each firm the index of the concentration it lies in, -1 for none; the nearer one where two overlap. */
export function hotSpotOfFirms(firms: Firms, spots: readonly HotSpot[]): Int8Array {
  const spotOf = new Int8Array(firms.count).fill(-1)
  for (let firm = 0; firm < firms.count; firm++) {
    const place = { lng: firms.lng[firm] as number, lat: firms.lat[firm] as number }
    let nearest = Infinity
    for (const [index, spot] of spots.entries()) {
      if (Math.abs(spot.lat - place.lat) > 0.25 || Math.abs(spot.lng - place.lng) > 0.35) continue
      const distance = distanceMeters(spot, place)
      if (distance <= spot.radiusKm * 1000 && distance < nearest) [spotOf[firm], nearest] = [index, distance]
    }
  }
  return spotOf
}
