import type { ScaleName } from './calibration.ts'
import { factoryClusterKinds } from './estate.ts'
import type { HotSpot } from './hotSpots.ts'
import type { Register } from './register.ts'
import type { SiteBook } from './sites.ts'

/** A planted group of firms by enterprise ids. */
export interface PlantedGroup {
  readonly kind: string
  /** Null where nobody has drawn the site. */
  readonly siteId: string | null
  /** The firm at the site that lets it, null when the lessor is elsewhere or a person. */
  readonly lessorId: string | null
  readonly tenantIds: readonly string[]
  /** All firms of the group, the lessor among them. */
  readonly memberIds: readonly string[]
}

/** What the generator planted, for measuring what finds it. The server never reads it. */
export interface SampleTruth {
  readonly scale: ScaleName
  readonly seed: number
  readonly hotSpots: readonly HotSpot[]
  /** 厂中厂 and 园中园. */
  readonly factoryClusters: readonly PlantedGroup[]
  /** Groups that only look like them. */
  readonly decoys: readonly PlantedGroup[]
}

/** Collects the truth of a sample. */
export function collectTruth(register: Register, sites: SiteBook, hotSpots: readonly HotSpot[]): SampleTruth {
  const { scale, seed } = register.places
  const groups = plantedGroups(register, sites)
  const isCluster = ({ kind }: PlantedGroup) => (factoryClusterKinds as readonly string[]).includes(kind)
  return {
    scale: scale.name,
    seed,
    hotSpots,
    factoryClusters: groups.filter((group) => isCluster(group) && group.memberIds.length >= 2),
    decoys: groups.filter((group) => !isCluster(group)),
  }
}

function plantedGroups({ estates, firms, id }: Register, sites: SiteBook): PlantedGroup[] {
  const groups = estates.clusters.map(({ kind, site }) => ({
    kind,
    siteId: site < 0 ? null : sites.siteId(site),
    lessorId: null as string | null,
    tenantIds: [] as string[],
    memberIds: [] as string[],
  }))
  for (const [slotIndex, slot] of estates.slots.entries()) {
    const group = groups[slot.cluster]
    const firm = firms.firmOfSlot[slotIndex] as number
    if (!group || firm < 0) continue
    group.memberIds.push(id(firm))
    if (slot.part === 'tenant') group.tenantIds.push(id(firm))
    if (slot.part === 'lessor') group.lessorId = id(firm)
  }
  return groups
}
