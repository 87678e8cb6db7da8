import type { Surroundings } from '#contract/statistics.ts'
import type { Bbox } from '#model/bbox.ts'
import type { Filter } from '#model/filter.ts'
import { nationCode } from '#model/region.ts'
import type { Database } from '../database/database.ts'
import { readRegionIndex } from './regionIndex.ts'
import { resolveApplicable, type ResolvedFilter } from './resolveFilter.ts'
import { nearestSite, readSitePoints } from './sitePoints.ts'

/** What people ask for first in an emergency, and what a place is known by. */
const kinds = ['hospital', 'park'] as const
const farthestMeters = 100_000

const middleOf = ([west, south, east, north]: Bbox): [number, number] => [(west + east) / 2, (south + north) / 2]

/** The middle of the place that a filter names, `[lng, lat]`; null when it names none smaller than the nation. */
async function middle(database: Database, resolved: ResolvedFilter): Promise<[number, number] | null> {
  const { filter, places, dataVersion } = resolved
  const [place] = places
  if (place) return middleOf(place.bbox)
  if (filter.bbox) return middleOf(filter.bbox)
  if (filter.region === undefined || filter.region === nationCode) return null
  const region = (await readRegionIndex(database, dataVersion)).byCode.get(filter.region)
  return region ? [region.lng, region.lat] : null
}

/** The nearest hospital and park to the middle of the place of a filter, up to 100 km. Throws FilterError. */
export async function readSurroundings(database: Database, filter: Filter): Promise<Surroundings> {
  const { resolved } = await resolveApplicable(database, 'hazards', filter)
  const { dataVersion, overview } = resolved
  const center = await middle(database, resolved)
  const sites = center && (await readSitePoints(database, dataVersion, kinds))
  return {
    dataVersion,
    sample: overview.sample,
    center,
    nearest: kinds.map((kind) => ({
      kind,
      site: center && sites && nearestSite(sites, center, [kind], farthestMeters),
    })),
  }
}
