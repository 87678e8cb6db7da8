import { describe, expect, it } from 'vitest'
import { barHeight, barOption, barTable, nameWidth, rowText } from '../../../../client/charts/options/barOption.ts'
import { rankingOption, ranks } from '../../../../client/charts/options/rankingOption.ts'
import { trendOption, trendTable } from '../../../../client/charts/options/trendOption.ts'

const rows = [
  { id: 'gas', label: '燃气', value: 30, second: 10, text: '30 项' },
  { id: 'school', label: '校园', value: 10, second: null, text: '10 项' },
]
const plain = { rows, valueLabel: '隐患', selected: [], dark: false }

interface Bars {
  readonly series: readonly {
    readonly data: readonly { readonly value: number; readonly itemStyle: { readonly color: string } }[]
    readonly label?: { formatter(bar: { dataIndex: number }): string }
  }[]
  readonly yAxis: { readonly data: readonly string[]; readonly inverse: boolean }
  readonly tooltip: { formatter(hovered: readonly { dataIndex: number }[]): string }
}
const bars = (option: unknown) => option as Bars

describe('barOption', () => {
  it('lists the rows from top to bottom with their texts beside them', () => {
    const { yAxis, series } = bars(barOption(plain))
    expect(yAxis).toMatchObject({ inverse: true, data: ['燃气', '校园'] })
    expect(series[0]?.label?.formatter({ dataIndex: 1 })).toBe('10 项')
  })

  it('fades what is not chosen, and nothing when nothing is chosen', () => {
    const colors = (selected: string[]) =>
      bars(barOption({ ...plain, selected })).series[0]?.data.map((bar) => bar.itemStyle.color)
    expect(new Set(colors([])).size).toBe(1)
    const [chosen, other] = colors(['gas']) ?? []
    expect(chosen).not.toBe(other)
  })

  it('draws the second value within the first only when there is one', () => {
    expect(bars(barOption(plain)).series).toHaveLength(2)
    expect(bars(barOption({ ...plain, rows: [{ id: 'a', label: 'A', value: 1 }] })).series).toHaveLength(1)
  })

  it('says in the tooltip what the bar is, in plain text that cannot be markup', () => {
    const option = barOption({ ...plain, secondLabel: '已整改' })
    expect(bars(option).tooltip.formatter([{ dataIndex: 0 }])).toBe('燃气\n隐患 30 项\n已整改 10')
    expect(bars(option).tooltip.formatter([])).toBe('')
    expect(option).toMatchObject({ tooltip: { renderMode: 'richText' } })
  })

  it('changes its colours with the theme', () => {
    expect(JSON.stringify(barOption(plain))).not.toBe(JSON.stringify(barOption({ ...plain, dark: true })))
  })
})

describe('barTable', () => {
  it('holds the same rows; what is missing is a dash', () => {
    expect(barTable({ ...plain, secondLabel: '已整改' }, '行业')).toEqual({
      columns: ['行业', '隐患', '已整改'],
      rows: [
        ['燃气', '30 项', '10'],
        ['校园', '10 项', '—'],
      ],
    })
    expect(rowText({ id: 'x', label: 'X', value: null })).toBe('—')
  })
})

describe('nameWidth', () => {
  it('gives Han characters twice the room, within limits', () => {
    expect(nameWidth(['危险化学品'])).toBe(79)
    expect(nameWidth(['Gas'])).toBe(62)
    expect(nameWidth(['Supervision and covert inspection'])).toBe(182)
  })
})

describe('barHeight', () => {
  it('gives every bar its room', () => {
    expect(barHeight(10) - barHeight(9)).toBe(24)
    expect(barHeight(0)).toBe(barHeight(1))
  })
})

describe('ranks', () => {
  it('share the best rank on a tie and skip the next (1, 2, 2, 4); a missing value has none', () => {
    expect(ranks([9, 7, 7, 3, null].map((value) => ({ value })))).toEqual([1, 2, 2, 4, null])
  })

  it('follow the order of the rows, whichever way is up', () => {
    expect(ranks([1, 2, 2].map((value) => ({ value })))).toEqual([1, 2, 2])
  })
})

describe('rankingOption', () => {
  it('writes the rank before the name and the reason in place of a missing value', () => {
    const option = rankingOption({
      ...plain,
      rows: [...rows, { id: 'x', label: '某县', value: null, text: '样本不足' }],
    })
    expect(bars(option).yAxis.data).toEqual(['1  燃气', '2  校园', '·  某县'])
    expect(bars(option).series[0]?.label?.formatter({ dataIndex: 2 })).toBe('样本不足')
  })
})

describe('trendOption', () => {
  const trend = {
    starts: ['2023-05-01', '2023-05-08'],
    series: [
      { id: 'found', label: '排查', values: [5, 6] },
      { id: 'rectified', label: '整改', values: [1, 2] },
      { id: 'accidents', label: '事故', values: [0, 1] },
    ],
    dark: false,
  }

  it('tells the lines apart by dash and sets accidents on an axis of their own', () => {
    const { series } = trendOption(trend) as unknown as {
      series: readonly { type: string; yAxisIndex?: number; lineStyle?: { type: string } }[]
    }
    expect(series.map(({ type }) => type)).toEqual(['line', 'line', 'bar'])
    expect(series[0]?.lineStyle?.type).not.toBe(series[1]?.lineStyle?.type)
    expect(series[2]?.yAxisIndex).toBe(1)
  })

  it('has a table with one row a bin', () => {
    expect(trendTable(trend, '日期')).toEqual({
      columns: ['日期', '排查', '整改', '事故'],
      rows: [
        ['2023-05-01', '5', '1', '0'],
        ['2023-05-08', '6', '2', '1'],
      ],
    })
  })
})
