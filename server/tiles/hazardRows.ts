import type { HazardStatus } from '#model/codes.ts'
import type { PointIndex, RowTest } from './pointIndex.ts'

/** The rules of data/model/lifeCycle.ts over the rows of an index of hazards that were found by the day. */
export interface HazardRows {
  status(row: number): HazardStatus
  readonly open: RowTest
  readonly overdue: RowTest
  readonly listed: RowTest
}

/** See HazardRows; `asOf` counts days since 1970-01-01. Throws when the index is not one of hazards. */
export function hazardRows({ days }: PointIndex, asOf: number): HazardRows {
  const { due, confirmed, started, rectified, closed, dismissed, listed } = days
  if (!due || !confirmed || !started || !rectified || !closed || !dismissed || !listed) {
    throw new TypeError('an index of hazards has their days')
  }
  const by = (day: Int32Array, row: number): boolean => (day[row] as number) <= asOf
  const open = (row: number): boolean => !by(dismissed, row) && !by(rectified, row) && !by(closed, row)
  return {
    status(row) {
      if (by(dismissed, row)) return 'dismissed'
      if (by(closed, row)) return 'closed'
      if (by(rectified, row)) return 'pendingReview'
      if (by(started, row)) return 'rectifying'
      return by(confirmed, row) ? 'confirmed' : 'reported'
    },
    open,
    overdue: (row) => (due[row] as number) < asOf && open(row),
    listed: (row) => by(listed, row),
  }
}
