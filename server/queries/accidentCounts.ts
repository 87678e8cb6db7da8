import type { AccidentCounts } from '#contract/statistics.ts'
import type { Parameters } from './parameters.ts'
import { type Period, previousPeriod } from './period.ts'

const within = (period: Period, parameters: Parameters): string =>
  `occurred_at between ${parameters.addDay(period.from)} and ${parameters.addDay(period.to)}`

/** SQL that keeps the accidents of a period and of the one a year before. */
export function accidentPeriods(period: Period, parameters: Parameters): string {
  return `(${within(period, parameters)} or ${within(previousPeriod(period), parameters)})`
}

/** SQL of the columns of AccidentCounts, and how many accidents state their deaths. */
export function accidentCountColumns(period: Period, parameters: Parameters): string {
  const now = within(period, parameters)
  const before = within(previousPeriod(period), parameters)
  return `count(*) filter (where ${now})::integer as accidents,
    sum(deaths) filter (where ${now})::integer as deaths,
    count(*) filter (where ${before})::integer as previous_accidents,
    sum(deaths) filter (where ${before})::integer as previous_deaths`
}

export type AccidentRow = {
  accidents: number
  deaths: number | null
  previous_accidents: number
  previous_deaths: number | null
}

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

/** The counts of rows over disjoint sets. No accidents have no deaths; accidents that state none have null. */
export function accidentCounts(rows: readonly AccidentRow[]): AccidentCounts {
  const accidents = sum(rows.map((row) => row.accidents)) ?? 0
  const previousAccidents = sum(rows.map((row) => row.previous_accidents)) ?? 0
  const deaths = sum(rows.map((row) => row.deaths))
  const previousDeaths = sum(rows.map((row) => row.previous_deaths))
  return {
    accidents,
    deaths: accidents === 0 ? 0 : deaths,
    previousAccidents,
    previousDeaths: previousAccidents === 0 ? 0 : previousDeaths,
  }
}
