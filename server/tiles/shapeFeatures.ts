import { geoJSONToTile } from '@maplibre/geojson-vt'
import type { Feature, Geometry, Position } from 'geojson'
import type { TileFeature, TileValue } from './encodeTile.ts'
import { buffer, extent, projectTo, type Tile } from './tileGrid.ts'

export interface Shape {
  /** A line or a polygon, simple or multiple, WGS-84. */
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, TileValue>>
}

type Path = [x: number, y: number][]

/** A line (2) or polygon (3) as geojson-vt cuts it; its own types cannot be resolved under nodenext. */
export interface CutFeature {
  readonly type: 2 | 3
  readonly id: number
  readonly geometry: readonly Path[]
  readonly tags: Readonly<Record<string, TileValue>> | null
}

/** Simplification, units of the tile: 3 of 4096 are about a third of a pixel. */
const tolerance = 3
/** The side of the mark that stands for a shape too small to be drawn, units of the tile: one pixel. */
const markSize = 8

function withoutRepeats(path: Path): Path {
  return path.filter(([x, y], index) => index === 0 || x !== path[index - 1]?.[0] || y !== path[index - 1]?.[1])
}

/** The path as it can be drawn; null when rounding has left no line or no area of it. */
function drawable(path: Path, polygon: boolean): Path | null {
  const distinct = withoutRepeats(path)
  if (!polygon) return distinct.length >= 2 ? distinct : null
  const [first, last] = [distinct[0], distinct.at(-1)]
  const ring = first && last && first[0] === last[0] && first[1] === last[1] ? distinct.slice(0, -1) : distinct
  return ring.length >= 3 ? ring : null
}

function firstPosition(geometry: Geometry): Position | undefined {
  if (geometry.type === 'GeometryCollection') return undefined
  let part: unknown = geometry.coordinates
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0]
  return Array.isArray(part) && typeof part[0] === 'number' ? (part as Position) : undefined
}

/** A mark of one pixel where a shape begins, so that nothing vanishes; null when that is on another tile. */
function mark({ geometry, properties }: Shape, tile: Tile): TileFeature | null {
  const position = firstPosition(geometry)
  if (!position) return null
  const [x, y] = projectTo(tile)(position[0] ?? 0, position[1] ?? 0)
  if (x < 0 || y < 0 || x >= extent || y >= extent) return null
  if (geometry.type.endsWith('LineString')) {
    return { type: 'line', paths: [[[x, y], [x + markSize, y]]], properties } // prettier-ignore
  }
  const ring: Path = [[x, y], [x + markSize, y], [x + markSize, y + markSize], [x, y + markSize]] // prettier-ignore
  return { type: 'polygon', paths: [ring], properties }
}

/** The feature that can be drawn of what geojson-vt has cut; null when rounding left nothing. */
export function drawn({ type, geometry }: CutFeature, properties: Shape['properties']): TileFeature | null {
  const polygon = type === 3
  const paths = geometry.map((path) => drawable(path, polygon)).filter((path) => path !== null)
  return paths.length > 0 ? { type: polygon ? 'polygon' : 'line', paths, properties } : null
}

/** Lines and polygons, simplified to the tile's resolution and clipped to its buffer. */
export function shapeFeatures(shapes: readonly Shape[], tile: Tile): TileFeature[] {
  const features = shapes.map(({ geometry }, id): Feature => ({ type: 'Feature', id, geometry, properties: {} }))
  const options = { extent, buffer, tolerance, clip: true, maxZoom: 24 }
  const tiled = geoJSONToTile({ type: 'FeatureCollection', features }, tile.z, tile.x, tile.y, options)
  const byIndex = new Map((tiled.features as CutFeature[]).map((feature) => [feature.id, feature]))
  return shapes.flatMap((shape, index) => {
    const feature = byIndex.get(index)
    return (feature && drawn(feature, shape.properties)) ?? mark(shape, tile) ?? []
  })
}
