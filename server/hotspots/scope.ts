import type { MultiPolygon, Polygon, Position } from 'geojson'
import { area as areaOf } from '@turf/area'
import { hotSpotResolutions } from '#model/hotSpot.ts'
import type { Filter } from '#model/filter.ts'
import { nationCode } from '#model/region.ts'
import type { Database } from '../database/database.ts'
import { badParameter } from '../errors.ts'
import { readArea } from '../queries/areas.ts'
import type { Overview } from '../queries/overview.ts'
import { rectangle } from '../queries/place/boxes.ts'
import { readRegions } from '../queries/regions.ts'

/** Where a filter looks: the polygons that a record has to lie in, all of them, and how large that is. */
export interface Scope {
  readonly shapes: readonly (readonly Position[][])[][]
  readonly areaKm2: number
}

const polygonsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates

/** The place part of a filter: what an analysis of "the region" would have to fill with cells. */
export async function readScope(database: Database, filter: Filter, overview: Overview): Promise<Scope> {
  const { region, area, bbox, near } = filter
  const shapes: (Polygon | MultiPolygon)[] = []
  if (area !== undefined) {
    const stored = await readArea(database, area)
    if (stored) shapes.push(stored.geometry)
  }
  if (bbox) shapes.push(rectangle(bbox))
  const [stored] = region === undefined || region === nationCode ? [] : await readRegions(database, [region])
  if (stored) shapes.push(stored.geometry)
  const circleKm2 = near ? Math.PI * (near.distanceMeters / 1000) ** 2 : Infinity
  const wholeKm2 = overview.bbox ? areaOf(rectangle(overview.bbox)) / 1e6 : 1
  const areaKm2 = Math.min(circleKm2, wholeKm2, ...shapes.map((shape) => areaOf(shape) / 1e6))
  return { shapes: shapes.map(polygonsOf), areaKm2 }
}

/** Average area of an H3 cell, square kilometres (H3 documentation, table of cell statistics). */
const cellKm2: Readonly<Record<number, number>> = { 5: 252.9, 6: 36.13, 7: 5.161, 8: 0.7373, 9: 0.1053, 10: 0.01505 }
const cellKm2Of = (resolution: number): number => cellKm2[resolution] as number

/** More cells than this are not filled in: they would be empty land in the main. */
const mostRegionCells = 400_000

/** Refuses to fill a scope with more cells than an analysis can hold. */
export function checkFillable({ shapes, areaKm2 }: Scope, resolution: number, filter: Filter): void {
  const words = 'occupied or surround'
  if (filter.near) throw badParameter('studyArea', 'region', `${words}: what lies near a feature has no outline`)
  if (shapes.length === 0) throw badParameter('studyArea', 'region', `${words}, unless region, area or bbox is given`)
  const cells = Math.round(areaKm2 / cellKm2Of(resolution))
  if (cells > mostRegionCells) {
    throw badParameter(
      'studyArea',
      'region',
      `${words}, or a coarser resolution: there would be ${cells} cells, at most ${mostRegionCells} are tested`,
    )
  }
}

/** Three resolutions to choose from: the finest has cells of about a hundred-thousandth of the place. */
export function candidateResolutions(areaKm2: number): number[] {
  const { min, max } = hotSpotResolutions
  let finest: number = min + 2
  while (finest < max && areaKm2 / cellKm2Of(finest + 1) < 60_000) finest += 1
  return [finest - 2, finest - 1, finest]
}
