import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Configuration } from '#contract/configuration.ts'
import { basemapStyle, type BasemapOptions, borderLayers, withAnchors } from './basemapStyle.ts'
import { type MapPalette, palettes } from './palette.ts'

export type Basemap = Configuration['basemaps'][number]

/** What the map is laid on: a style, or the URL of one, and how it is dressed before it is shown. */
export interface Ground {
  readonly style: StyleSpecification | string
  readonly dress: (style: StyleSpecification) => StyleSpecification
}

const asItIs = (style: StyleSpecification) => style

/** Our own boundaries, or the configured basemap with our borders and places for the overlays above it. */
export function buildGround(options: BasemapOptions, basemap: Basemap | null): Ground {
  if (!basemap) return { style: basemapStyle(options), dress: asItIs }
  const { kind, url } = basemap
  if (kind === 'raster') return { style: basemapStyle({ ...options, raster: { tiles: url } }), dress: asItIs }
  if (kind === 'pmtiles') return { style: archiveStyle(options, url), dress: asItIs }
  return { style: url, dress: (style) => dressForeign(options, style) }
}

/** A foreign style with our borders and anchors on top; ids of ours that it uses too are ours. */
export function dressForeign(options: BasemapOptions, foreign: StyleSpecification): StyleSpecification {
  const own = basemapStyle(options)
  const palette = palettes[options.theme]
  const ours = new Set(own.layers.map((layer) => layer.id))
  return {
    ...foreign,
    sources: { ...foreign.sources, ...own.sources },
    layers: withAnchors(
      foreign.layers.filter((layer) => !ours.has(layer.id)),
      { regions: borderLayers(palette) },
    ),
  }
}

const archive = 'archive'

/** The schema of Protomaps' basemap archives: earth, water, landuse, roads and buildings are all we draw. */
function archiveLayers(palette: MapPalette): LayerSpecification[] {
  const fill = (layer: string, color: string, minzoom = 0): LayerSpecification => ({
    id: `archive-${layer}`,
    type: 'fill',
    source: archive,
    'source-layer': layer,
    minzoom,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': color },
  })
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
    fill('earth', palette.land),
    fill('landuse', palette.siteFill, 10),
    fill('water', palette.sea),
    {
      id: 'archive-roads',
      type: 'line',
      source: archive,
      'source-layer': 'roads',
      paint: {
        'line-color': palette.cityBorder,
        'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 6, 0.3, 12, 1, 17, 6],
      },
    },
    fill('buildings', palette.buildingFill, 14),
  ]
}

/** A style that reads one PMTiles archive; its own borders are left out, as they may differ from the standard drawings. */
function archiveStyle(options: BasemapOptions, url: string): StyleSpecification {
  const own = basemapStyle({ ...options, raster: null })
  const palette = palettes[options.theme]
  const labels = own.layers.filter((layer) => layer.id.startsWith('label-'))
  return {
    ...own,
    sources: { ...own.sources, [archive]: { type: 'vector', url: `pmtiles://${url}` } },
    layers: withAnchors(archiveLayers(palette), { regions: borderLayers(palette), points: labels }),
  }
}
