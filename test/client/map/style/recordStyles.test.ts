import { createExpression } from '@maplibre/maplibre-gl-style-spec'
import type { LayerSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import { accidentLayers, accidentLegend } from '../../../../client/map/style/accidentStyle.ts'
import { bubbleLayer, bubbleLegend, bubbleSize } from '../../../../client/map/style/bubbleStyle.ts'
import { enterpriseLayers, enterpriseLegend } from '../../../../client/map/style/enterpriseStyle.ts'
import { hazardLayers, hazardLegend } from '../../../../client/map/style/hazardStyle.ts'
import { hexagonFill, hexagonLegend, hexagonSigns, signSizes } from '../../../../client/map/style/hexagonStyle.ts'
import { iconShape } from '../../../../client/map/style/iconShape.ts'
import type { LegendItem } from '../../../../client/map/style/legend.ts'
import { regionColor, regionLayers, regionLegend } from '../../../../client/map/style/regionStyle.ts'
import { roadSegmentLayers, roadSegmentLegend } from '../../../../client/map/style/roadSegmentStyle.ts'
import { areaLayers, selectionLayers } from '../../../../client/map/style/selectionStyle.ts'
import { siteLayers, siteLegend, siteNameLayer } from '../../../../client/map/style/siteStyle.ts'
import { layerProblems } from '../../../helpers/styleProblems.ts'

interface Given {
  readonly properties?: Record<string, unknown>
  readonly state?: Record<string, unknown>
  readonly zoom?: number
}

/** The value of an expression for one feature. */
function evaluate(expression: unknown, { properties = {}, state = {}, zoom = 12 }: Given): unknown {
  const compiled = createExpression(expression, 'test')
  if (compiled.result === 'error') throw new Error(compiled.value.map(({ message }) => message).join())
  return compiled.value.evaluate({ zoom }, { type: 1, properties } as never, state)
}

const layout = (layer: LayerSpecification | undefined, name: string) =>
  (layer?.layout as Record<string, unknown> | undefined)?.[name]
const paint = (layer: LayerSpecification | undefined, name: string) =>
  (layer?.paint as Record<string, unknown> | undefined)?.[name]
const icons = (items: readonly LegendItem[]) => items.flatMap((item) => (item.kind === 'icon' ? [item.icon] : []))

const hexagons = { theme: 'light', starts: [1, 10, 100], form: 'whole', hexagonPixels: 16, visible: true } as const

describe.each(['light', 'dark'] as const)('layers in %s', (theme) => {
  it.each([true, false])('are valid, visible %s', (visible) => {
    const record = { theme, visible }
    const named = { ...record, locale: 'zh-CN' as const }
    const layers = [
      ...regionLayers({ theme, breaks: [0, 5, 10], colors: ['#111111', '#222222'], fill: true, visible }),
      hexagonFill({ ...hexagons, theme, visible }),
      ...hexagonSigns({ ...hexagons, theme, form: 'sign', visible }),
      bubbleLayer({ collection: 'accidents', ...record }),
      ...hazardLayers(record),
      ...enterpriseLayers(record),
      ...accidentLayers(record),
      ...roadSegmentLayers(record),
      ...siteLayers(record),
      siteNameLayer(named),
    ]
    expect(layerProblems(layers)).toEqual([])
    expect(layerProblems(hexagonSigns({ ...hexagons, theme, starts: [1], visible }))).toEqual([])
    expect(layerProblems([...selectionLayers(theme), ...areaLayers(theme)], 'geojson')).toEqual([])
  })
})

describe('regionColor', () => {
  const expression = regionColor([0, 10, 20], ['#0000ff', '#00ff00'], '#cccccc')
  const color = (state: Record<string, unknown>) => String(evaluate(expression, { state }))

  it('takes the class of the value in the feature state', () => {
    expect(color({ value: 3 })).toBe('#0000ff')
    expect(color({ value: 10 })).toBe('#00ff00')
    expect(color({ value: 99 })).toBe('#00ff00')
  })

  it('never shows a missing value as 0', () => {
    expect(color({})).toBe('#cccccc')
    expect(color({ value: null })).toBe('#cccccc')
    expect(color({ value: 0 })).toBe('#0000ff')
  })
})

describe('regionLegend', () => {
  const legend = (breaks: number[], noData: string | null) =>
    regionLegend({
      theme: 'light',
      breaks,
      colors: ['#0000ff', '#00ff00'],
      format: String,
      words: { noData, notApplicable: '不适用' },
    })

  it('reads its classes out and hatches what does not apply', () => {
    expect(legend([0, 5, 9], '无数据').map(({ kind, label }) => [kind, label])).toEqual([
      ['ramp', '0–5, 5–9'],
      ['color', '无数据'],
      ['hatch', '不适用'],
    ])
  })

  it('has no classes when no region has a value', () => {
    expect(legend([], null).map(({ kind }) => kind)).toEqual(['hatch'])
  })
})

describe('hazardLayers', () => {
  const [points] = hazardLayers({ theme: 'dark', visible: true })
  const image = (properties: Record<string, unknown>) => evaluate(layout(points, 'icon-image'), { properties })
  const order = (properties: Record<string, unknown>) =>
    Number(evaluate(layout(points, 'symbol-sort-key'), { properties }))

  it('names the icon by status, marks and theme', () => {
    expect(image({ status: 'rectifying', overdue: true, listed: true })).toBe('hazard:rectifying:overdue+listed:dark')
    expect(image({ status: 'closed', overdue: false, listed: true })).toBe('hazard:closed:listed:dark')
    expect(image({ status: 'reported', overdue: false })).toBe('hazard:reported::dark')
  })

  it('draws what is open and overdue last', () => {
    const closed = order({ status: 'closed', level: 'major', listed: true })
    const open = order({ status: 'reported', level: 'general' })
    const overdue = order({ status: 'reported', level: 'general', overdue: true })
    expect([closed, open, overdue]).toEqual([closed, open, overdue].toSorted((a, b) => a - b))
  })

  it('shows a number only where several records share a place', () => {
    const badge = hazardLayers({ theme: 'light', visible: true })[1]
    const text = (stack: number) => evaluate(layout(badge, 'text-field'), { properties: { stack } })
    expect([text(2), text(99), text(250)].map(String)).toEqual(['2', '99', '99+'])
    const filter = (badge as { filter?: unknown }).filter
    expect([{ stack: 1 }, { stack: 2 }, {}].map((properties) => evaluate(filter, { properties }))).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('hexagons', () => {
  it('colour by class and mark a high share of overdue hazards of not too few', () => {
    const fill = paint(hexagonFill(hexagons), 'fill-color')
    const color = (count: number) => String(evaluate(fill, { properties: { count } }))
    expect(new Set([color(1), color(9)]).size).toBe(1)
    expect(new Set([color(9), color(10), color(100)]).size).toBe(3)
    const { filter } = hexagonSigns(hexagons).find(({ id }) => id === 'hazards-cells-overdue') as { filter?: unknown }
    const isMarked = (count: number, overdue: number) => evaluate(filter, { properties: { count, overdue } })
    expect([isMarked(10, 3), isMarked(10, 2), isMarked(4, 4)]).toEqual([true, false, false])
  })

  it('give way to signs over coloured regions, but can still be picked', () => {
    const fill = hexagonFill({ ...hexagons, form: 'sign' })
    expect(paint(fill, 'fill-opacity')).toBe(0)
    expect(layout(fill, 'visibility')).toBe('visible')
    const sign = (form: 'sign' | 'whole') => layout(hexagonSigns({ ...hexagons, form })[0], 'visibility')
    expect([sign('sign'), sign('whole')]).toEqual(['visible', 'none'])
  })

  it('have signs that grow with the class and stay within their hexagon', () => {
    for (const pixels of [9, 16, 24]) {
      const sizes = signSizes(6, pixels)
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      expect((sizes.at(-1) ?? 0) * 27).toBeLessThanOrEqual(Math.max(pixels, 8.2))
    }
    expect(signSizes(1, 16)).toHaveLength(1)
  })

  it('have an open last class in the legend', () => {
    expect(hexagonLegend('light', [1, 10, 100], String, '逾期')[0]?.label).toBe('1–10, 10–100, ≥ 100')
  })
})

describe('bubbleSize', () => {
  it('grows with the order of magnitude', () => {
    expect(bubbleSize(100) - bubbleSize(10)).toBeCloseTo(bubbleSize(10) - bubbleSize(1), 10)
    expect(bubbleSize(0)).toBe(bubbleSize(1))
  })

  it('is the size that the layer gives', () => {
    const size = layout(bubbleLayer({ collection: 'accidents', theme: 'light', visible: true }), 'icon-size')
    expect(evaluate(size, { properties: { count: 1000 } })).toBeCloseTo(bubbleSize(1000), 10)
  })
})

describe('enterpriseLayers', () => {
  const [points] = enterpriseLayers({ theme: 'light', visible: true })
  const image = (properties: Record<string, unknown>) => evaluate(layout(points, 'icon-image'), { properties })

  it('tells the unrated and those out of business', () => {
    expect(image({ risk: 'major', status: 'active' })).toBe('enterprise:major::light')
    expect(image({ status: 'closed' })).toBe('enterprise:unknown:inactive:light')
    expect(image({ risk: 'low', status: 'suspended' })).toBe('enterprise:low:inactive:light')
  })
})

describe('roadSegmentLayers', () => {
  it('turns the arrow round for the downward direction and has none for both', () => {
    const arrows = roadSegmentLayers({ theme: 'light', visible: true }).find(({ id }) => id.endsWith('arrows'))
    const turn = (direction: string) => evaluate(layout(arrows, 'icon-rotate'), { properties: { direction } })
    expect([turn('up'), turn('down')]).toEqual([0, 180])
    const { filter } = arrows as { filter?: unknown }
    expect(evaluate(filter, { properties: { direction: 'both' } })).toBe(false)
  })

  it('draws the worse grade wider', () => {
    const line = roadSegmentLayers({ theme: 'light', visible: true }).find(({ id }) => id.endsWith('line'))
    const width = (grade: string) => Number(evaluate(paint(line, 'line-width'), { properties: { grade } }))
    const widths = ['D', 'C', 'B', 'A'].map(width)
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
  })
})

describe('legends', () => {
  it('show icons that can be drawn, and say in words what each means', () => {
    const legends = [
      ...hazardLegend('dark', { locale: 'zh-CN', overdue: '逾期', listed: '挂牌', stack: '同址' }),
      ...enterpriseLegend('dark', { locale: 'en', unrated: 'Not rated', inactive: 'Out of business' }),
      ...accidentLegend('light', 'zh-CN'),
      ...roadSegmentLegend('light', { locale: 'zh-CN', dangerous: '危险', direction: '方向' }),
      ...siteLegend('light', { park: '园区', ground: '厂区', building: '建筑' }),
      ...bubbleLegend('enterprises', 'light', String),
    ]
    expect(legends.every(({ label }) => label !== '')).toBe(true)
    expect(icons(legends).filter((name) => iconShape(name) === undefined)).toEqual([])
  })
})
