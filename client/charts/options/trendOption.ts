import type { ChartOption, ChartTable } from '../chartOption.ts'
import { chartFont, chartPalette } from '../chartPalette.ts'

export interface TrendSeries {
  readonly id: string
  readonly label: string
  readonly values: readonly number[]
}

interface TrendOptions {
  /** First day of each bin, `YYYY-MM-DD`. */
  readonly starts: readonly string[]
  readonly series: readonly TrendSeries[]
  readonly dark: boolean
}

/** Accidents are counted on an axis of their own: there are far fewer of them. */
const onSecondAxis = (series: TrendSeries) => series.id === 'accidents'
const dashes = ['solid', 'dashed', 'dotted'] as const

/** Lines over time, told apart by dash as well as colour; accidents as bars behind them. */
export function trendOption({ starts, series, dark }: TrendOptions): ChartOption {
  const palette = chartPalette(dark)
  const axis = { type: 'value' as const, splitNumber: 3, axisLabel: { color: palette.faint } }
  return {
    animationDuration: 120,
    animationDurationUpdate: 120,
    textStyle: { fontFamily: chartFont, fontSize: 11 },
    color: [...palette.series],
    grid: { left: 4, right: 4, top: 30, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 20,
      itemHeight: 8,
      textStyle: { color: palette.muted, fontSize: 11 },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12 },
    },
    xAxis: {
      type: 'category',
      data: [...starts],
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { color: palette.faint, hideOverlap: true },
    },
    yAxis: [
      { ...axis, splitLine: { lineStyle: { color: palette.line } } },
      { ...axis, splitLine: { show: false } },
    ],
    series: series.map((line, index) =>
      onSecondAxis(line)
        ? {
            type: 'bar',
            name: line.label,
            yAxisIndex: 1,
            barMaxWidth: 10,
            itemStyle: { color: palette.series[index % palette.series.length], opacity: 0.4 },
            data: [...line.values],
          }
        : {
            type: 'line',
            name: line.label,
            showSymbol: starts.length === 1,
            symbolSize: 5,
            lineStyle: { width: 2, type: dashes[index % dashes.length] },
            areaStyle: { opacity: index === 0 ? 0.1 : 0 },
            data: [...line.values],
          },
    ),
  }
}

/** The same numbers as a table, one row a bin. */
export function trendTable({ starts, series }: Omit<TrendOptions, 'dark'>, dayLabel: string): ChartTable {
  return {
    columns: [dayLabel, ...series.map(({ label }) => label)],
    rows: starts.map((start, index) => [start, ...series.map(({ values }) => String(values[index] ?? '—'))]),
  }
}
