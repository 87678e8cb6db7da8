import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import { parseStakes, type StakeRange } from '../../../../data/import/values/stake.ts'

const range = (startMeters: number, endMeters: number, more: Partial<StakeRange> = {}): StakeRange => ({
  startMeters,
  endMeters,
  ...more,
})
const down = { direction: 'down' } as const

describe('parseStakes', () => {
  it.each<[string, StakeRange[]]>([
    ['K12+300', [range(12_300, 12_300)]],
    ['K314+000-K316+100', [range(314_000, 316_100)]],
    ['K7+800~K16+160', [range(7800, 16_160)]],
    ['K45-K47 K58-K60', [range(45_000, 47_000), range(58_000, 60_000)]],
    ['335KM+400M', [range(335_400, 335_400)]],
    ['247KM+400M-252KM+500M', [range(247_400, 252_500)]],
    ['2456KM+000M-300M', [range(2_456_000, 2_456_300)]],
    ['77公里加800米至66公里加400米', [range(77_800, 66_400, down)]],
    ['1882公里至1858公里', [range(1_882_000, 1_858_000, down)]],
    ['1882公里至1895公里', [range(1_882_000, 1_895_000)]],
    ['2155公里+700米至2165公里+500米', [range(2_155_700, 2_165_500)]],
    ['省道308线335KM+400M', [range(335_400, 335_400, { routeCode: 'S308' })]],
    ['G104线K12+300—K13+050', [range(12_300, 13_050, { routeCode: 'G104' })]],
    ['308省道 K1+000至K2+000', [range(1000, 2000, { routeCode: 'S308' })]],
    ['k12+300.5', [range(12_300.5, 12_300.5)]],
    ['Ｋ１２＋３００～Ｋ１３', [range(12_300, 13_000)]],
    ['K1+100、K2+200', [range(1100, 1100), range(2200, 2200)]],
    ['12+300-12+900', [range(12_300, 12_900)]],
  ])('reads %s', (text, ranges) => {
    expect(parseStakes(text)).toEqual(ranges)
  })

  it.each(['', '村口', 'K12+300-', 'K12+300 附近', '300米'])('does not guess at "%s"', (text) => {
    expect(parseStakes(text)).toBeInstanceOf(Refusal)
  })
})
