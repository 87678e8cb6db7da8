import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { hazardStatuses } from '#model/codes.ts'
import type { LegendItem } from './legend.ts'
import type { Theme } from './palette.ts'
import { stackBadge, visibility } from './recordLayers.ts'

export interface RecordStyleOptions {
  readonly theme: Theme
  readonly visible: boolean
}

const flags: ExpressionSpecification = [
  'case',
  ['all', ['to-boolean', ['get', 'overdue']], ['to-boolean', ['get', 'listed']]],
  'overdue+listed',
  ['to-boolean', ['get', 'overdue']],
  'overdue',
  ['to-boolean', ['get', 'listed']],
  'listed',
  '',
]

/** Nothing is left to do about these. */
const isSettled: ExpressionSpecification = ['in', ['get', 'status'], ['literal', ['closed', 'dismissed']]]

/** Open hazards are drawn above settled ones, overdue and listed above the rest, major above general. */
const drawOrder: ExpressionSpecification = [
  '+',
  ['case', isSettled, 0, 8],
  ['case', ['to-boolean', ['get', 'overdue']], 4, 0],
  ['case', ['to-boolean', ['get', 'listed']], 2, 0],
  ['case', ['==', ['get', 'level'], 'major'], 1, 0],
]

/** Points of hazards: shape and colour by status, a clock when overdue, a ring when listed, smaller when general. */
export function hazardLayers({ theme, visible }: RecordStyleOptions): LayerSpecification[] {
  return [
    {
      id: 'hazards-points',
      type: 'symbol',
      source: 'hazards',
      'source-layer': 'hazards',
      layout: {
        ...visibility(visible),
        'icon-image': ['concat', 'hazard:', ['get', 'status'], ':', flags, ':', theme],
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          4,
          ['case', ['==', ['get', 'level'], 'major'], 0.4, 0.3],
          10,
          ['case', ['==', ['get', 'level'], 'major'], 0.56, 0.42],
          15,
          ['case', ['==', ['get', 'level'], 'major'], 1, 0.74],
        ],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': drawOrder,
      },
      paint: { 'icon-opacity': ['case', isSettled, 0.62, 1] },
    },
    stackBadge({ id: 'hazards-stack', source: 'hazards', theme, visible }),
  ]
}

interface HazardWords {
  readonly locale: 'zh-CN' | 'en'
  readonly overdue: string
  readonly listed: string
  readonly stack: string
}

/** A sign for each status and for the marks that any status may carry. */
export function hazardLegend(theme: Theme, words: HazardWords): LegendItem[] {
  const name = (code: { zh: string; en: string }) => (words.locale === 'en' ? code.en : code.zh)
  return [
    ...hazardStatuses.map((status) => ({
      kind: 'icon' as const,
      icon: `hazard:${status.id}::${theme}`,
      label: name(status),
    })),
    { kind: 'icon', icon: `hazard:confirmed:overdue:${theme}`, label: words.overdue },
    { kind: 'icon', icon: `hazard:confirmed:listed:${theme}`, label: words.listed },
    { kind: 'icon', icon: `badge:::${theme}`, label: words.stack },
  ]
}
