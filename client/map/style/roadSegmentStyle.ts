import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { roadGrades } from '#model/codes.ts'
import { labelFont } from './basemapStyle.ts'
import { byProperty, byZoom } from './expressions.ts'
import type { RecordStyleOptions } from './hazardStyle.ts'
import type { LegendItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'
import { visibility } from './recordLayers.ts'

/** Relative width of a grade: the worse the wider. */
const gradeWidths = { A: 1.5, B: 1.15, C: 0.85, D: 0.65 } as const

const ranks = { A: 4, B: 3, C: 2, D: 1 }
const widthAt = (scale: number): ExpressionSpecification =>
  byProperty(
    'grade',
    { A: gradeWidths.A * scale, B: gradeWidths.B * scale, C: gradeWidths.C * scale, D: gradeWidths.D * scale },
    0.6 * scale,
  )
const width: ExpressionSpecification = [
  'interpolate',
  ['exponential', 1.4],
  ['zoom'],
  4,
  widthAt(2.6),
  10,
  widthAt(3.4),
  16,
  widthAt(5.6),
]
const casing: ExpressionSpecification = [
  'interpolate',
  ['exponential', 1.4],
  ['zoom'],
  4,
  widthAt(3),
  10,
  widthAt(5.4),
  16,
  widthAt(8),
]

/** One road drawn towards its end (`up`) or its start (`down`): arrows stand for one-way segments alone. */
const arrowTurn: ExpressionSpecification = ['match', ['get', 'direction'], 'down', 180, 0]

/** Segments by grade: colour, width and letter; accident-prone ones solid, dangerous ones with a broken core. */
export function roadSegmentLayers({ theme, visible }: RecordStyleOptions): LayerSpecification[] {
  const palette = palettes[theme]
  const { unknown, ...grades } = palette.grade
  const shared = { source: 'road-segments', 'source-layer': 'road-segments' }
  const line = {
    ...visibility(visible),
    'line-cap': 'round',
    'line-join': 'round',
    'line-sort-key': byProperty('grade', ranks, 0),
  } as const
  return [
    {
      id: 'road-segments-casing',
      type: 'line',
      ...shared,
      layout: line,
      paint: { 'line-color': palette.paper, 'line-width': casing, 'line-opacity': 0.9 },
    },
    {
      id: 'road-segments-line',
      type: 'line',
      ...shared,
      layout: line,
      paint: { 'line-color': byProperty('grade', grades, unknown), 'line-width': width },
    },
    {
      id: 'road-segments-kind',
      type: 'line',
      ...shared,
      minzoom: 10,
      filter: ['==', ['get', 'kind'], 'dangerous'],
      layout: { ...visibility(visible), 'line-join': 'round' },
      paint: { 'line-color': palette.paper, 'line-width': byZoom(10, 0.8, 16, 2), 'line-dasharray': [2, 3] },
    },
    {
      id: 'road-segments-arrows',
      type: 'symbol',
      ...shared,
      minzoom: 10,
      filter: ['in', ['get', 'direction'], ['literal', ['up', 'down']]],
      layout: {
        ...visibility(visible),
        'symbol-placement': 'line',
        'symbol-spacing': 90,
        'icon-image': `arrow:::${theme}`,
        'icon-size': byZoom(10, 0.5, 16, 0.85),
        'icon-rotate': arrowTurn,
        'icon-allow-overlap': true,
      },
    },
    {
      id: 'road-segments-names',
      type: 'symbol',
      ...shared,
      minzoom: 10,
      layout: {
        ...visibility(visible),
        'symbol-placement': 'line',
        'symbol-spacing': 260,
        'text-field': ['concat', ['coalesce', ['get', 'grade'], ''], '  ', ['coalesce', ['get', 'name'], '']],
        'text-font': labelFont,
        'text-size': byZoom(10, 10, 16, 13),
        'text-offset': [0, 1.1],
      },
      paint: { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.5 },
    },
  ]
}

/** A stroke for each grade in its width, and the arrow. */
export function roadSegmentLegend(
  theme: Theme,
  words: { readonly locale: 'zh-CN' | 'en'; readonly dangerous: string; readonly direction: string },
): LegendItem[] {
  const palette = palettes[theme]
  return [
    ...roadGrades.map((grade) => ({
      kind: 'line' as const,
      color: palette.grade[grade.id],
      width: gradeWidths[grade.id] * 3.6,
      dashed: false,
      label: words.locale === 'en' ? grade.en : grade.zh,
    })),
    { kind: 'line', color: palette.grade.B, width: 5, dashed: true, label: words.dangerous },
    { kind: 'icon', icon: `arrow:::${theme}`, label: words.direction },
  ]
}
