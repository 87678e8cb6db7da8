import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'

/** What MapLibre's own validator finds wrong with a style. */
export function styleProblems(style: StyleSpecification): string[] {
  return validateStyleMin(style).map(({ message }) => message)
}

/** The same for layers alone: sources are made up for them. */
export function layerProblems(layers: readonly LayerSpecification[], type: 'vector' | 'geojson' = 'vector'): string[] {
  const source: SourceSpecification =
    type === 'vector'
      ? { type, tiles: ['https://atlas.example/{z}/{x}/{y}'] }
      : { type, data: { type: 'FeatureCollection', features: [] } }
  const names = layers.flatMap((layer) => ('source' in layer ? [layer.source] : []))
  return styleProblems({
    version: 8,
    sources: Object.fromEntries(names.map((name) => [name, source])),
    layers: [...layers],
  })
}
