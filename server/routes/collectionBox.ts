import type { Bbox } from '#model/bbox.ts'
import { type CollectionId, collections, isRecordCollectionId } from '#model/collections.ts'
import { nationCode } from '#model/region.ts'
import type { Overview } from '../queries/overview.ts'
import type { RegionSet } from '../regionStore.ts'

/**
 * The box of a collection: that of all records for each kind of them, and the nation for regions and for records that
 * lie in a region and nowhere nearer. Null when nothing is located. Without a box GDAL reads every record to find one.
 */
export function collectionBox(id: CollectionId, overview: Overview, { byCode }: RegionSet): Bbox | null {
  if (isRecordCollectionId(id) && collections[id].geometry !== 'none') return overview.bbox
  const nation = byCode.get(nationCode)
  return nation ? [nation.west, nation.south, nation.east, nation.north] : null
}
