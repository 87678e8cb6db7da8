import type { Bbox } from '#model/bbox.ts'
import { type CollectionId, collections, isRecordCollectionId } from '#model/collections.ts'
import { nationCode } from '#model/region.ts'
import type { Overview } from '../queries/overview.ts'
import type { RegionSet } from '../regionStore.ts'

/** The box of a collection, that of all records for each kind of them; null when nothing of it is located. */
export function collectionBox(id: CollectionId, overview: Overview, { byCode }: RegionSet): Bbox | null {
  if (isRecordCollectionId(id)) return collections[id].geometry === 'none' ? null : overview.bbox
  const nation = byCode.get(nationCode)
  return nation ? [nation.west, nation.south, nation.east, nation.north] : null
}
