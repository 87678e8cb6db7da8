import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import { labelFont } from './basemapStyle.ts'
import { byZoom } from './expressions.ts'
import { palettes, type Theme } from './palette.ts'

interface BadgeOptions {
  readonly id: string
  readonly source: string
  readonly theme: Theme
  readonly visible: boolean
}

/** The layout member that shows or hides a layer. */
export const visibility = (visible: boolean) => ({ visibility: visible ? 'visible' : 'none' }) as const

const stacked: ExpressionSpecification = ['>', ['to-number', ['get', 'stack'], 1], 1]
const stackText: ExpressionSpecification = ['case', ['>', ['get', 'stack'], 99], '99+', ['to-string', ['get', 'stack']]]

/** A number beside a place that holds several records, lest a hundred look like one. */
export function stackBadge({ id, source, theme, visible }: BadgeOptions): SymbolLayerSpecification {
  const palette = palettes[theme]
  return {
    id,
    type: 'symbol',
    source,
    'source-layer': source,
    minzoom: 11,
    filter: stacked,
    layout: {
      ...visibility(visible),
      'icon-image': `badge:::${theme}`,
      'icon-size': byZoom(11, 0.6, 15, 0.92),
      'icon-offset': [11, 10],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': stackText,
      'text-font': labelFont,
      'text-size': byZoom(11, 7.5, 15, 10),
      'text-offset': [1.02, 0.92],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': palette.paper },
  }
}

/** Whether the record of a hit shares its exact place with others. */
export function stackSize(properties: Readonly<Record<string, unknown>>): number {
  return typeof properties.stack === 'number' ? properties.stack : 1
}
