import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicators } from '#model/indicator.ts'
import {
  isStep,
  languageIds,
  layerIds,
  pageIds,
  type PageState,
  parseLink,
  printLink,
  taskIds,
  themeIds,
  urlParameters,
} from '../../client/urlState.ts'
import { hotSpotViews } from '../../client/config.ts'
import { hotSpotMethods, hotSpotSteps, hotSpotStudyAreas } from '../../client/hotSpotLink.ts'
import { hotSpotMeasures } from '#model/hotSpot.ts'
import { filters } from '../helpers/filterArbitrary.ts'

const rounded = (digits: number, min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Number(value.toFixed(digits)) + 0)

const states: fc.Arbitrary<PageState> = fc.record({
  filter: filters,
  camera: fc.record({ zoom: rounded(2, 0, 14), lat: rounded(4, -85, 85), lng: rounded(4, -180, 180) }),
  layers: fc.subarray([...layerIds]),
  indicator: fc.constantFrom(...indicators.map(({ id }) => id as string)),
  task: fc.constantFrom(...taskIds),
  measure: fc.constantFrom(...hotSpotMeasures.map(({ id }) => id)),
  resolution: fc.constantFrom('auto' as const, 5, 7, 10),
  ring: fc.integer({ min: 1, max: 3 }),
  method: fc.constantFrom(...hotSpotMethods),
  studyArea: fc.constantFrom(...hotSpotStudyAreas),
  step: fc.constantFrom(...hotSpotSteps),
  steps: fc.integer({ min: 4, max: 36 }),
  compare: fc.constantFrom(null, { from: '2022-01-01', to: '2022-06-30' }),
  view: fc.constantFrom(...hotSpotViews),
  confidence: fc.constantFrom(90 as const, 95 as const, 99 as const),
  persistence: fc.integer({ min: 0, max: 100 }),
  spot: fc.constantFrom(null, '8530995bfffffff'),
  page: fc.constantFrom(...pageIds),
  selection: fc.option(
    fc.record({
      collection: fc.constantFrom('hazards', 'road-segments'),
      id: fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
    }),
    { nil: null },
  ),
  follow: fc.boolean(),
  basemap: fc.constantFrom('own', 'none', 'tianditu-vec'),
  theme: fc.constantFrom(...themeIds),
  language: fc.constantFrom(...languageIds),
})

const defaults = parseLink(new URLSearchParams()).state
const none = new URLSearchParams()
const stateWith = (part: Partial<PageState>): PageState => ({
  ...defaults,
  theme: 'system',
  language: 'zh-CN',
  ...part,
})

describe('the link of the page', () => {
  it('reads back every state that it prints', () => {
    fc.assert(
      fc.property(states, (state) => {
        const link = parseLink(new URLSearchParams(printLink(state, none)))
        expect(link.problems).toEqual([])
        expect({ theme: 'system', language: 'zh-CN', ...link.state }).toEqual(state)
      }),
    )
  })

  it('prints nothing for the state in which the page opens', () => {
    expect(printLink(stateWith({}), none)).toBe('')
  })

  it('keeps parameters that are not ours, in their order and repeated', () => {
    const query = new URLSearchParams('utm_source=bulletin&sector=gas&token=a&token=b')
    const { state, unknown } = parseLink(query)
    expect(printLink(stateWith(state), unknown)).toBe('sector=gas&utm_source=bulletin&token=a&token=b')
  })

  it('names each bad value with what is allowed and keeps the rest', () => {
    const query = new URLSearchParams(
      'sector=gaz&found=2023-02-30&map=30/0/0&layers=hazards,cows&task=ranking&select=x',
    )
    const { state, problems } = parseLink(query)
    expect(problems.map(({ parameter, value }) => [parameter, value])).toEqual([
      ['sector', 'gaz'],
      ['found', '2023-02-30'],
      ['map', '30/0/0'],
      ['layers', 'hazards,cows'],
      ['select', 'x'],
    ])
    expect(problems.every(({ allowed }) => allowed.length > 5)).toBe(true)
    expect(state.task).toBe('ranking')
    expect(state.filter).toEqual({})
    expect(state.camera).toEqual(urlParameters.camera.default)
    expect(state.layers).toEqual(urlParameters.layers.default)
  })

  it('tells "no layer" from "the usual layers"', () => {
    expect(parseLink(new URLSearchParams('layers=none')).state.layers).toEqual([])
    expect(printLink(stateWith({ layers: [] }), none)).toBe('layers=none')
  })

  it('leaves theme and language as the browser keeps them when the link names none', () => {
    expect(defaults).not.toHaveProperty('theme')
    expect(defaults).not.toHaveProperty('language')
    expect(parseLink(new URLSearchParams('theme=dark&lang=en')).state).toMatchObject({ theme: 'dark', language: 'en' })
  })

  it('accepts ids with slashes, Chinese and spaces in a selection', () => {
    const selection = { collection: 'road-segments', id: 'G105/K12+300 佛山' }
    const printed = printLink(stateWith({ selection }), none)
    expect(parseLink(new URLSearchParams(printed)).state.selection).toEqual(selection)
  })

  it('writes places with slashes and commas a person can read', () => {
    expect(printLink(stateWith({ camera: { zoom: 9.123, lat: 23.02867, lng: 113.1227 } }), none)).toBe(
      'map=9.12/23.0287/113.1227',
    )
  })
})

describe('isStep()', () => {
  it.each([
    ['', 'map=5/30/110', false],
    ['sector=gas', 'sector=gas&map=5/30/110&theme=dark&lang=en', false],
    ['', 'sector=gas', true],
    ['sector=gas&map=5/30/110', 'map=5/30/110', true],
    ['', 'select=hazards/1', true],
    ['task=ranking', 'task=list', true],
  ])('from "%s" to "%s" is %s', (from, to, expected) => {
    expect(isStep(from, to)).toBe(expected)
  })
})
