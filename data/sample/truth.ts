import { campaignSpan, type ScaleName } from './calibration.ts'
import { factoryClusterKinds } from './estates/estate.ts'
import { dayText } from './draw/calendar.ts'
import { hotDays } from './hazards/foundDays.ts'
import type { HazardPlan } from './hazards/hazardPlan.ts'
import { type HotSpot, hotSpotOfFirms, type HotSpotTrend } from './hazards/hotSpots.ts'
import type { Register } from './firms/register.ts'
import type { SiteBook } from './estates/sites.ts'

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

/** A planted concentration of hazards: what a search for hot spots should find. */
export interface Concentration {
  readonly name: string
  readonly regionCode: string
  readonly lng: number
  readonly lat: number
  readonly radiusMeters: number
  /** How many times the hazards that its firms would have elsewhere. */
  readonly multiplier: number
  /** Hazards of its firms found from `from` to `to`. */
  readonly hazards: number
  /** First and last day on which it is one. */
  readonly from: string
  readonly to: string
  readonly trend: HotSpotTrend
}

/** What the generator planted, for measuring what finds it. The server never reads it. */
export interface SampleTruth {
  readonly scale: ScaleName
  readonly seed: number
  readonly concentrations: readonly Concentration[]
  /** 厂中厂 and 园中园. */
  readonly factoryClusters: readonly PlantedGroup[]
  /** Groups that only look like them. */
  readonly decoys: readonly PlantedGroup[]
}

/** Collects the truth of a sample. */
export function collectTruth(
  register: Register,
  sites: SiteBook,
  hotSpots: readonly HotSpot[],
  plan: HazardPlan,
): SampleTruth {
  const { scale, seed } = register.places
  const groups = plantedGroups(register, sites)
  const isCluster = ({ kind }: PlantedGroup) => (factoryClusterKinds as readonly string[]).includes(kind)
  return {
    scale: scale.name,
    seed,
    concentrations: concentrationsOf(register, hotSpots, plan),
    factoryClusters: groups.filter((group) => isCluster(group) && group.memberIds.length >= 2),
    decoys: groups.filter((group) => !isCluster(group)),
  }
}

function concentrationsOf({ firms }: Register, hotSpots: readonly HotSpot[], plan: HazardPlan): Concentration[] {
  const spotOf = hotSpotOfFirms(firms, hotSpots)
  const spans = hotSpots.map(({ trend }) => hotDays(trend))
  const hazards = hotSpots.map(() => 0)
  for (let hazard = 0; hazard < plan.count; hazard++) {
    const spot = spotOf[plan.firm[hazard] as number] ?? -1
    const span = spans[spot]
    const day = plan.found[hazard] as number
    if (span && day >= span.from && day <= span.to) hazards[spot] = (hazards[spot] as number) + 1
  }
  return hotSpots.map(({ name, countyCode, lng, lat, radiusKm, multiplier, trend }, index) => ({
    name,
    regionCode: countyCode,
    lng,
    lat,
    radiusMeters: radiusKm * 1000,
    multiplier,
    hazards: hazards[index] as number,
    from: dayText(campaignSpan.from + (spans[index]?.from ?? 0)),
    to: dayText(campaignSpan.from + (spans[index]?.to ?? 0)),
    trend,
  }))
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
