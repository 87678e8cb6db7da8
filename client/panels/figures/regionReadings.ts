import type { RegionRow } from '#contract/statistics.ts'
import { type Indicator, type IndicatorReading, readIndicator } from '#model/indicator.ts'

interface RegionReading {
  readonly row: RegionRow
  readonly reading: IndicatorReading
}

/** The rows with an indicator's values, highest first; rows without a value follow in their own order. */
export function rankRegions(rows: readonly RegionRow[], indicator: Indicator): RegionReading[] {
  const readings = rows.map((row) => ({ row, reading: readIndicator(indicator, row, row.inStatistics) }))
  return readings.sort((a, b) => {
    if (a.reading.value === null || b.reading.value === null) {
      return Number(a.reading.value === null) - Number(b.reading.value === null)
    }
    return b.reading.value - a.reading.value
  })
}

/** Regions that report no hazard at all: a reason to ask, not a good rank. */
export function zeroReports(rows: readonly RegionRow[]): RegionRow[] {
  return rows.filter((row) => row.inStatistics && row.hazards?.found === 0)
}
