import { cumulate, drawIndex } from '../draw/apportion.ts'
import { dayNumber, isWeekend } from '../draw/calendar.ts'
import { campaignSpan } from '../calibration.ts'
import { type HotSpotTrend, trends } from './hotSpots.ts'
import type { Random } from '../draw/random.ts'

const days = campaignSpan.to - campaignSpan.from + 1

/** Public holidays of 2023 within the campaign: labour day (29 April to 3 May), dragon boat (22 to 24 June). */
const holidays = [
  ['2023-04-29', '2023-05-03'],
  ['2023-06-22', '2023-06-24'],
].map(([from, to]) => [dayNumber(from as string), dayNumber(to as string)] as const)

function isHoliday(day: number): boolean {
  return holidays.some(([from, to]) => day >= from && day <= to)
}

/** Finds of authorities rise from mobilisation to enforcement, those of firms peak in between. */
function phaseWeight(selfInspection: boolean, offset: number): number {
  if (!selfInspection) return 0.25 + 0.75 * Math.min(1, offset / 55) + (offset >= 96 ? 0.25 : 0)
  const peak = Math.exp(-(((offset - 62) / 30) ** 2))
  return 0.12 + peak
}

/** First and last day, counted from the campaign's first, on which a concentration of that trend is one. */
export function hotDays(trend: HotSpotTrend): { readonly from: number; readonly to: number } {
  return { from: trend === 'new' ? 72 : 0, to: trend === 'gone' ? 34 : days - 1 }
}

function trendWeight(trend: HotSpotTrend, offset: number): number {
  const time = offset / (days - 1)
  if (trend === 'growing') return Math.exp(3 * time)
  if (trend === 'fading') return Math.exp(-3.5 * time)
  const { from, to } = hotDays(trend)
  return offset >= from && offset <= to ? 1 : 0.02
}

function dayWeights(selfInspection: boolean, trend: HotSpotTrend): Float64Array {
  return Float64Array.from({ length: days }, (_, offset) => {
    const day = campaignSpan.from + offset
    const rest = isHoliday(day) || isWeekend(day)
    const rhythm = rest ? (selfInspection ? 0.5 : 0.3) : 1
    return rhythm * phaseWeight(selfInspection, offset) * trendWeight(trend, offset)
  })
}

const totals = trends.map((trend) => [cumulate(dayWeights(false, trend)), cumulate(dayWeights(true, trend))] as const)

/** Days after the campaign's first on which a hazard is found. */
export function drawFoundOffset(selfInspection: boolean, trend: HotSpotTrend, random: Random): number {
  const pair = totals[trends.indexOf(trend)] as (typeof totals)[number]
  return drawIndex(pair[selfInspection ? 1 : 0], random.next())
}
