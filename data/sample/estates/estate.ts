import type { SiteKind } from '#model/codes.ts'
import type { Rectangle } from '../land/ground.ts'
import type { Premises } from '../words/industries.ts'

/** A polygon of the sample. */
export interface SitePlan {
  readonly index: number
  readonly kind: SiteKind
  /** Index of the site around it, -1 for none. */
  readonly parent: number
  readonly rectangle: Rectangle
  readonly storeys: number | null
  readonly town: number
  readonly address: string
  /** Null: named after the first firm in it. */
  readonly name: string | null
  /** A company that runs it for others. */
  readonly manager: string | null
}

/** Who a tenant pays: a firm at the same site (by its place in the estate), a firm elsewhere, or a person. */
export type Lessor =
  | { readonly kind: 'resident'; readonly slot: number }
  | { readonly kind: 'company'; readonly number: number }
  | { readonly kind: 'person'; readonly number: number }

/** A place in an estate that one firm takes. */
export interface Slot {
  readonly lng: number
  readonly lat: number
  readonly town: number
  readonly premises: Premises
  /** Innermost site, -1 where nobody has drawn one. */
  readonly site: number
  /** From the street on; town and county come before it. */
  readonly address: string
  readonly cluster: number
  readonly part: 'owner' | 'lessor' | 'tenant' | 'member' | 'parent' | 'subsidiary'
  readonly lessor: Lessor | null
}

export const factoryClusterKinds = ['splitBuilding', 'sharedCompound', 'parkInPark'] as const
export const decoyKinds = ['officeTower', 'hostedRegistration', 'market', 'incubator', 'corporateGroup'] as const

/** What was planted: a factory within a factory, or something that only looks like one. */
export interface Cluster {
  readonly index: number
  readonly kind: (typeof factoryClusterKinds)[number] | (typeof decoyKinds)[number]
  /** Index of the site, -1 where it has no polygon. */
  readonly site: number
}

/** Everything planned before firms move in. */
export interface Estates {
  readonly sites: SitePlan[]
  readonly slots: Slot[]
  readonly clusters: Cluster[]
}
