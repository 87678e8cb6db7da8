import type { TileFeature, TileValue } from './encodeTile.ts'
import { projectTo, type Tile, touchesTile } from './tileGrid.ts'

export interface LocatedProperties {
  readonly lng: number
  readonly lat: number
  readonly properties: Readonly<Record<string, TileValue>>
}

/** The records as points of the tile; those beyond its buffer are left to its neighbours. */
export function pointFeatures(records: readonly LocatedProperties[], tile: Tile): TileFeature[] {
  const project = projectTo(tile)
  const features: TileFeature[] = []
  for (const { lng, lat, properties } of records) {
    const [x, y] = project(lng, lat)
    if (touchesTile(x, y, x, y)) features.push({ type: 'point', paths: [[[x, y]]], properties })
  }
  return features
}
