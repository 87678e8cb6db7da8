import type { Summary } from '#contract/statistics.ts'
import { findIndicator, type IndicatorCounts, type IndicatorReading, readIndicator } from '#model/indicator.ts'

/** What stands behind a figure: a word of the messages under `kpi` and the exact number. */
interface TraceLine {
  readonly word: string
  readonly value: number | null
}

/** One headline figure of the overall situation. */
export interface Headline {
  readonly id: 'found' | 'rectificationRate' | 'overdue' | 'listed' | 'visits' | 'accidents' | 'deaths'
  readonly kind: 'count' | 'rate' | 'change'
  /** Word of the messages under `units`; null for shares. */
  readonly unit: 'items' | 'visits' | null
  readonly reading: IndicatorReading
  /** Section of the summary it is counted from: a key of `notApplied`. */
  readonly collection: 'hazards' | 'accidents' | 'supervision-actions'
  readonly trace: readonly TraceLine[]
}

/** The counts that indicators need, taken from the totals. */
function countsOf(summary: Summary): IndicatorCounts {
  return {
    hazards: summary.hazards,
    enterprises: summary.enterprises,
    roadSegments: summary.roadSegments.segments,
    accidents: summary.accidents,
    assistanceVisits: summary.actions.assistanceVisits,
  }
}

function read(id: string, summary: Summary): IndicatorReading {
  const indicator = findIndicator(id)
  if (!indicator) throw new Error(`no indicator ${id}`)
  return readIndicator(indicator, countsOf(summary))
}

/** The headline figures in the order in which bulletins name them. */
export function headlinesOf(summary: Summary): Headline[] {
  const { hazards, accidents, reportingUnits } = summary
  const change = (current: number | null, previous: number | null): TraceLine[] => [
    { word: 'current', value: current },
    { word: 'previous', value: previous },
  ]
  return [
    {
      id: 'found',
      kind: 'count',
      unit: 'items',
      reading: read('hazardsFound', summary),
      collection: 'hazards',
      trace: [
        { word: 'exact', value: hazards.found },
        { word: 'self', value: hazards.selfFound },
        { word: 'department', value: hazards.found - hazards.selfFound },
        { word: 'unlocated', value: hazards.unlocated },
        { word: 'units', value: reportingUnits },
      ],
    },
    {
      id: 'rectificationRate',
      kind: 'rate',
      unit: null,
      reading: read('rectificationRate', summary),
      collection: 'hazards',
      trace: [
        { word: 'numerator', value: hazards.rectified },
        { word: 'denominator', value: hazards.found },
      ],
    },
    {
      id: 'overdue',
      kind: 'count',
      unit: 'items',
      reading: read('overdueOpen', summary),
      collection: 'hazards',
      trace: [
        { word: 'exact', value: hazards.overdue },
        { word: 'open', value: hazards.open },
      ],
    },
    {
      id: 'listed',
      kind: 'count',
      unit: 'items',
      reading: read('listed', summary),
      collection: 'hazards',
      trace: [
        { word: 'exact', value: hazards.listed },
        { word: 'rectified', value: hazards.listedRectified },
      ],
    },
    {
      id: 'visits',
      kind: 'count',
      unit: 'visits',
      reading: read('assistanceVisits', summary),
      collection: 'supervision-actions',
      trace: [{ word: 'exact', value: summary.actions.assistanceVisits }],
    },
    {
      id: 'accidents',
      kind: 'change',
      unit: null,
      reading: read('accidentCountYoY', summary),
      collection: 'accidents',
      trace: change(accidents.accidents, accidents.previousAccidents),
    },
    {
      id: 'deaths',
      kind: 'change',
      unit: null,
      reading: read('fatalityYoY', summary),
      collection: 'accidents',
      trace: change(accidents.deaths, accidents.previousDeaths),
    },
  ]
}
