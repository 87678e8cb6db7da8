import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'

/** The options that our selection of ECharts' parts understands. */
export type ChartOption = ComposeOption<
  | AriaComponentOption
  | BarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | LineSeriesOption
  | TooltipComponentOption
>

/** A table that says what a chart shows. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One bar: `text` is its value as written for people; a value of null has its reason there. */
export interface ChartRow {
  readonly id: string
  readonly label: string
  readonly value: number | null
  /** A part of the value, drawn within its bar. */
  readonly second?: number | null
  readonly text?: string
}
