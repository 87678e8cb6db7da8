import { isDay } from '#model/day.ts'
import {
  type HotSpotConfidence,
  hotSpotConfidences,
  type HotSpotMeasureId,
  hotSpotMeasures,
  hotSpotResolutions,
} from '#model/hotSpot.ts'
import { type HotSpotView, hotSpotViews } from './config.ts'
import { integerFrom, oneOf, type Parsed, type UrlParameter } from './urlParameter.ts'

export const hotSpotMethods = ['adaptive', 'exact'] as const
export const hotSpotStudyAreas = ['auto', 'occupied', 'surround', 'region'] as const
export const hotSpotSteps = ['none', 'week', 'month', 'quarter'] as const
export const hotSpotStepCounts = { min: 4, max: 36 } as const
export const hotSpotRings = { min: 1, max: 3 } as const

/** Days, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What an analysis of hot spots is asked, beside the filter. */
export interface HotSpotQuestion {
  readonly measure: HotSpotMeasureId
  readonly resolution: 'auto' | number
  /** Neighbours of a cell: up to so many steps away. */
  readonly ring: number
  readonly method: (typeof hotSpotMethods)[number]
  /** Only cells of at least this confidence, percent, are hot or cold. */
  readonly confidence: HotSpotConfidence
  readonly studyArea: (typeof hotSpotStudyAreas)[number]
  readonly step: (typeof hotSpotSteps)[number]
  readonly steps: number
  /** The earlier period that the filter's is compared with. */
  readonly compare: Period | null
}

/** All that a link says of hot spots: the question, and how its answer is looked at. */
export interface HotSpotChoices extends HotSpotQuestion {
  readonly view: HotSpotView
  /** Only hot spots that stand at this share of the scales count, percent. */
  readonly persistence: number
  /** Id of the hot spot whose card is open. */
  readonly spot: string | null
}

function parseResolution(text: string): Parsed<'auto' | number> {
  const { min, max } = hotSpotResolutions
  const parsed = integerFrom(min, max)(text)
  return text === 'auto' || 'value' in parsed
    ? { value: 'value' in parsed ? parsed.value : 'auto' }
    : { allowed: `auto or an integer from ${min} to ${max}` }
}

function parsePeriod(text: string): Parsed<Period | null> {
  const [from = '', to = '', ...rest] = text.split('/')
  const valid = rest.length === 0 && isDay(from) && isDay(to) && from <= to
  return valid ? { value: { from, to } } : { allowed: 'two days YYYY-MM-DD/YYYY-MM-DD, the first not after the second' }
}

function parseConfidence(text: string): Parsed<HotSpotConfidence> {
  const value = hotSpotConfidences.find((confidence) => String(confidence) === text)
  return value ? { value } : { allowed: hotSpotConfidences.join(', ') }
}

/** The parameters of a link that tell of hot spots, in the order of the printed link. */
export const hotSpotLink: { readonly [Field in keyof HotSpotChoices]: UrlParameter<HotSpotChoices[Field]> } = {
  measure: { name: 'measure', default: 'count', parse: oneOf(hotSpotMeasures.map(({ id }) => id)), print: String },
  resolution: { name: 'resolution', default: 'auto', parse: parseResolution, print: String },
  ring: { name: 'ring', default: 1, parse: integerFrom(hotSpotRings.min, hotSpotRings.max), print: String },
  method: { name: 'method', default: 'adaptive', parse: oneOf(hotSpotMethods), print: String },
  studyArea: { name: 'studyArea', default: 'auto', parse: oneOf(hotSpotStudyAreas), print: String },
  step: { name: 'step', default: 'none', parse: oneOf(hotSpotSteps), print: String },
  steps: {
    name: 'steps',
    default: 12,
    parse: integerFrom(hotSpotStepCounts.min, hotSpotStepCounts.max),
    print: String,
  },
  compare: {
    name: 'compare',
    default: null,
    parse: parsePeriod,
    print: (period) => (period ? `${period.from}/${period.to}` : ''),
  },
  view: { name: 'view', default: 'significance', parse: oneOf(hotSpotViews), print: String },
  confidence: { name: 'confidence', default: 95, parse: parseConfidence, print: String },
  persistence: { name: 'persistence', default: 0, parse: integerFrom(0, 100), print: String, quiet: true },
  spot: {
    name: 'spot',
    default: null,
    parse: (text) =>
      /^[0-9a-f]{15}$/.test(text) ? { value: text } : { allowed: 'an H3 cell of 15 hexadecimal digits' },
    print: (id) => id ?? '',
  },
}

/** Patterns over time and changes are tested on counts: a rate has neither. */
export const hasTime = ({ measure }: Pick<HotSpotChoices, 'measure'>): boolean => measure !== 'rate'

/** The pictures that there are of a measure. */
export const viewsOf = (choices: Pick<HotSpotChoices, 'measure'>): readonly HotSpotView[] =>
  hotSpotViews.filter((view) => hasTime(choices) || (view !== 'emerging' && view !== 'change'))

/** The choices without those that the measure has no answer to. */
export function withoutClashes(choices: HotSpotChoices): HotSpotChoices {
  if (hasTime(choices)) return choices
  const view = viewsOf(choices).includes(choices.view) ? choices.view : 'significance'
  return { ...choices, view, step: 'none', compare: null }
}

/** The choices that a state of the page holds, without the rest of it and without what clashes. */
export function hotSpotChoicesOf(state: HotSpotChoices): HotSpotChoices {
  const names = Object.keys(hotSpotLink) as (keyof HotSpotChoices)[]
  return withoutClashes(Object.fromEntries(names.map((name) => [name, state[name]])) as unknown as HotSpotChoices)
}

/** What a link without a word of hot spots means. */
export const defaultHotSpotChoices = Object.fromEntries(
  Object.entries(hotSpotLink).map(([name, parameter]) => [name, parameter.default]),
) as unknown as HotSpotChoices
