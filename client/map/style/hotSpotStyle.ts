import type { ExpressionSpecification, HeatmapLayerSpecification, LayerSpecification } from 'maplibre-gl'
import { emergingPatterns, hotSpotChanges } from '#model/hotSpot.ts'
import type { HotSpotView } from '../../config.ts'
import { labelFont } from './basemapStyle.ts'
import { hexagonRamp, mixColors, rampColors } from './colorRamps.ts'
import { byClass, byZoom } from './expressions.ts'
import { changeColors, classColor, neutralColor, patternColors, patternKind } from './hotSpotColors.ts'
import { signIcon } from './hotSpotIcons.ts'
import { palettes, type Theme } from './palette.ts'
import { visibility } from './recordLayers.ts'

export const hotSpotSource = 'hotspots'
export const hotSpotPointSource = 'hotspots-points'
export const hotSpotMarkSource = 'hotspots-marks'
export const hotSpotTileLayer = 'hotspots'

export interface HotSpotPaint {
  readonly theme: Theme
  readonly view: HotSpotView
  /** Lower bounds of the classes of values, the first over 0. */
  readonly breaks: readonly number[]
  /** Percent of the scales at which a cell must hold to count as hot or cold. */
  readonly persistence: number
  /** The steps of time that are shown, both included; null is the whole period. */
  readonly window: { readonly first: number; readonly last: number } | null
  /** Cells that are pointed at elsewhere. */
  readonly marked: readonly string[]
}

const numberOf = (name: string): ExpressionSpecification => ['to-number', ['get', name], 0]

/** The value of a cell: of the whole period, or summed over the steps that are shown. */
export function shownValue(window: HotSpotPaint['window']): ExpressionSpecification {
  if (!window) return numberOf('value')
  const steps = Array.from({ length: window.last - window.first + 1 }, (_, index) =>
    numberOf(`s${window.first + index}`),
  )
  return steps.length === 1 && steps[0] ? steps[0] : (['+', ...steps] as ExpressionSpecification)
}

const letterClasses = { a: 1, b: 2, c: 3, A: -1, B: -2, C: -3 } as const

/**
 * The class -3..3 of a cell that counts: of the whole period and at enough scales, or, while time is played, of the last
 * step that is shown.
 */
export function shownClass(persistence: number, window: HotSpotPaint['window']): ExpressionSpecification {
  if (window) {
    const letter = ['slice', ['coalesce', ['get', 'bins'], ''], window.last, window.last + 1]
    return ['match', letter, ...Object.entries(letterClasses).flat(), 0] as unknown as ExpressionSpecification
  }
  if (persistence === 0) return numberOf('class')
  return ['case', ['>=', numberOf('persistence'), persistence], numberOf('class'), 0]
}

const levels = [-3, -2, -1, 0, 1, 2, 3] as const

function byLevel<Value extends string | number>(
  level: ExpressionSpecification,
  value: (level: number) => Value,
): ExpressionSpecification {
  const cases = levels.filter((one) => one !== 0).flatMap((one) => [one, value(one)])
  return ['match', level, ...cases, value(0)] as unknown as ExpressionSpecification
}

const byIndex = (name: string, values: readonly string[]): ExpressionSpecification =>
  ['match', numberOf(name), ...values.flatMap((value, index) => (index === 0 ? [] : [index, value])), values[0] ?? ''] as unknown as ExpressionSpecification // prettier-ignore

function fillColor({ theme, view, breaks, persistence, window }: HotSpotPaint): ExpressionSpecification {
  if (view === 'significance') return byLevel(shownClass(persistence, window), (level) => classColor(level, theme))
  if (view === 'emerging') return byIndex('pattern', patternColors(theme))
  if (view === 'change') return byIndex('change', changeColors(theme))
  const value = shownValue(window)
  return ['case', ['<=', value, 0], neutralColor[theme], amountColor(value, breaks, theme)]
}

/** Colours of the classes of values. */
export const amountColors = (theme: Theme, count: number): string[] =>
  rampColors(hexagonRamp[theme], Math.max(count, 1))

