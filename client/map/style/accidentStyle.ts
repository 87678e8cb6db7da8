import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { accidentSeverities } from '#model/codes.ts'
import type { RecordStyleOptions } from './hazardStyle.ts'
import { byProperty } from './expressions.ts'
import type { LegendItem } from './legend.ts'
import type { Theme } from './palette.ts'
import { stackBadge, visibility } from './recordLayers.ts'

const ranks = { general: 1, larger: 2, major: 3, extraMajor: 4 }
const sizeAt = (scale: number): ExpressionSpecification =>
  byProperty(
    'severity',
    { general: 0.66 * scale, larger: 0.8 * scale, major: 1.05 * scale, extraMajor: 1.25 * scale },
    0.5 * scale,
  )

/** Accidents: size and shape grow with the severity, from a small cross to a ringed burst. */
export function accidentLayers({ theme, visible }: RecordStyleOptions): LayerSpecification[] {
  return [
    {
      id: 'accidents-points',
      type: 'symbol',
      source: 'accidents',
      'source-layer': 'accidents',
      layout: {
        ...visibility(visible),
        'icon-image': ['concat', 'accident:', ['coalesce', ['get', 'severity'], 'unknown'], '::', theme],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 4, sizeAt(0.6), 14, sizeAt(1)],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': byProperty('severity', ranks, 0),
      },
    },
    stackBadge({ id: 'accidents-stack', source: 'accidents', theme, visible }),
  ]
}

/** One sign a severity. */
export function accidentLegend(theme: Theme, locale: 'zh-CN' | 'en'): LegendItem[] {
  return accidentSeverities.map((severity) => ({
    kind: 'icon',
    icon: `accident:${severity.id}::${theme}`,
    label: locale === 'en' ? severity.en : severity.zh,
  }))
}
