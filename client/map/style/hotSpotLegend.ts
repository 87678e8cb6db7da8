import { emergingPatterns, hotSpotChanges } from '#model/hotSpot.ts'
import type { HotSpotView } from '../../config.ts'
import { changeColors, classColor, neutralColor, patternColors, patternKind } from './hotSpotColors.ts'
import { signIcon } from './hotSpotIcons.ts'
import { amountColors } from './hotSpotStyle.ts'
import { type LegendItem, type LegendSection, rampItem } from './legend.ts'
import { palettes, type Theme } from './palette.ts'

interface HotSpotLegendOptions {
  readonly view: HotSpotView
  readonly theme: Theme
  readonly locale: 'zh-CN' | 'en'
  readonly breaks: readonly number[]
  /** Least confidence that is shown, percent. */
  readonly confidence: number
  /** Ids that occur; others need no line. */
  readonly present: readonly string[]
  readonly format: (value: number) => string
  readonly words: {
    readonly title: string
    readonly unit: string
    readonly hot: (confidence: number) => string
    readonly cold: (confidence: number) => string
    readonly chance: string
    readonly untested: string
    readonly low: string
    readonly high: string
  }
}

const confidences = [99, 95, 90] as const

function significanceItems({ theme, confidence, words }: HotSpotLegendOptions): LegendItem[] {
  const shown = confidences.filter((level) => level >= confidence)
  const level = (percent: number) => ({ 99: 3, 95: 2, 90: 1 })[percent] ?? 1
  return [
    ...shown.map((percent): LegendItem => {
      return { kind: 'color', color: classColor(level(percent), theme), label: words.hot(percent) }
    }),
    { kind: 'color', color: neutralColor[theme], label: words.chance },
    ...shown.toReversed().map((percent): LegendItem => {
      const color = classColor(-level(percent), theme)
      return { kind: 'area', color, line: palettes[theme].hatch, dashed: true, label: words.cold(percent) }
    }),
  ]
}

function signItems({ view, theme, locale, present }: HotSpotLegendOptions): LegendItem[] {
  const table = view === 'emerging' ? emergingPatterns : hotSpotChanges
  const colors = view === 'emerging' ? patternColors(theme) : changeColors(theme)
  return table.flatMap((entry, index): LegendItem[] => {
    if (entry.id !== 'none' && !present.includes(entry.id)) return []
    const label = locale === 'en' ? entry.en : entry.zh
    const color = colors[index] ?? neutralColor[theme]
    if (entry.id === 'none') return [{ kind: 'color', color, label }]
    const kind = view === 'emerging' ? patternKind(entry.id as (typeof emergingPatterns)[number]['id']) : entry.id
    return [{ kind: 'icon', icon: signIcon(kind, theme), label, scale: 0.8, ground: color }]
  })
}

/** What the picture of an analysis shows, in the legend of the map. */
export function hotSpotLegend(options: HotSpotLegendOptions): LegendSection {
  const { view, theme, breaks, format, words } = options
  const order = 1
  if (view === 'significance') return { title: words.title, order, items: significanceItems(options) }
  if (view === 'emerging' || view === 'change') return { title: words.title, order, items: signItems(options) }
  const colors = amountColors(theme, breaks.length)
  if (view === 'heat') {
    const limits = [words.low, ...colors.slice(1).map(() => ''), words.high]
    const ramp: LegendItem = { kind: 'ramp', shape: 'square', colors, limits, label: `${words.low}–${words.high}` }
    return { title: words.title, unit: words.untested, order, items: [ramp] }
  }
  return { title: words.title, unit: words.unit, order, items: [rampItem('hexagon', colors, breaks.map(format))] }
}
