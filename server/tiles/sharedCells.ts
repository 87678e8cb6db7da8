import { cellToLatLng, getHexagonEdgeLengthAvg } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import { printFilter } from '#model/filter.ts'
import type { Session } from '../database/database.ts'
import { boxHolds, growBox } from '../queries/place/boxes.ts'
import type { ResolvedFilter } from '../queries/resolveFilter.ts'
import { VersionCache } from '../queries/versionCache.ts'
import type { CountedCell } from './cellFeatures.ts'

interface PlacedCell extends CountedCell {
  readonly lng: number
  readonly lat: number
}

/**
 * Up to this resolution the cells of the whole store are few (some 20,000 for all of China) and the tiles that show
 * them are a handful each as costly as all: they are counted once for a filter and shared by its tiles.
 */
const coarseEnough = 5
/** Answers kept, a few MB each at most: several resolutions of several collections and filters. */
const keptAnswers = 16
const cache = new VersionCache<readonly PlacedCell[]>(keptAnswers)
const world: Bbox = [-180, -85, 180, 85]
/** The farthest corner of a cell from its middle, in average edges. */
const reachEdges = 1.4

/** Counts the cells that touch a box, see `readTileCells`. */
type CountCells = (bbox: Bbox, resolution: number) => Promise<CountedCell[]>

function placed(cells: readonly CountedCell[]): PlacedCell[] {
  return cells.map(({ cell, properties }) => {
    const [lat, lng] = cellToLatLng(cell)
    return { cell, properties, lng, lat }
  })
}

function near(bbox: Bbox, resolution: number): (cell: PlacedCell) => boolean {
  const box = growBox(bbox, getHexagonEdgeLengthAvg(resolution, 'm') * reachEdges)
  return ({ lng, lat }) => boxHolds(box, lng, lat)
}

/** The counted cells near a box; coarse ones are counted by `count` once for all tiles of a filter. */
export async function readCells(
  session: Session,
  resolved: ResolvedFilter,
  count: CountCells,
  bbox: Bbox,
  resolution: number,
): Promise<CountedCell[]> {
  if (resolution > coarseEnough) return count(bbox, resolution)
  const { collectionId, filter, asOf, dataVersion } = resolved
  const key = `${collectionId} ${resolution} ${asOf} ${printFilter(filter).toString()}`
  const all = await cache.get(session, dataVersion, key, async () => placed(await count(world, resolution)))
  return all.filter(near(bbox, resolution))
}
