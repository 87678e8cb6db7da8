/** What happened to a hazard by a day, as SQL over the columns of `hazard`: true, or false or null where it did not. */
interface HazardEvents {
  readonly dismissed: string
  /** 已整改: has a rectification or closure date by that day. */
  readonly done: string
  readonly closed: string
  readonly listed: string
  /** The effective deadline is over, whether it was met or not. */
  readonly pastDue: string
}

/** See HazardEvents. `asOf` is SQL of type DATE. */
export function hazardEvents(asOf: string): HazardEvents {
  return {
    dismissed: `dismissed_at <= ${asOf}`,
    done: `(rectified_at <= ${asOf} or closed_at <= ${asOf})`,
    closed: `closed_at <= ${asOf}`,
    listed: `listed_at <= ${asOf}`,
    pastDue: `coalesce(extended_due_at, due_at) < ${asOf}`,
  }
}

/**
 * The rules of data/model/lifeCycle.ts as SQL over the columns of `hazard`, for rows found by that day. Each condition
 * gives true or false, never null.
 */
interface HazardRules {
  readonly open: string
  readonly overdue: string
  readonly listed: string
  /** Text: the id of the status. */
  readonly status: string
}

/** See HazardRules. `asOf` is SQL of type DATE. */
export function hazardRules(asOf: string): HazardRules {
  const { dismissed, done, closed, listed, pastDue } = hazardEvents(asOf)
  const open = `not coalesce(${dismissed} or ${done}, false)`
  return {
    open: `(${open})`,
    overdue: `(${open} and coalesce(${pastDue}, false))`,
    listed: `coalesce(${listed}, false)`,
    status: `case when ${dismissed} then 'dismissed' when ${closed} then 'closed'
      when rectified_at <= ${asOf} then 'pendingReview' when rectification_started_at <= ${asOf} then 'rectifying'
      when confirmed_at <= ${asOf} then 'confirmed' else 'reported' end`,
  }
}
