/**
 * The rules of data/model/lifeCycle.ts as SQL over the columns of `hazard`, for rows found by that day. `asOf` is SQL
 * of type DATE. Each gives true or false, never null.
 */
export interface HazardRules {
  readonly dismissed: string
  /** 已整改: has a rectification or closure date by that day. */
  readonly rectified: string
  readonly closed: string
  readonly open: string
  readonly overdue: string
  readonly listed: string
  /** Text: the id of the status. */
  readonly status: string
}

/** See HazardRules. */
export function hazardRules(asOf: string): HazardRules {
  const happened = (column: string): string => `coalesce(${column} <= ${asOf}, false)`
  const dismissed = happened('dismissed_at')
  const done = `(${happened('rectified_at')} or ${happened('closed_at')})`
  const open = `(not ${dismissed} and not ${done})`
  return {
    dismissed,
    rectified: `(not ${dismissed} and ${done})`,
    closed: `(not ${dismissed} and ${happened('closed_at')})`,
    open,
    overdue: `(${open} and coalesce(coalesce(extended_due_at, due_at) < ${asOf}, false))`,
    listed: happened('listed_at'),
    status: `case when dismissed_at <= ${asOf} then 'dismissed' when closed_at <= ${asOf} then 'closed'
      when rectified_at <= ${asOf} then 'pendingReview' when rectification_started_at <= ${asOf} then 'rectifying'
      when confirmed_at <= ${asOf} then 'confirmed' else 'reported' end`,
  }
}
