import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { riskLevels } from '#model/codes.ts'
import { labelFont } from './basemapStyle.ts'
import { byZoom } from './expressions.ts'
import type { RecordStyleOptions } from './hazardStyle.ts'
import type { LegendItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'
import { stackBadge, visibility } from './recordLayers.ts'

const risk: ExpressionSpecification = ['coalesce', ['get', 'risk'], 'unknown']
const activity: ExpressionSpecification = [
  'case',
  ['in', ['get', 'status'], ['literal', ['suspended', 'closed']]],
  'inactive',
  '',
]
/** The higher the risk the later it is drawn. */
const drawOrder: ExpressionSpecification = ['match', risk, 'major', 4, 'larger', 3, 'general', 2, 'low', 1, 0]

/** Enterprises by risk: colour and number of bars; hollow when out of business; named at street level. */
export function enterpriseLayers({ theme, visible }: RecordStyleOptions): LayerSpecification[] {
  const palette = palettes[theme]
  return [
    {
      id: 'enterprises-points',
      type: 'symbol',
      source: 'enterprises',
      'source-layer': 'enterprises',
      layout: {
        ...visibility(visible),
        'icon-image': ['concat', 'enterprise:', risk, ':', activity, ':', theme],
        'icon-size': byZoom(4, 0.3, 10, 0.44, 15, 0.86),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': drawOrder,
      },
    },
    {
      id: 'enterprises-names',
      type: 'symbol',
      source: 'enterprises',
      'source-layer': 'enterprises',
      minzoom: 15,
      layout: {
        ...visibility(visible),
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': labelFont,
        'text-size': byZoom(15, 9.5, 18, 12),
        'text-padding': 8,
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-max-width': 11,
        'text-optional': true,
      },
      paint: { 'text-color': palette.labelMuted, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.3 },
    },
    stackBadge({ id: 'enterprises-stack', source: 'enterprises', theme, visible }),
  ]
}

/** The four risk levels, the unrated and those out of business. */
export function enterpriseLegend(
  theme: Theme,
  words: { readonly locale: 'zh-CN' | 'en'; readonly unrated: string; readonly inactive: string },
): LegendItem[] {
  const icon = (variant: string, flag = '') => `enterprise:${variant}:${flag}:${theme}`
  return [
    ...riskLevels.map((level) => ({
      kind: 'icon' as const,
      icon: icon(level.id),
      label: words.locale === 'en' ? level.en : level.zh,
    })),
    { kind: 'icon', icon: icon('unknown'), label: words.unrated },
    { kind: 'icon', icon: icon('unknown', 'inactive'), label: words.inactive },
  ]
}
