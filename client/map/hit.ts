import type { RegionLevel } from '#model/region.ts'

const mapCollections = ['hazards', 'enterprises', 'road-segments', 'accidents', 'sites'] as const
export type MapCollection = (typeof mapCollections)[number]
export type LayerId = 'regions' | MapCollection

/** A record under the pointer, with the properties its tile carries. */
export interface Hit {
  readonly collection: MapCollection
  readonly id: string
  readonly lng: number
  readonly lat: number
  readonly properties: Readonly<Record<string, unknown>>
}

/** A hexagon under the pointer: how many records of the collection lie in it. */
export interface CellHit {
  readonly collection: MapCollection
  readonly cell: string
  readonly lng: number
  readonly lat: number
  readonly properties: Readonly<Record<string, unknown>>
}

/** A region under the pointer. */
export interface RegionHit {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly level: RegionLevel
  readonly inStatistics: boolean
}

/** What people read about a record: its name and two or three facts. */
export interface HitFacts {
  readonly title: string
  readonly facts: readonly string[]
}
