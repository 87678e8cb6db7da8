import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import { type Filter, printFilter } from '#model/filter.ts'
import type { StepUnit } from './timeSteps.ts'

/** One question about hot spots: the filter and every choice of the analysis. */
export interface HotSpotQuestion {
  readonly filter: Filter
  readonly measure: HotSpotMeasureId
  readonly resolution: number | 'auto'
  readonly ring: number
  readonly method: 'adaptive' | 'exact'
  /** Percent. */
  readonly confidence: 90 | 95 | 99
  readonly studyArea: 'auto' | 'occupied' | 'surround' | 'region'
  readonly step: StepUnit | 'none'
  readonly steps: number
  /** Days of the earlier period, inclusive. */
  readonly compare: { readonly from: string; readonly to: string } | null
}

/** The same text for the same question, whatever the order of its parameters. */
export function questionKey({ filter, compare, ...choices }: HotSpotQuestion): string {
  const stepping = choices.step === 'none' ? { steps: 0 } : {}
  const parts = Object.entries({ ...choices, ...stepping }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [printFilter(filter), compare ? `${compare.from}/${compare.to}` : '', ...parts.flat()].join(' ')
}
