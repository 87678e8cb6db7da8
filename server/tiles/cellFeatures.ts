import { cellToBoundary } from 'h3-js'
import type { TileFeature, TileValue } from './encodeTile.ts'
import { projectTo, type Tile, touchesTile } from './tileGrid.ts'

/** Counts of one H3 cell; `cell` is its index in hexadecimal. */
export interface CountedCell {
  readonly cell: string
  readonly properties: Readonly<Record<string, TileValue>>
}

/** A cell over the antimeridian has corners on both of its sides: the western ones are moved east of 180. */
function unbroken(corners: readonly [number, number][]): readonly [number, number][] {
  const lngs = corners.map(([lng]) => lng)
  if (Math.max(...lngs) - Math.min(...lngs) <= 180) return corners
  return corners.map(([lng, lat]) => [lng < 0 ? lng + 360 : lng, lat])
}

/**
 * Whole hexagons of the cells that touch the tile or its buffer. They are not clipped: two tiles draw a shared hexagon
 * alike. Rings run clockwise on the screen, as the format wants outer rings.
 */
export function cellFeatures(cells: readonly CountedCell[], tile: Tile): TileFeature[] {
  const project = projectTo(tile)
  const features: TileFeature[] = []
  for (const { cell, properties } of cells) {
    const corners = unbroken(cellToBoundary(cell, true) as [number, number][])
    const ring = corners.slice(0, -1).map(([lng, lat]) => project(lng, lat))
    const xs = ring.map(([x]) => x)
    const ys = ring.map(([, y]) => y)
    if (!touchesTile(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))) continue
    features.push({ type: 'polygon', paths: [ring.reverse()], properties: { cell, ...properties } })
  }
  return features
}
