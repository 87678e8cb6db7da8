import { apportion } from '../draw/apportion.ts'
import { industryFactor, isCoastalCity } from '../words/belts.ts'
import type { Scale } from '../calibration.ts'
import type { County, Geography } from './geography.ts'
import { distanceMeters, moved, type Place } from './ground.ts'
import { Random, streamSeed } from '../draw/random.ts'

/** A centre that firms gather around; its streets run along and across `angle` (radians from east to north). */
export interface Town extends Place {
  readonly index: number
  readonly name: string
  readonly county: number
  readonly angle: number
  /** How many firms the register has here. */
  readonly firms: number
}

/** A county with its share of the sample. */
export interface SampleCounty extends County {
  readonly index: number
  readonly towns: readonly Town[]
  /** The town nearest the sea, where fishing vessels berth; null inland. */
  readonly port: Town | null
  readonly firms: number
}

/** Where everything of a sample stands. */
export interface Places {
  readonly seed: number
  readonly scale: Scale
  readonly counties: readonly SampleCounty[]
  readonly towns: readonly Town[]
  /** True when the place lies in that county (index), not in a neighbour and not at sea. */
  isIn(county: number, place: Place): boolean
  /** Index of the county at a place, null where the sample has none. */
  countyIndexAt(place: Place): number | null
}

const maxTownDistanceMeters = 60_000

/**
 * Lays out counties and towns. Firms of a county follow its communities and its industry; towns stand around the
 * county's label point, the earlier the nearer and the larger, and never in another county.
 */
export function layOutPlaces(geography: Geography, scale: Scale, seed: number): Places {
  const listed = geography.counties.filter((county) => county.code.startsWith(scale.regionPrefix))
  const stream = streamSeed(seed, 'places')
  const weights = listed.map((county, index) => {
    const noise = new Random(stream, index).logNormal(1, 0.25)
    return county.communities ** 0.9 * industryFactor(county.code) * noise
  })
  const firms = apportion(scale.enterprises, weights)
  const towns: Town[] = []
  const counties = listed.map((county, index): SampleCounty => {
    const own = layOutTowns(geography, county, index, towns.length, firms[index] as number, seed)
    towns.push(...own)
    return { ...county, index, towns: own, port: portOf(geography, county, own), firms: firms[index] as number }
  })
  const indexOfCode = new Map(counties.map((county) => [county.code, county.index]))
  return {
    seed,
    scale,
    counties,
    towns,
    isIn: (county, place) => geography.countyAt(place) === counties[county]?.code,
    countyIndexAt: (place) => indexOfCode.get(geography.countyAt(place) ?? '') ?? null,
  }
}

function layOutTowns(
  geography: Geography,
  county: County,
  index: number,
  firstTown: number,
  firms: number,
  seed: number,
): Town[] {
  const random = new Random(streamSeed(seed, 'towns'), index)
  const names = county.townNames
  const weights = names.map((_, rank) => (rank + 1.3) ** -0.8 * random.logNormal(1, 0.5))
  const shares = apportion(firms, weights)
  const centres: Place[] = [county]
  for (let rank = 1; rank < names.length; rank++) centres.push(findCentre(geography, county, rank, centres, random))
  return names.map((name, rank) => {
    const { lng, lat } = centres[rank] as Place
    const angle = random.within(-0.6, 0.6)
    return { index: firstTown + rank, name, county: index, lng, lat, angle, firms: shares[rank] as number }
  })
}

/** A place of the county for its town of that rank, as far from the other towns as a dozen tries give. */
function findCentre(
  geography: Geography,
  county: County,
  rank: number,
  others: readonly Place[],
  random: Random,
): Place {
  const reach = Math.min(0.62 * Math.sqrt(county.areaKm2) * 1000, maxTownDistanceMeters)
  let best: Place = county
  let bestGap = 0
  for (let attempt = 0; attempt < 40 && (attempt < 12 || bestGap === 0); attempt++) {
    const bearing = random.within(0, 2 * Math.PI)
    const distance = reach * Math.min(1, 0.4 + rank / 9) * Math.sqrt(random.next())
    const candidate = moved(county, distance * Math.cos(bearing), distance * Math.sin(bearing))
    if (geography.countyAt(candidate) !== county.code) continue
    const gap = Math.min(...others.map((other) => distanceMeters(other, candidate)))
    if (gap > bestGap) [best, bestGap] = [candidate, gap]
  }
  return best
}

/** Tries eight directions from each town for the shortest way to the sea; land borders of coastal cities are few. */
function portOf(geography: Geography, county: County, towns: readonly Town[]): Town | null {
  if (!isCoastalCity(county.code)) return null
  for (const kilometers of [3, 6, 10, 15, 25]) {
    const port = towns.find((town) =>
      [0, 1, 2, 3, 4, 5, 6, 7].some((eighth) => {
        const bearing = (eighth * Math.PI) / 4
        const probe = moved(town, kilometers * 1000 * Math.cos(bearing), kilometers * 1000 * Math.sin(bearing))
        return geography.countyAt(probe) === null
      }),
    )
    if (port) return port
  }
  return null
}
