import { effectiveDueAt, type HazardDates } from '#model/lifeCycle.ts'
import { daysBetween } from '#model/day.ts'

const stepFields = [
  'foundAt',
  'confirmedAt',
  'rectificationStartedAt',
  'rectifiedAt',
  'reviewedAt',
  'closedAt',
  'dismissedAt',
  'listedAt',
  'delistedAt',
] as const
type StepField = (typeof stepFields)[number] | 'dueAt' | 'extendedDueAt'

/** The fields that the time line tells, so that the facts need not. */
export const lifeCycleFields: ReadonlySet<string> = new Set([...stepFields, 'dueAt', 'extendedDueAt'])

interface LifeCycleStep {
  /** A word of the messages under `detail.steps`. */
  readonly field: StepField
  readonly day: string
  readonly kind: 'done' | 'deadline' | 'missed' | 'future'
  /** Days since the hazard was found. */
  readonly sinceFound: number
}

const isDayText = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The dates of a hazard among a record's properties; null where a date is not given. */
export function hazardDatesOf(properties: Readonly<Record<string, unknown>>): HazardDates | null {
  const dayOf = (name: string): string | null => {
    const value = properties[name]
    return isDayText(value) ? value : null
  }
  const foundAt = dayOf('foundAt')
  return foundAt === null
    ? null
    : {
        foundAt,
        dueAt: dayOf('dueAt'),
        extendedDueAt: dayOf('extendedDueAt'),
        confirmedAt: dayOf('confirmedAt'),
        rectificationStartedAt: dayOf('rectificationStartedAt'),
        rectifiedAt: dayOf('rectifiedAt'),
        closedAt: dayOf('closedAt'),
        dismissedAt: dayOf('dismissedAt'),
        listedAt: dayOf('listedAt'),
        delistedAt: dayOf('delistedAt'),
      }
}

/**
 * What happened to a hazard and by when it must be rectified, in the order of days; a deadline that passed on an open
 * hazard is `missed`, what lies after `asOf` is `future`.
 */
export function lifeCycleSteps(
  properties: Readonly<Record<string, unknown>>,
  asOf: string,
  overdue: boolean,
): LifeCycleStep[] {
  const dates = hazardDatesOf(properties)
  if (!dates) return []
  const step = (field: StepField, day: string, kind: LifeCycleStep['kind']): LifeCycleStep => ({
    field,
    day,
    kind,
    sinceFound: daysBetween(dates.foundAt, day),
  })
  const events = stepFields.flatMap((field) => {
    const day = properties[field]
    return isDayText(day) ? [step(field, day, day <= asOf ? 'done' : 'future')] : []
  })
  const due = effectiveDueAt(dates)
  const deadlines =
    due === null ? [] : [step(dates.extendedDueAt ? 'extendedDueAt' : 'dueAt', due, overdue ? 'missed' : 'deadline')]
  const rank = (field: StepField): number => (stepFields as readonly string[]).indexOf(field)
  return [...events, ...deadlines].sort((a, b) => a.day.localeCompare(b.day) || rank(a.field) - rank(b.field))
}
