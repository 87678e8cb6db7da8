import { GeoJSONVT } from '@maplibre/geojson-vt'
import type { Feature, Geometry } from 'geojson'
import { LRUCache } from 'lru-cache'
import type { Region, RegionLevel } from '#model/region.ts'
import { sharedAnswer } from '../database/requestSignal.ts'
import { encodeTile, type TileFeature } from './encodeTile.ts'
import { type CutFeature, drawn } from './shapeFeatures.ts'
import { buffer, extent, projectTo, type Tile } from './tileGrid.ts'

export interface RegionShape extends Region {
  readonly geometry: Geometry
}

export interface RegionTiles {
  /**
   * The children of `parent`, or without one the provinces, from z 4 the cities, from z 6 the counties, these with a
   * layer `regions-labels` of one point a region.
   */
  build(tile: Tile, parent: string | null): Promise<Uint8Array>
}

/** The regions, and how to get the shapes of some of them. */
export interface RegionSource {
  readonly regions: readonly Region[]
  readShapes(codes: readonly string[]): Promise<readonly RegionShape[]>
}

/** Deepest zoom with tiles of regions; maps draw it larger beyond. A unit of the tile is 2.4 m there. */
export const maxRegionZoom = 12
const cityZoom = 4
const countyZoom = 6
/** An index keeps every tile it has cut: it is made anew after so many, which bounds its memory. */
const tilesPerIndex = 4000
const maxIndexes = 64

function levelsAt(z: number): RegionLevel[] {
  if (z >= countyZoom) return ['province', 'city', 'county']
  return z >= cityZoom ? ['province', 'city'] : ['province']
}

function featureOf(region: RegionShape): Feature {
  const { code, name, nameEn, level, parentCode, inStatistics } = region
  const properties = { code, name, nameEn, level, parentCode, inStatistics }
  return { type: 'Feature', id: Number(code), geometry: region.geometry, properties }
}

interface RegionIndex {
  tile(tile: Tile): TileFeature[]
}

function createIndex(regions: readonly RegionShape[]): RegionIndex {
  const data = { type: 'FeatureCollection' as const, features: regions.map(featureOf) }
  const options = { maxZoom: maxRegionZoom, indexMaxZoom: 0, tolerance: 3, extent, buffer }
  let index = new GeoJSONVT(data, options)
  let served = 0
  return {
    tile({ z, x, y }) {
      served += 1
      if (served % tilesPerIndex === 0) index = new GeoJSONVT(data, options)
      const features = (index.getTile(z, x, y)?.features ?? []) as CutFeature[]
      return features.flatMap((cut) => {
        const feature = drawn(cut, cut.tags ?? {})
        return feature ? [{ ...feature, id: cut.id }] : []
      })
    },
  }
}

/**
 * A point inside each region for its name: polygons are cut by the tiles, and a name on each piece would repeat. Every
 * point lies in one tile of a zoom, the one without its buffer.
 */
function labelFeatures(regions: readonly Region[], tile: Tile): TileFeature[] {
  const project = projectTo(tile)
  return regions.flatMap((region) => {
    const [x, y] = project(region.lng, region.lat)
    if (x < 0 || x >= extent || y < 0 || y >= extent) return []
    const { code, name, nameEn, level, parentCode, inStatistics, areaKm2 } = region
    const properties = { code, name, nameEn, level, parentCode, inStatistics, areaKm2 }
    return [{ type: 'point' as const, paths: [[[x, y]]] as TileFeature['paths'], properties }]
  })
}

/** Tiles of the given regions; the shapes of a level or of a parent's children are read when first asked for. */
export function createRegionTiles({ regions, readShapes }: RegionSource): RegionTiles {
  const indexes = new LRUCache<string, Promise<RegionIndex>>({ max: maxIndexes })
  function indexOf(key: string, keep: (region: Region) => boolean): Promise<RegionIndex> {
    const known = indexes.get(key)
    // Whoever asked first may leave before the shapes are there.
    if (known) return sharedAnswer(known, () => indexOf(key, keep))
    const codes = regions.filter(keep).map((region) => region.code)
    const index = readShapes(codes).then(createIndex)
    indexes.set(key, index)
    index.catch(() => indexes.delete(key))
    return index
  }
  const levelIndex = (level: RegionLevel) => indexOf(level, (region) => region.level === level)
  return {
    async build(tile, parent) {
      if (parent !== null) {
        const children = await indexOf(parent, (region) => region.parentCode === parent)
        return encodeTile([{ name: 'regions', features: children.tile(tile) }])
      }
      const levels = levelsAt(tile.z)
      const features = (await Promise.all(levels.map(levelIndex))).flatMap((index) => index.tile(tile))
      const named = regions.filter((region) => levels.includes(region.level))
      return encodeTile([
        { name: 'regions', features },
        { name: 'regions-labels', features: labelFeatures(named, tile) },
      ])
    },
  }
}
