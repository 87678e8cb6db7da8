import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { type Anchor, anchorLayer } from './anchors.ts'
import { byZoom } from './expressions.ts'
import { graticule } from './graticule.ts'
import { type MapPalette, palettes, type Theme } from './palette.ts'
import { provinceShortNames } from './provinceNames.ts'

export type Locale = 'zh-CN' | 'en'

export interface BasemapOptions {
  readonly theme: Theme
  readonly locale: Locale
  /** Absolute URL template of the regions' tiles: source layers `regions` and `regions-labels`. */
  readonly regionTiles: string
  /** Absolute URL template of raster tiles drawn in place of the plain land; its own labels take the place of ours. */
  readonly raster?: { readonly tiles: string; readonly attribution?: string } | null
}

/** The sources of our own ground. */
export const groundSources: readonly string[] = ['regions', 'graticule']

/** Families of the system, in the order of the page's own type: no glyph server is asked for anything. */
export const labelFont: string[] = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif']

const ofLevel = (level: string): ExpressionSpecification => ['==', ['get', 'level'], level]

function border(level: string, minzoom: number, color: string, width: ExpressionSpecification): LayerSpecification {
  return {
    id: `border-${level}`,
    type: 'line',
    source: 'regions',
    'source-layer': 'regions',
    minzoom,
    filter: ofLevel(level),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': width },
  }
}

/** Borders of counties, cities and provinces; the finer ones come in with the zoom. */
export function borderLayers(palette: MapPalette): LayerSpecification[] {
  return [
    border('county', 6, palette.countyBorder, byZoom(6, 0.4, 12, 1.2)),
    border('city', 4, palette.cityBorder, byZoom(4, 0.4, 10, 1.6)),
    border('province', 0, palette.provinceBorder, byZoom(3, 0.6, 7, 1.6, 12, 2.4)),
  ]
}

/** The name in the language of the page; provinces go by their short Chinese names. */
export function labelText(locale: Locale): ExpressionSpecification {
  const english: ExpressionSpecification = ['coalesce', ['get', 'nameEn'], ['get', 'name']]
  if (locale === 'en') return english
  const short = Object.entries(provinceShortNames).flat()
  const province = ['match', ['slice', ['get', 'code'], 0, 2], ...short, ['get', 'name']]
  return ['case', ofLevel('province'), province, ['get', 'name']] as unknown as ExpressionSpecification
}

interface LabelRange {
  readonly level: string
  readonly minzoom: number
  readonly maxzoom: number
  readonly size: ExpressionSpecification
  readonly muted: boolean
}

const labelRanges: readonly LabelRange[] = [
  { level: 'province', minzoom: 2, maxzoom: 7.5, size: byZoom(2, 9, 4, 12, 7, 16), muted: false },
  { level: 'city', minzoom: 5, maxzoom: 11, size: byZoom(5, 10.5, 9, 14), muted: true },
  { level: 'county', minzoom: 7.5, maxzoom: 15, size: byZoom(8, 10.5, 13, 14), muted: true },
]

/** Names of the regions, larger areas first where they would overlap. */
function regionLabelLayers(palette: MapPalette, locale: Locale): LayerSpecification[] {
  return labelRanges.map(({ level, minzoom, maxzoom, size, muted }) => ({
    id: `label-${level}`,
    type: 'symbol',
    source: 'regions',
    'source-layer': 'regions-labels',
    minzoom,
    maxzoom,
    filter: ofLevel(level),
    layout: {
      'text-field': labelText(locale),
      'text-font': labelFont,
      'text-size': size,
      'text-max-width': 7,
      'text-letter-spacing': locale === 'en' ? 0 : 0.06,
      'text-padding': 4,
      'symbol-sort-key': ['-', 0, ['to-number', ['get', 'areaKm2'], 0]],
    },
    paint: {
      'text-color': muted ? palette.labelMuted : palette.label,
      'text-halo-color': palette.labelHalo,
      'text-halo-width': 1.8,
    },
  }))
}

function groundLayers(palette: MapPalette, hasRaster: boolean): LayerSpecification[] {
  const sea: LayerSpecification = { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } }
  if (hasRaster) return [sea, { id: 'raster', type: 'raster', source: 'raster' }]
  return [
    sea,
    {
      id: 'graticule',
      type: 'line',
      source: 'graticule',
      maxzoom: 8,
      paint: { 'line-color': palette.graticule, 'line-width': 0.7 },
    },
    {
      id: 'coast-glow',
      type: 'line',
      source: 'regions',
      'source-layer': 'regions',
      maxzoom: 9,
      filter: ofLevel('province'),
      paint: {
        'line-color': palette.coast,
        'line-width': byZoom(3, 3, 8, 8),
        'line-blur': byZoom(3, 3, 8, 8),
        'line-opacity': 0.5,
      },
    },
    {
      id: 'land',
      type: 'fill',
      source: 'regions',
      'source-layer': 'regions',
      filter: ofLevel('province'),
      paint: { 'fill-color': palette.land, 'fill-antialias': false },
    },
  ]
}

/** An empty style with every anchor: what a foreign basemap is laid beneath. */
export function withAnchors(
  beneath: readonly LayerSpecification[],
  between: Partial<Record<Anchor, readonly LayerSpecification[]>> = {},
): LayerSpecification[] {
  const group = (anchor: Anchor) => [anchorLayer(anchor), ...(between[anchor] ?? [])]
  const order: readonly Anchor[] = ['regions', 'grounds', 'cells', 'lines', 'labels', 'points', 'selection']
  return [...beneath, ...order.flatMap(group)]
}

/** The map's ground, drawn from our own boundaries: it needs no outside host, no key and no glyph server. */
export function basemapStyle({ theme, locale, regionTiles, raster = null }: BasemapOptions): StyleSpecification {
  const palette = palettes[theme]
  const sources: StyleSpecification['sources'] = {
    regions: { type: 'vector', tiles: [regionTiles], minzoom: 0, maxzoom: 12, promoteId: 'code' },
    graticule: { type: 'geojson', data: graticule(10) },
  }
  if (raster) {
    const { tiles, attribution = '' } = raster
    sources.raster = { type: 'raster', tiles: [tiles], tileSize: 256, maxzoom: 18, attribution }
  }
  return {
    version: 8,
    sources,
    layers: withAnchors(groundLayers(palette, raster !== null), {
      regions: borderLayers(palette),
      points: raster ? [] : regionLabelLayers(palette, locale),
    }),
  }
}
