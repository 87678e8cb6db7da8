import type { Sentence } from '#contract/hotspots.ts'
import type { Database } from '../database/database.ts'
import { readCellAddresses } from '../queries/cellAddresses.ts'
import { readCellParts } from '../queries/cellParts.ts'
import { readRegionIndex } from '../queries/regionIndex.ts'
import { nearestSite, readSitePoints, type SitePoints } from '../queries/sitePoints.ts'
import type { Analysis } from './analyses.ts'
import type { SpotGroup } from './clusters.ts'

/** What a spot is called and made of. */
export interface SpotFacts {
  readonly name: Sentence
  readonly regionCode: string | null
  readonly place: { readonly id: string; readonly name: string; readonly distanceMeters: number } | null
  readonly leadingSectors: { sector: string | null; count: number }[]
}

/** A spot and where its middle is, `[lng, lat]`. */
interface LocatedGroup {
  readonly group: SpotGroup
  readonly center: readonly [lng: number, lat: number]
}

/** What a spot is named after, parks before single plants. */
const placeKinds = ['park', 'plant', 'mine', 'market'] as const
const farthestPlaceMeters = 5000
const shownSectors = 3

function nearestPlace(sites: SitePoints, center: readonly [number, number]): SpotFacts['place'] {
  for (const kinds of [['park'], placeKinds]) {
    const place = nearestSite(sites, center, kinds, farthestPlaceMeters)
    if (place) return place
  }
  return null
}

/** The most frequent first; equal counts in the order of the name. */
function ranked(counts: ReadonlyMap<string | null, number>): [string | null, number][] {
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (String(a) < String(b) ? -1 : 1))
}

/** Counts of one property by spot. */
function tally(
  parts: { readonly cells: BigUint64Array; readonly counts: Float64Array },
  spotOf: ReadonlyMap<bigint, number>,
  spots: number,
  property: readonly (string | null)[],
): Map<string | null, number>[] {
  const tallies = Array.from({ length: spots }, () => new Map<string | null, number>())
  for (let row = 0; row < parts.cells.length; row += 1) {
    const counts = tallies[spotOf.get(parts.cells[row] as bigint) as number] as Map<string | null, number>
    const key = property[row] ?? null
    counts.set(key, (counts.get(key) ?? 0) + (parts.counts[row] as number))
  }
  return tallies
}

/** Names of a county with the city above it, unless the county is a city of its own. */
function regionName(
  code: string | null,
  byCode: Awaited<ReturnType<typeof readRegionIndex>>['byCode'],
): Sentence | null {
  const region = code === null ? undefined : byCode.get(code)
  if (!region) return null
  const parent = region.parentCode === null ? undefined : byCode.get(region.parentCode)
  if (!parent || parent.level === 'nation') return { zh: region.name, en: region.nameEn }
  return { zh: `${parent.name}${region.name}`, en: `${region.nameEn}, ${parent.nameEn}` }
}

/** `23.03°N 113.12°E`. */
function coordinateWords([lng, lat]: readonly [lng: number, lat: number]): string {
  const words = (degrees: number, [plus, minus]: readonly [string, string]): string =>
    `${Math.abs(degrees).toFixed(3)}°${degrees < 0 ? minus : plus}`
  return `${words(lat, ['N', 'S'])} ${words(lng, ['E', 'W'])}`
}

/** What a spot outside all known regions is called: the address most of its records state, else where it is. */
async function readPlainNames(
  database: Database,
  { resolved, question, study }: Analysis,
  spots: readonly LocatedGroup[],
): Promise<Sentence[]> {
  if (spots.length === 0) return []
  const spotOf = spotsByCell(study.cells, spots)
  const cells = BigUint64Array.from(spotOf.keys())
  const found = await readCellAddresses(database, resolved, question.measure, study.resolution, cells)
  const byAddress = tally(found, spotOf, spots.length, found.addresses)
  return spots.map(({ center }, spot) => {
    const [address] = ranked(byAddress[spot] ?? new Map())[0] ?? []
    const name = address ?? coordinateWords(center)
    return { zh: name, en: name }
  })
}

function spotsByCell(cells: BigUint64Array, spots: readonly LocatedGroup[]): Map<bigint, number> {
  const spotOf = new Map<bigint, number>()
  spots.forEach(({ group }, spot) => {
    for (const member of group.members) spotOf.set(cells[member] as bigint, spot)
  })
  return spotOf
}

function withPlace(region: Sentence, place: SpotFacts['place']): Sentence {
  if (!place) return region
  return { zh: `${region.zh} · ${place.name}`, en: `${place.name}, ${region.en}` }
}

/**
 * Names and contents of spots: the county most of its records lie in, or outside all known ones an address; the nearest
 * park or plant, leading sectors.
 */
export async function readSpotFacts(
  database: Database,
  analysis: Analysis,
  spots: readonly LocatedGroup[],
): Promise<SpotFacts[]> {
  if (spots.length === 0) return []
  const { resolved, question, study } = analysis
  const spotOf = spotsByCell(study.cells, spots)
  const cells = BigUint64Array.from(spotOf.keys())
  const [parts, regions, sites] = await Promise.all([
    readCellParts(database, resolved, question.measure, study.resolution, cells),
    readRegionIndex(database, resolved.dataVersion),
    readSitePoints(database, resolved.dataVersion, placeKinds),
  ])
  const bySector = tally(parts, spotOf, spots.length, parts.sectors)
  const byRegion = tally(parts, spotOf, spots.length, parts.regionCodes)
  const codes = byRegion.map((counts) => ranked(counts)[0]?.[0] ?? null)
  const regionNames = codes.map((code) => regionName(code, regions.byCode))
  const nameless = spots.filter((_, spot) => regionNames[spot] === null)
  const plainNames = await readPlainNames(database, analysis, nameless)
  return spots.map((located, spot) => {
    const { center } = located
    const regionCode = codes[spot] ?? null
    const plainName = plainNames[nameless.indexOf(located)]
    const place = nearestPlace(sites, center)
    return {
      name: withPlace(regionNames[spot] ?? (plainName as Sentence), place),
      regionCode,
      place,
      leadingSectors: ranked(bySector[spot] ?? new Map())
        .slice(0, shownSectors)
        .map(([sector, count]) => ({ sector, count })),
    }
  })
}
