import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { hexagonRamp, rampColors } from './colorRamps.ts'
import { byClass, byZoom } from './expressions.ts'
import { type LegendItem, rampItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'
import { visibility } from './recordLayers.ts'

interface HexagonOptions {
  readonly theme: Theme
  /** Lower bounds of the classes of counts, the first is 1. */
  readonly starts: readonly number[]
  /** Whole hexagons, or, over coloured regions, signs sized by class between which the regions can be read. */
  readonly form: 'whole' | 'sign'
  /** Width of a hexagon on the screen now. */
  readonly hexagonPixels: number
  readonly visible: boolean
}

const count: ExpressionSpecification = ['to-number', ['get', 'count'], 0]
const overdue: ExpressionSpecification = ['to-number', ['get', 'overdue'], 0]

/** A hexagon carries the mark from this share of overdue hazards on, and from this many hazards: small ones mislead. */
const markedOverdue = { share: 0.3, count: 5 } as const
const isMarked: ExpressionSpecification = [
  'all',
  ['>=', count, markedOverdue.count],
  ['>=', ['/', overdue, ['max', count, 1]], markedOverdue.share],
]

/** The name of the sign of each class, smallest first, for `step`. */
function signNames(theme: Theme, classes: number): string[] {
  return rampColors(hexagonRamp[theme], classes).map((color) => `hexagon:${color}::${theme}`)
}

/** The sign of an icon size of 1 is so wide, pixels. */
const signPixels = 27
const sizeRange = { smallest: 0.3, largest: 0.85 } as const

/** Icon sizes by class: the highest fills most of its hexagon, the lowest takes a third of that. */
export function signSizes(classes: number, hexagonPixels: number): number[] {
  const full = Math.min(Math.max((hexagonPixels * 0.66) / signPixels, sizeRange.smallest), sizeRange.largest)
  return Array.from({ length: classes }, (_, index) => full * (0.36 + (0.64 * index) / Math.max(classes - 1, 1)))
}

const shared = { source: 'hazards', 'source-layer': 'hazards-cells' }
const overlap = { 'icon-allow-overlap': true, 'icon-ignore-placement': true } as const

/** Hexagons of hazards coloured by count; without colour where signs stand for them, but still there to be picked. */
export function hexagonFill({ theme, starts, form, visible }: HexagonOptions): LayerSpecification {
  return {
    id: 'hazards-cells-fill',
    type: 'fill',
    ...shared,
    layout: { ...visibility(visible), 'fill-sort-key': count },
    paint: {
      'fill-color': byClass(count, rampColors(hexagonRamp[theme], starts.length), starts.slice(1)),
      'fill-opacity': form === 'whole' ? byZoom(4, 0.9, 11, 0.8, 14, 0.5) : 0,
      'fill-outline-color': palettes[theme].paper,
    },
  }
}

/** The signs of hexagons: sized by count over regions, and a dot where many hazards are overdue. */
export function hexagonSigns({ theme, starts, form, hexagonPixels, visible }: HexagonOptions): LayerSpecification[] {
  return [
    {
      id: 'hazards-cells-sign',
      type: 'symbol',
      ...shared,
      layout: {
        ...visibility(visible && form === 'sign'),
        'icon-image': byClass(count, signNames(theme, starts.length), starts.slice(1)),
        'icon-size': byClass(count, signSizes(starts.length, hexagonPixels), starts.slice(1)),
        ...overlap,
      },
    },
    {
      id: 'hazards-cells-overdue',
      type: 'symbol',
      ...shared,
      filter: isMarked,
      layout: {
        ...visibility(visible),
        'icon-image': `dot:::${theme}`,
        'icon-size': byZoom(3, 0.44, 8, 0.6),
        ...overlap,
      },
    },
  ]
}

/** The classes of counts, then the mark for overdue ones. */
export function hexagonLegend(
  theme: Theme,
  starts: readonly number[],
  format: (value: number) => string,
  overdueWords: string,
): LegendItem[] {
  return [
    rampItem('hexagon', rampColors(hexagonRamp[theme], starts.length), starts.map(format)),
    { kind: 'icon', icon: `dot:::${theme}`, label: overdueWords },
  ]
}
