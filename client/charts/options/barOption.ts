import type { ChartOption, ChartRow, ChartTable } from '../chartOption.ts'
import { chartFont, chartPalette, type ChartPalette } from '../chartPalette.ts'

interface BarOptions {
  readonly rows: readonly ChartRow[]
  readonly valueLabel: string
  readonly secondLabel?: string | undefined
  /** Ids of the bars that are chosen; with none chosen all are drawn alike. */
  readonly selected: readonly string[]
  readonly dark: boolean
  readonly labelWidth?: number
}

const rowHeight = 24
const edge = 4

/** Height in pixels of a chart with that many bars. */
export function barHeight(rows: number): number {
  return Math.max(rows, 1) * rowHeight + 2 * edge
}

/** Pixels that names need in 12 px type: Han characters are a little wider than square in some fonts; within limits. */
export function nameWidth(names: readonly string[]): number {
  const widths = names.map((name) => [...name].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 13 : 7), 0))
  return Math.ceil(Math.min(Math.max(48, ...widths), 168)) + 14
}

/** What stands beside a bar: its text, else its value. */
export const rowText = ({ text, value }: ChartRow): string => text ?? (value === null ? '—' : String(value))

function barColor(row: ChartRow, selected: readonly string[], palette: ChartPalette): string {
  if (selected.length === 0) return palette.bar
  return selected.includes(row.id) ? palette.barStrong : palette.barFaded
}

function tooltipText(row: ChartRow | undefined, { valueLabel, secondLabel }: BarOptions): string {
  if (!row) return ''
  const second = secondLabel && row.second !== undefined && row.second !== null
  return [`${row.label}`, `${valueLabel} ${rowText(row)}`, ...(second ? [`${secondLabel} ${row.second}`] : [])].join(
    '\n',
  )
}

/** Horizontal bars from top to bottom in the order given, the name on the left, the value on the right. */
export function barOption(options: BarOptions): ChartOption {
  const { rows, selected, dark, labelWidth = nameWidth(rows.map((row) => row.label)) } = options
  const palette = chartPalette(dark)
  const hasSecond = rows.some((row) => row.second !== undefined && row.second !== null)
  return {
    animationDuration: 120,
    animationDurationUpdate: 120,
    textStyle: { fontFamily: chartFont, fontSize: 12 },
    grid: { left: labelWidth, right: 68, top: edge, bottom: edge },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'none' },
      renderMode: 'richText',
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12 },
      formatter: (hovered) => tooltipText(rows[[hovered].flat()[0]?.dataIndex ?? -1], options),
    },
    xAxis: { type: 'value', show: false, min: (extent) => Math.min(0, extent.min) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.muted, width: labelWidth - 9, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        barWidth: 12,
        showBackground: true,
        backgroundStyle: { color: palette.track, borderRadius: 3 },
        cursor: 'pointer',
        label: {
          show: true,
          position: 'right',
          color: palette.text,
          formatter: ({ dataIndex }) => (rows[dataIndex] ? rowText(rows[dataIndex]) : ''),
        },
        data: rows.map((row) => ({
          value: row.value ?? 0,
          itemStyle: { color: barColor(row, selected, palette), borderRadius: 3 },
        })),
      },
      ...(hasSecond
        ? [
            {
              type: 'bar' as const,
              barWidth: 4,
              barGap: '-66.7%',
              silent: true,
              data: rows.map((row) => row.second ?? 0),
              itemStyle: { color: palette.barStrong, borderRadius: 2 },
              z: 3,
            },
          ]
        : []),
    ],
  }
}

/** The same bars as a table. */
export function barTable(
  { rows, valueLabel, secondLabel }: Omit<BarOptions, 'selected' | 'dark'>,
  nameLabel: string,
): ChartTable {
  const second = (row: ChartRow) =>
    secondLabel ? [row.second === undefined || row.second === null ? '—' : String(row.second)] : []
  return {
    columns: [nameLabel, valueLabel, ...(secondLabel ? [secondLabel] : [])],
    rows: rows.map((row) => [row.label, rowText(row), ...second(row)]),
  }
}
