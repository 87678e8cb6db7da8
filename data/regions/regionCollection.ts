import type { MultiPolygon, Polygon } from 'geojson'
import type { Region } from '#model/region.ts'

export type RegionGeometry = Polygon | MultiPolygon

/** The regions in use, the built-in ones or an operator's own. */
export interface RegionCollection {
  /** The nation first, then by code. */
  readonly regions: readonly Region[]
  /** The region of that code; undefined when there is none. */
  region(code: string): Region | undefined
  /**
   * The region's border, WGS-84 [lng, lat], rings wound as RFC 7946 asks; throws on an unknown code.
   * `full` is the finest border there is, on which levels nest exactly; `light` is as fine as a map showing the
   * region's whole parent needs.
   */
  geometry(code: string, detail?: 'full' | 'light'): RegionGeometry
}
