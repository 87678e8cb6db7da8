import type { IndicatorUnit, MissingReason } from '#model/indicator.ts'
import { classBreaks, type ClassMethod, readableBreaks } from './style/classBreaks.ts'
import { differenceRamp, rampColors, regionRamp } from './style/colorRamps.ts'
import type { Theme } from './style/palette.ts'

/** An indicator's value for each child region, as the page formats it. */
export interface RegionChoropleth {
  /** How the classes are cut; quantiles unless said otherwise. */
  readonly method?: ClassMethod
  readonly indicator: { readonly id: string; readonly zh: string; readonly en: string; readonly unit: IndicatorUnit }
  readonly values: readonly {
    readonly code: string
    readonly value: number | null
    readonly text: string
    /** Why there is no value. */
    readonly reason?: MissingReason | undefined
  }[]
}

const classCount = 6
const differenceClasses = [-0.3, -0.1, 0, 0.1, 0.3]

/** Limits of the classes and their colours; changes diverge around 0, amounts run from low to high. */
export function choroplethClasses(
  choropleth: RegionChoropleth | null,
  theme: Theme,
): { breaks: number[]; colors: string[] } {
  const values = choropleth?.values.flatMap(({ value }) => (value === null ? [] : [value])) ?? []
  const diverging = choropleth?.indicator.unit === 'change'
  const breaks = diverging
    ? differenceBreaks(values)
    : readableBreaks(classBreaks(values, choropleth?.method ?? 'quantile', classCount))
  const ramp = diverging ? [...differenceRamp[theme]].reverse() : regionRamp[theme]
  return { breaks, colors: rampColors(ramp, Math.max(breaks.length - 1, 1)) }
}

function differenceBreaks(values: readonly number[]): number[] {
  if (values.length === 0) return []
  const reach = Math.max(0.5, ...values.map(Math.abs))
  return [-reach, ...differenceClasses, reach]
}