const amountColor = (value: ExpressionSpecification, breaks: readonly number[], theme: Theme) =>
  byClass(value, amountColors(theme, breaks.length), breaks.slice(1))

/** What says nothing lies faint beneath what does. */
function fillOpacity({ view, persistence, window }: HotSpotPaint): ExpressionSpecification | number {
  const faint = 0.28
  const strong = 0.82
  if (view === 'significance')
    return byLevel(shownClass(persistence, window), (level) => (level === 0 ? faint : strong))
  if (view === 'emerging' || view === 'change') {
    return ['case', ['>', numberOf(view === 'emerging' ? 'pattern' : 'change'), 0], strong, faint]
  }
  return ['case', ['<=', shownValue(window), 0], faint * 0.6, strong]
}

const cells = { source: hotSpotSource, 'source-layer': hotSpotTileLayer } as const
const tested: readonly HotSpotView[] = ['significance', 'emerging', 'change']

/** Metres that the highest class is raised, by zoom, so that it keeps its height on the screen. */
const prismMeters = [3, 300_000, 6, 55_000, 9, 7_500, 12, 1_200, 15, 260] as const

/** Values far over the lower bound of the highest class rise further, up to so many times as high. */
const mostTimesHighest = 6

function prismHeight({ breaks, window }: HotSpotPaint): ExpressionSpecification {
  const highest = Math.max(breaks.at(-1) ?? 1, 1)
  const share = ['min', ['sqrt', ['/', shownValue(window), highest]], mostTimesHighest]
  const stops = prismMeters.map((stop, index) => (index % 2 === 0 ? stop : ['*', share, stop]))
  return ['interpolate', ['exponential', 0.5], ['zoom'], ...stops] as unknown as ExpressionSpecification
}

/** Cells in the picture that is chosen: the same tiles in other paint, so that nothing is loaded anew. */
export function hotSpotLayers(paint: HotSpotPaint): LayerSpecification[] {
  const { theme, view, marked } = paint
  const { paper, ink } = palettes[theme]
  const level = shownClass(paint.persistence, paint.window)
  const isFlat = view !== 'prism' && view !== 'heat'
  return [
    {
      id: 'hotspots-fill',
      type: 'fill',
      ...cells,
      layout: visibility(isFlat),
      paint: { 'fill-color': fillColor(paint), 'fill-opacity': fillOpacity(paint), 'fill-antialias': false },
    },
    {
      id: 'hotspots-cold',
      type: 'fill',
      ...cells,
      filter: ['<', view === 'emerging' ? ['-', 8.5, numberOf('pattern')] : level, 0],
      layout: visibility(view === 'significance' || view === 'emerging'),
      paint: { 'fill-pattern': `hatch:${theme}`, 'fill-opacity': 0.55 },
    },
    {
      id: 'hotspots-outline',
      type: 'line',
      ...cells,
      layout: { ...visibility(isFlat), 'line-join': 'round' },
      paint: {
        'line-color': view === 'significance' ? byLevel(level, (one) => outlineColor(one, theme)) : paper,
        'line-width': view === 'significance' ? byLevel(level, (one) => [0.4, 0.6, 1.1, 2][Math.abs(one)] ?? 0.4) : 0.5,
        'line-opacity': byZoom(3, 0.35, 7, 0.8),
      },
    },
    {
      id: 'hotspots-prism',
      type: 'fill-extrusion',
      ...cells,
      filter: ['>', shownValue(paint.window), 0],
      layout: visibility(view === 'prism'),
      paint: {
        'fill-extrusion-color': amountColor(shownValue(paint.window), paint.breaks, theme),
        'fill-extrusion-height': prismHeight(paint),
        'fill-extrusion-opacity': 0.88,
        'fill-extrusion-vertical-gradient': true,
      },
    },
    {
      id: 'hotspots-marked',
      type: 'line',
      ...cells,
      filter: ['in', ['get', 'cell'], ['literal', [...marked]]],
      layout: { ...visibility(view !== 'heat'), 'line-join': 'round' },
      paint: { 'line-color': ink, 'line-width': byZoom(4, 1.4, 10, 2.6) },
    },
    {
      id: 'hotspots-signs',
      type: 'symbol',
      ...cells,
      minzoom: view === 'significance' ? 7.5 : 4.5,
      filter: signFilter(paint, level),
      layout: { ...visibility(tested.includes(view)), ...signLayout(paint, level) },
      paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 1.4 },
    },
  ]
}

