import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'

export interface DecodedFeature {
  readonly id: number | undefined
  readonly type: 'point' | 'line' | 'polygon'
  readonly properties: Readonly<Record<string, string | number | boolean>>
  readonly paths: readonly (readonly { x: number; y: number }[])[]
}

/** The layers of a vector tile, read by the decoder that MapLibre uses. */
export function decodeTile(bytes: Uint8Array): Record<string, DecodedFeature[]> {
  const tile = new VectorTile(new PbfReader(bytes))
  return Object.fromEntries(
    Object.entries(tile.layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, index) => {
        const feature = layer.feature(index)
        return {
          id: feature.id,
          type: (['point', 'point', 'line', 'polygon'] as const)[feature.type] ?? 'point',
          properties: feature.properties,
          paths: feature.loadGeometry(),
        }
      }),
    ]),
  )
}
