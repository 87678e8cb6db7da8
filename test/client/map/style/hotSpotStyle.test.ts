import { createExpression } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { emergingPatterns, hotSpotChanges, lisaQuadrants } from '#model/hotSpot.ts'
import { hotSpotViews } from '../../../../client/config.ts'
import {
  changeColors,
  classColor,
  coldColors,
  hotColors,
  patternColors,
  patternKind,
  quadrantColors,
} from '../../../../client/map/style/hotSpotColors.ts'
import { signIcon } from '../../../../client/map/style/hotSpotIcons.ts'
import { hotSpotLegend } from '../../../../client/map/style/hotSpotLegend.ts'
import {
  hotSpotHeat,
  hotSpotLayers,
  hotSpotMarks,
  type HotSpotPaint,
  shownClass,
  shownValue,
} from '../../../../client/map/style/hotSpotStyle.ts'
import { iconShape } from '../../../../client/map/style/iconShape.ts'
import { layerProblems } from '../../../helpers/styleProblems.ts'

const themes = ['light', 'dark'] as const
const paint = (part: Partial<HotSpotPaint> = {}): HotSpotPaint => ({
  theme: 'light',
  view: 'significance',
  breaks: [1, 2, 3, 5, 8, 13],
  persistence: 0,
  window: null,
  marked: [],
  ...part,
})

function evaluate(expression: unknown, properties: Record<string, unknown>): unknown {
  const compiled = createExpression(expression, 'layers[0].paint')
  if (compiled.result !== 'success') throw new Error(JSON.stringify(compiled.value))
  return compiled.value.evaluate({ zoom: 8 }, { type: 'Polygon', properties } as never)
}

describe('the layers of hot spots', () => {
  it('are valid in every picture, theme and window, and keep their ids so that only paint changes', () => {
    const ids = hotSpotLayers(paint()).map(({ id }) => id)
    for (const theme of themes) {
      for (const view of hotSpotViews) {
        for (const window of [null, { first: 2, last: 2 }, { first: 0, last: 5 }]) {
          const options = paint({ theme, view, window, persistence: 50, marked: ['8641104d7ffffff'] })
          const layers = hotSpotLayers(options)
          expect(layers.map(({ id }) => id)).toEqual(ids)
          expect(layerProblems([...layers, hotSpotHeat(options)])).toEqual([])
          expect(layerProblems([hotSpotMarks(theme, 'x')], 'geojson')).toEqual([])
        }
      }
    }
  })

  it('draw one picture at a time', () => {
    const drawn = (view: HotSpotPaint['view']) =>
      hotSpotLayers(paint({ view })).flatMap(({ id, layout }) => (layout?.visibility === 'none' ? [] : [id]))
    expect(drawn('prism')).toContain('hotspots-prism')
    expect(drawn('prism')).not.toContain('hotspots-fill')
    expect(drawn('hexagon')).toEqual(['hotspots-fill', 'hotspots-outline', 'hotspots-marked'])
    expect(drawn('heat')).toEqual([])
  })
})

describe('shownClass()', () => {
  it('is the class of the whole period', () => {
    expect(evaluate(shownClass(0, null), { class: -2, persistence: 0 })).toBe(-2)
  })

  it('is nothing where a cell holds at too few scales', () => {
    expect(evaluate(shownClass(60, null), { class: 3, persistence: 59 })).toBe(0)
    expect(evaluate(shownClass(60, null), { class: 3, persistence: 60 })).toBe(3)
  })

  it('is that of the last step while time is played', () => {
    const expression = shownClass(60, { first: 0, last: 2 })
    const classes = ['c00', '00b', '00A', '000'].map((bins) => evaluate(expression, { bins, class: 3 }))
    expect(classes).toEqual([0, 2, -1, 0])
  })
})

describe('shownValue()', () => {
  it('sums the steps of the window', () => {
    const properties = { value: 100, s0: 1, s1: 2, s2: 4 }
    expect(evaluate(shownValue(null), properties)).toBe(100)
    expect(evaluate(shownValue({ first: 1, last: 1 }), properties)).toBe(2)
    expect(evaluate(shownValue({ first: 0, last: 2 }), properties)).toBe(7)
  })
})

describe('the colours of hot spots', () => {
  it('name every class, pattern, change and quadrant', () => {
    for (const theme of themes) {
      expect(patternColors(theme)).toHaveLength(emergingPatterns.length)
      expect(changeColors(theme)).toHaveLength(hotSpotChanges.length)
      expect(quadrantColors(theme)).toHaveLength(lisaQuadrants.length)
      expect(new Set([-3, -2, -1, 0, 1, 2, 3].map((level) => classColor(level, theme)))).toHaveLength(7)
    }
  })

  it('have hot patterns in hot colours and cold ones in cold', () => {
    const colors = patternColors('light')
    for (const [index, { id }] of emergingPatterns.entries()) {
      const expected: readonly string[] = id.endsWith('Hot') ? hotColors.light : coldColors.light
      if (id !== 'none') expect(expected).toContain(colors[index])
    }
  })

  it('come with a sign of its own for every pattern and change', () => {
    const kinds = [...emergingPatterns.map(({ id }) => patternKind(id)), ...hotSpotChanges.map(({ id }) => id)]
    const paths = kinds
      .filter((kind) => kind !== 'none')
      .map((kind) => iconShape(signIcon(kind, 'light'))?.paths[1]?.path)
    expect(paths.every((path) => path)).toBe(true)
    expect(new Set(paths).size).toBe(new Set(kinds).size - 1)
  })
})

const legend = (part: Partial<Parameters<typeof hotSpotLegend>[0]> = {}) =>
  hotSpotLegend({
    view: 'significance',
    theme: 'light',
    locale: 'en',
    breaks: [1, 2, 5],
    confidence: 95,
    present: [],
    format: String,
    words: {
      title: 'Hazards',
      unit: 'per cell',
      hot: (confidence) => `hot ${confidence}`,
      cold: (confidence) => `cold ${confidence}`,
      chance: 'chance',
      untested: 'not tested',
      low: 'low',
      high: 'high',
    },
    ...part,
  })

describe('hotSpotLegend()', () => {
  it('lists the confidences asked for, hot to cold', () => {
    expect(legend().items.map(({ label }) => label)).toEqual(['hot 99', 'hot 95', 'chance', 'cold 95', 'cold 99'])
    expect(legend({ confidence: 99 }).items.map(({ label }) => label)).toEqual(['hot 99', 'chance', 'cold 99'])
  })

  it('calls a heat map untested and gives it no class', () => {
    const section = legend({ view: 'heat' })
    expect(section.unit).toBe('not tested')
    expect(JSON.stringify(section)).not.toContain('hot 9')
  })

  it('lists the patterns that occur, each with its sign', () => {
    const { items } = legend({ view: 'emerging', present: ['newHot', 'historicalCold'] })
    expect(items.map(({ label }) => label)).toEqual(['No pattern', 'New hot spot', 'Historical cold spot'])
    expect(items[1]).toMatchObject({ kind: 'icon', icon: 'hotSpotSign:new::light' })
  })

  it('gives amounts their limits', () => {
    expect(legend({ view: 'hexagon' }).items[0]).toMatchObject({ kind: 'ramp', limits: ['1', '2', '5'] })
  })
})
