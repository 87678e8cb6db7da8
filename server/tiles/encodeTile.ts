import { fromVectorTileJs } from '@maplibre/vt-pbf'
import { extent } from './tileGrid.ts'

export type TileValue = string | number | boolean | null

/** A feature in whole units of the tile: one path a part; a polygon's rings are not closed by a repeated point. */
export interface TileFeature {
  readonly type: 'point' | 'line' | 'polygon'
  readonly paths: readonly (readonly [x: number, y: number][])[]
  readonly properties: Readonly<Record<string, TileValue>>
  readonly id?: number
}

export interface TileLayer {
  readonly name: string
  readonly features: readonly TileFeature[]
}

const geometryTypes = { point: 1, line: 2, polygon: 3 } as const

/** What the encoder reads of a feature, in the shape of @mapbox/vector-tile. */
function encoderFeature({ type, paths, properties, id }: TileFeature) {
  return {
    type: geometryTypes[type],
    properties,
    extent,
    id,
    loadGeometry: () => paths.map((path) => path.map(([x, y]) => ({ x, y }))),
  }
}

function encoderLayer({ name, features }: TileLayer) {
  const feature = (index: number) => encoderFeature(features[index] as TileFeature)
  return { version: 2, name, extent, length: features.length, feature }
}

/** The encoder's own type asks for instances of a class of which it reads `x` and `y` alone. */
type EncoderInput = Parameters<typeof fromVectorTileJs>[0]

/**
 * Mapbox Vector Tile 2.1 of the layers that hold a feature. Null properties are left out, as the format has no null.
 * Empty when no layer holds any.
 */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const filled = layers.filter((layer) => layer.features.length > 0)
  const tile = { layers: Object.fromEntries(filled.map((layer) => [layer.name, encoderLayer(layer)])) }
  return fromVectorTileJs(tile as unknown as EncoderInput)
}