function outlineColor(level: number, theme: Theme): string {
  const { paper } = palettes[theme]
  return level === 0 ? paper : mixColors(classColor(level, theme), palettes[theme].ink, 0.35)
}

const signKinds = {
  emerging: emergingPatterns.map(({ id }) => patternKind(id)),
  change: hotSpotChanges.map(({ id }) => id as string),
} as const

function signFilter({ view }: HotSpotPaint, level: ExpressionSpecification): ExpressionSpecification {
  if (view === 'significance') return ['!=', level, 0]
  return ['>', numberOf(view === 'change' ? 'change' : 'pattern'), 0]
}

/** What stands on a cell: its confidence, or the sign of its pattern or change. */
function signLayout({ view, theme }: HotSpotPaint, level: ExpressionSpecification) {
  const sized = { 'icon-size': byZoom(5, 0.5, 10, 0.95), 'icon-padding': 0, 'text-padding': 0 }
  if (view === 'emerging' || view === 'change') {
    const icons = signKinds[view].map((kind) => signIcon(kind, theme))
    return { ...sized, 'icon-image': byIndex(view === 'emerging' ? 'pattern' : 'change', icons) }
  }
  const words = byLevel(level, (one) => (one === 0 ? '' : `${['', '90', '95', '99'][Math.abs(one)]}`))
  return { ...sized, 'text-field': words, 'text-font': labelFont, 'text-size': byZoom(5, 8, 10, 11) }
}

/** A smooth picture of density: tested by nothing, and labelled so. */
export function hotSpotHeat({ theme, breaks, window }: HotSpotPaint): HeatmapLayerSpecification {
  const highest = Math.max(breaks.at(-1) ?? 1, 1)
  const ramp = hexagonRamp[theme]
  const clear = `${ramp[0]}00`
  const stops = ramp.flatMap((color, index) => [(index + 1) / ramp.length, color])
  return {
    id: 'hotspots-heat',
    type: 'heatmap',
    source: hotSpotPointSource,
    'source-layer': hotSpotTileLayer,
    paint: {
      'heatmap-weight': ['min', 1, ['/', shownValue(window), highest * 6]],
      'heatmap-intensity': byZoom(3, 0.7, 8, 1.1),
      'heatmap-radius': byZoom(3, 12, 6, 22, 9, 34, 12, 48),
      'heatmap-color': ['interpolate', ['linear'], ['heatmap-density'], 0, clear, 0.04, clear, ...stops] as unknown as ExpressionSpecification, // prettier-ignore
      'heatmap-opacity': 0.85,
    },
  }
}

/** The ranks of the hot spots at their middles. */
export function hotSpotMarks(theme: Theme, spot: string | null): LayerSpecification {
  const { paper } = palettes[theme]
  const icon = (kind: string, level: number) => `hotSpotRank:${kind}:${classColor(level, theme)}:${theme}`
  const chosen: ExpressionSpecification = ['==', ['get', 'spot'], spot ?? '']
  return {
    id: 'hotspots-marks',
    type: 'symbol',
    source: hotSpotMarkSource,
    layout: {
      'icon-image': ['case', ['get', 'hot'], icon('hot', 3), icon('cold', -3)],
      'icon-size': ['case', chosen, 1, 0.74],
      'text-field': ['to-string', ['get', 'rank']],
      'text-font': labelFont,
      'text-size': ['case', chosen, 12, 9.5],
      'icon-padding': 0,
      'text-padding': 0,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': paper },
  }
}
