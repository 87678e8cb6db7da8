import type { HazardStatus } from './codes.ts'

/** The dates of a hazard that decide its status; ISO days or null. */
export interface HazardDates {
  readonly foundAt: string
  readonly dueAt: string | null
  readonly extendedDueAt: string | null
  readonly confirmedAt: string | null
  readonly rectificationStartedAt: string | null
  readonly rectifiedAt: string | null
  readonly closedAt: string | null
  readonly dismissedAt: string | null
  readonly listedAt: string | null
  readonly delistedAt: string | null
}

const happened = (day: string | null, asOf: string): boolean => day !== null && day <= asOf

/**
 * The status of a hazard at the end of the day `asOf` (domain notes 2.1), or null when it was not found yet.
 * `pendingReview` and `closed` are what the headline figures call 已整改.
 */
export function statusAsOf(hazard: HazardDates, asOf: string): HazardStatus | null {
  if (hazard.foundAt > asOf) return null
  if (happened(hazard.dismissedAt, asOf)) return 'dismissed'
  if (happened(hazard.closedAt, asOf)) return 'closed'
  if (happened(hazard.rectifiedAt, asOf)) return 'pendingReview'
  if (happened(hazard.rectificationStartedAt, asOf)) return 'rectifying'
  return happened(hazard.confirmedAt, asOf) ? 'confirmed' : 'reported'
}

/** The deadline in force: the extended one where there is one; null when none was set. */
export function effectiveDueAt(hazard: HazardDates): string | null {
  return hazard.extendedDueAt ?? hazard.dueAt
}

/** True when the hazard was open after its effective deadline at the end of the day `asOf`. */
export function overdueAsOf(hazard: HazardDates, asOf: string): boolean {
  const status = statusAsOf(hazard, asOf)
  const due = effectiveDueAt(hazard)
  return due !== null && due < asOf && (status === 'reported' || status === 'confirmed' || status === 'rectifying')
}

/** True when the hazard had been listed for supervision by `asOf`, whether delisted since or not. */
export function listedAsOf(hazard: HazardDates, asOf: string): boolean {
  return hazard.foundAt <= asOf && happened(hazard.listedAt, asOf)
}
