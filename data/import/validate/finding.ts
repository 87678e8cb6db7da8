import type { Field } from '#model/field.ts'
import { excerpt } from '../values/refusal.ts'

/** Something to tell about a row. A row with an error is rejected, one with warnings alone is stored. */
export interface Finding {
  readonly severity: 'warning' | 'error'
  /** Name of the field, or null when it concerns the whole row. */
  readonly field: string | null
  readonly value: string | null
  /** A sentence that names the field, the value and what is allowed. */
  readonly reason: string
}

/** `经营地址 (operatingAddress)`. */
export function fieldLabel({ zh, name }: Pick<Field, 'zh' | 'name'>): string {
  return `${zh} (${name})`
}

/** A finding about the value of one field; `reason` goes on after the field and the value. */
export function fieldFinding(
  severity: Finding['severity'],
  field: Pick<Field, 'zh' | 'name'>,
  value: string,
  reason: string,
): Finding {
  return {
    severity,
    field: field.name,
    value: excerpt(value, 200),
    reason: `${fieldLabel(field)} "${excerpt(value)}" ${reason}`,
  }
}
