import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { hexagonRamp, rampColors } from './colorRamps.ts'
import { byClass, byZoom } from './expressions.ts'
import { countLabels, type LegendItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'
import { visibility } from './recordLayers.ts'

interface HexagonOptions {
  readonly theme: Theme
  /** Lower bounds of the classes of counts, the first is 1. */
  readonly starts: readonly number[]
  readonly visible: boolean
}

const count: ExpressionSpecification = ['to-number', ['get', 'count'], 0]
const overdue: ExpressionSpecification = ['to-number', ['get', 'overdue'], 0]

/** A hexagon carries the mark from this share of overdue hazards on, and from this many hazards: small ones mislead. */
export const markedOverdue = { share: 0.3, count: 5 } as const

/** Hexagons coloured by count, with a dot where many of their hazards are overdue. */
export function hexagonLayers({ theme, starts, visible }: HexagonOptions): LayerSpecification[] {
  const palette = palettes[theme]
  const colors = rampColors(hexagonRamp[theme], starts.length)
  const shared = { source: 'hazards', 'source-layer': 'hazards-cells' }
  return [
    {
      id: 'hazards-cells-fill',
      type: 'fill',
      ...shared,
      layout: { ...visibility(visible), 'fill-sort-key': count },
      paint: {
        'fill-color': byClass(count, colors, starts.slice(1)),
        'fill-opacity': byZoom(4, 0.88, 11, 0.78, 14, 0.5),
        'fill-outline-color': palette.paper,
      },
    },
    {
      id: 'hazards-cells-overdue',
      type: 'symbol',
      ...shared,
      filter: [
        'all',
        ['>=', count, markedOverdue.count],
        ['>=', ['/', overdue, ['max', count, 1]], markedOverdue.share],
      ],
      layout: {
        ...visibility(visible),
        'icon-image': `dot:::${theme}`,
        'icon-size': byZoom(3, 0.5, 8, 0.62),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ]
}

/** One hexagon a class, then the mark for overdue ones. */
export function hexagonLegend(
  theme: Theme,
  starts: readonly number[],
  format: (value: number) => string,
  overdueWords: string,
): LegendItem[] {
  const colors = rampColors(hexagonRamp[theme], starts.length)
  const labels = countLabels(starts, format)
  return [
    ...labels.map((label, index) => ({ kind: 'hexagon' as const, color: colors[index] ?? '#000000', label })),
    { kind: 'icon', icon: `dot:::${theme}`, label: overdueWords },
  ]
}
