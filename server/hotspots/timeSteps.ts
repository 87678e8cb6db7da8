import { addDays, isDay } from '#model/day.ts'

export type StepUnit = 'week' | 'month' | 'quarter'

const monthsOf = { month: 1, quarter: 3 } as const

/** The same day of the month some months earlier; the last day of that month where it is shorter. */
function monthsBefore(day: string, months: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const index = year * 12 + (month - 1) - months
  const prefix = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
  for (let date = Number(day.slice(8)); ; date -= 1) {
    const candidate = `${prefix}-${String(date).padStart(2, '0')}`
    if (isDay(candidate)) return candidate
  }
}

/**
 * First days of `count` steps of equal width, in order; the last step ends with `asOf` inclusive, so that no step is cut
 * short and its trend not falsified.
 */
export function stepStarts(asOf: string, unit: StepUnit, count: number): string[] {
  const end = addDays(asOf, 1)
  return Array.from({ length: count }, (_, step) => {
    const back = count - step
    return unit === 'week' ? addDays(end, -7 * back) : monthsBefore(end, back * monthsOf[unit])
  })
}
