export type RegionLevel = 'nation' | 'province' | 'city' | 'county'

/** Code of the whole nation, the root of the tree of regions. */
export const nationCode = '100000'

/** An administrative region with a polygon. Codes are the six digits of GB/T 2260. */
export interface Region {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly level: RegionLevel
  /** Null for the nation alone. */
  readonly parentCode: string | null
  /** A point inside the region for its label, WGS-84. */
  readonly lng: number
  readonly lat: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly areaKm2: number
  /** False for Taiwan, Hong Kong and Macao: drawn, but "不适用" in every statistic, which is not 0. */
  readonly inStatistics: boolean
}
