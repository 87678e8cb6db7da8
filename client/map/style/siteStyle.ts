import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import { siteKinds } from '#model/codes.ts'
import { type Locale, labelFont } from './basemapStyle.ts'
import { byProperty, byZoom } from './expressions.ts'
import type { RecordStyleOptions } from './hazardStyle.ts'
import type { LegendItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'
import { visibility } from './recordLayers.ts'

interface SiteStyleOptions extends RecordStyleOptions {
  readonly locale: Locale
}

/** Larger grounds lie beneath the buildings on them. */
const drawOrder = byProperty('kind', { park: 0, mine: 0, plant: 1 }, 2)
const isPark: ExpressionSpecification = ['==', ['get', 'kind'], 'park']

function kindName(locale: Locale): ExpressionSpecification {
  return byProperty(
    'kind',
    Object.fromEntries(siteKinds.map((kind) => [kind.id, locale === 'en' ? kind.en : kind.zh])),
    '',
  )
}

/** Grounds and buildings: parks by a broken line, buildings darker. */
export function siteLayers({ theme, visible }: RecordStyleOptions): LayerSpecification[] {
  const palette = palettes[theme]
  const shared = { source: 'sites', 'source-layer': 'sites' }
  const shown = visibility(visible)
  return [
    {
      id: 'sites-fill',
      type: 'fill',
      ...shared,
      layout: { ...shown, 'fill-sort-key': drawOrder },
      paint: {
        'fill-color': byProperty(
          'kind',
          { park: palette.siteFill, mine: palette.siteFill, plant: palette.siteFill },
          palette.buildingFill,
        ),
        'fill-opacity': ['case', isPark, 0.5, 0.85],
      },
    },
    {
      id: 'sites-line',
      type: 'line',
      ...shared,
      filter: ['!', isPark],
      layout: { ...shown, 'line-join': 'round' },
      paint: { 'line-color': palette.siteLine, 'line-width': byZoom(9, 0.6, 15, 1.2) },
    },
    {
      id: 'sites-park-line',
      type: 'line',
      ...shared,
      filter: isPark,
      layout: { ...shown, 'line-join': 'round' },
      paint: { 'line-color': palette.siteLine, 'line-width': byZoom(9, 1, 15, 2), 'line-dasharray': [4, 2] },
    },
  ]
}

/** The names of grounds and buildings, at street level with what they are. */
export function siteNameLayer({ theme, locale, visible }: SiteStyleOptions): SymbolLayerSpecification {
  const palette = palettes[theme]
  return {
    id: 'sites-names',
    type: 'symbol',
    source: 'sites',
    'source-layer': 'sites',
    minzoom: 12.5,
    layout: {
      ...visibility(visible),
      'text-field': [
        'step',
        ['zoom'],
        ['coalesce', ['get', 'name'], ''],
        15,
        ['format', ['coalesce', ['get', 'name'], ''], {}, '\n', {}, kindName(locale), { 'font-scale': 0.8 }],
      ],
      'text-font': labelFont,
      'text-size': byZoom(12, 10.5, 17, 13),
      'text-max-width': 9,
      'symbol-sort-key': drawOrder,
    },
    paint: { 'text-color': palette.labelMuted, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.4 },
  }
}

/** Grounds by the three ways they are drawn. */
export function siteLegend(
  theme: Theme,
  words: { readonly park: string; readonly ground: string; readonly building: string },
): LegendItem[] {
  const palette = palettes[theme]
  return [
    { kind: 'area', color: palette.siteFill, line: palette.siteLine, dashed: true, label: words.park },
    { kind: 'area', color: palette.siteFill, line: palette.siteLine, dashed: false, label: words.ground },
    { kind: 'area', color: palette.buildingFill, line: palette.siteLine, dashed: false, label: words.building },
  ]
}
