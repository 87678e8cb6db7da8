import type { ChartOption, ChartRow } from '../chartOption.ts'
import { chartPalette } from '../chartPalette.ts'
import { barOption, nameWidth } from './barOption.ts'

interface RankingOptions {
  readonly rows: readonly ChartRow[]
  readonly valueLabel: string
  readonly selected: readonly string[]
  readonly dark: boolean
}

/**
 * The rank of each row that has a value: equal values share the best rank and the next one is skipped (1, 2, 2, 4).
 * Rows without a value have none. The order of the rows decides which way is up.
 */
export function ranks(rows: readonly Pick<ChartRow, 'value'>[]): (number | null)[] {
  const valued = rows.map((row) => row.value).filter((value) => value !== null)
  return rows.map(({ value }) => (value === null ? null : valued.indexOf(value) + 1))
}

/** Bars with their ranks; those without a value come last, their reason in place of the number. */
export function rankingOption({ rows, valueLabel, selected, dark }: RankingOptions): ChartOption {
  const places = ranks(rows)
  const numbered = rows.map((row, index) => ({ ...row, label: `${places[index] ?? '·'}  ${row.label}` }))
  const labelWidth = nameWidth(numbered.map((row) => row.label))
  const option = barOption({ rows: numbered, valueLabel, selected, dark, labelWidth })
  const palette = chartPalette(dark)
  return {
    ...option,
    yAxis: { ...option.yAxis, axisLabel: rankLabel(palette.muted, labelWidth) } as ChartOption['yAxis'],
  }
}

/** Names are set flush left so that the ranks stand in a column. */
function rankLabel(color: string, width: number) {
  const overflow = 'truncate' as const
  return { color, width: width - 8, overflow, align: 'left' as const, margin: width - 4, interval: 0 }
}
