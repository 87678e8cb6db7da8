import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { byClass } from './expressions.ts'
import { type LegendItem, rampItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'

export const regionSource = 'region-children'
export const regionStateKeys = ['value', 'hover'] as const

interface RegionStyleOptions {
  readonly theme: Theme
  /** n + 1 limits of n colours; none when no region has a value. */
  readonly breaks: readonly number[]
  readonly colors: readonly string[]
  /** False: outlines and the pointer alone. */
  readonly fill: boolean
  readonly visible: boolean
}

const value: ExpressionSpecification = ['feature-state', 'value']
const hovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]

/** The colour of a region by the value in its feature state; `noData` without one. */
export function regionColor(
  breaks: readonly number[],
  colors: readonly string[],
  noData: string,
): ExpressionSpecification {
  const inner = breaks.slice(1, -1)
  return [
    'case',
    ['==', value, null],
    noData,
    byClass(['to-number', value, 0], colors, inner),
  ] as ExpressionSpecification
}

/** Fill by class, hatching where statistics do not apply, and an outline that grows under the pointer. */
export function regionLayers({ theme, breaks, colors, fill, visible }: RegionStyleOptions): LayerSpecification[] {
  const palette = palettes[theme]
  const layout = { visibility: visible ? 'visible' : 'none' } as const
  const shared = { source: regionSource, 'source-layer': 'regions' }
  return [
    {
      id: 'regions-fill',
      type: 'fill',
      ...shared,
      layout,
      paint: {
        'fill-color': regionColor(breaks, colors, palette.noData),
        'fill-opacity': fill ? ['interpolate', ['linear'], ['zoom'], 3, 0.92, 7, 0.8, 10, 0.5, 13, 0.2, 15, 0.06] : 0,
      },
    },
    {
      id: 'regions-hatch',
      type: 'fill',
      ...shared,
      filter: ['==', ['get', 'inStatistics'], false],
      layout,
      paint: { 'fill-pattern': `hatch:${theme}`, 'fill-opacity': fill ? 1 : 0 },
    },
    {
      id: 'regions-outline',
      type: 'line',
      ...shared,
      layout: { ...layout, 'line-join': 'round' },
      paint: {
        'line-color': ['case', hovered, palette.accent, fill ? palette.paper : palette.provinceBorder],
        'line-width': ['case', hovered, 2.6, 0.7],
        'line-opacity': ['case', hovered, 1, 0.75],
      },
    },
  ]
}

interface RegionLegendOptions {
  readonly theme: Theme
  readonly breaks: readonly number[]
  readonly colors: readonly string[]
  readonly format: (value: number) => string
  /** Words for regions without a value; null where there is none of that kind. */
  readonly words: { readonly noData: string | null; readonly notApplicable: string | null }
}

/** The classes with their limits, then those without a value. */
export function regionLegend({ theme, breaks, colors, format, words }: RegionLegendOptions): LegendItem[] {
  const palette = palettes[theme]
  const shown = breaks.length === 0 ? [] : [rampItem('square', colors, breaks.map(format))]
  return [
    ...shown,
    ...(words.noData === null ? [] : [{ kind: 'color' as const, color: palette.noData, label: words.noData }]),
    ...(words.notApplicable === null
      ? []
      : [{ kind: 'hatch' as const, color: palette.hatch, label: words.notApplicable }]),
  ]
}
