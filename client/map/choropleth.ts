import type { IndicatorUnit, MissingReason } from '#model/indicator.ts'
import { formatIndicator } from '../format.ts'
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

/** Classes of changes: as wide below 0 as above it, cut where the sizes of the changes have their thirds. */
function differenceBreaks(values: readonly number[]): number[] {
  if (values.length === 0) return []
  const sizes = readableBreaks(classBreaks([0, ...values.map(Math.abs)], 'quantile', classCount / 2))
  const above = sizes.filter((size) => size > 0)
  return [...above.map((size) => -size).reverse(), 0, ...above]
}

/** How a limit of a class is written: shares as percent without needless zeros, changes with their sign. */
export function limitFormat(unit: IndicatorUnit, locale: 'zh-CN' | 'en'): (value: number) => string {
  if (unit !== 'rate' && unit !== 'change') return (value) => formatIndicator(value, unit, locale)
  const signDisplay = unit === 'change' ? 'exceptZero' : 'auto'
  const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1, signDisplay })
  return (value) => percent.format(value).replace('-', '\u2212')
}
