import { hazardStatuses, type HazardStatus } from '#model/codes.ts'
import type { PointIndex, RowTest } from './pointIndex.ts'

/** The rules of data/model/lifeCycle.ts over the rows of an index of hazards that were found by the day. */
export interface HazardRows {
  /** Position in `hazardStatuses`. */
  status(row: number): number
  /** A bit of `hazardBits` for each thing that is true. */
  flags(row: number): number
  readonly overdue: RowTest
  readonly listed: RowTest
}

export const hazardBits = { open: 1, overdue: 2, listed: 4 } as const

const position = (status: HazardStatus): number => hazardStatuses.findIndex(({ id }) => id === status)
const [reported, confirmedStatus, rectifying] = [position('reported'), position('confirmed'), position('rectifying')]
const [pendingReview, closedStatus, dismissedStatus] = [
  position('pendingReview'),
  position('closed'),
  position('dismissed'),
]

/** See HazardRows; `asOf` counts days since 1970-01-01. Throws when the index is not one of hazards. */
export function hazardRows({ days }: PointIndex, asOf: number): HazardRows {
  const { due, confirmed, started, rectified, closed, dismissed, listed } = days
  if (!due || !confirmed || !started || !rectified || !closed || !dismissed || !listed) {
    throw new TypeError('an index of hazards has their days')
  }
  const by = (day: Int32Array, row: number): boolean => (day[row] as number) <= asOf
  const open = (row: number): boolean => !by(dismissed, row) && !by(rectified, row) && !by(closed, row)
  const overdue = (row: number): boolean => (due[row] as number) < asOf && open(row)
  return {
    status(row) {
      if (by(dismissed, row)) return dismissedStatus
      if (by(closed, row)) return closedStatus
      if (by(rectified, row)) return pendingReview
      if (by(started, row)) return rectifying
      return by(confirmed, row) ? confirmedStatus : reported
    },
    flags(row) {
      const supervised = by(listed, row) ? hazardBits.listed : 0
      if (!open(row)) return supervised
      return supervised | ((due[row] as number) < asOf ? hazardBits.open | hazardBits.overdue : hazardBits.open)
    },
    overdue,
    listed: (row) => by(listed, row),
  }
}
