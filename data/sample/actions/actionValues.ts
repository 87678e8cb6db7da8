import type { SupervisionAction } from '#model/supervisionAction.ts'

/** A row of the table of supervision actions. */
export type ActionValues = { -readonly [Name in keyof SupervisionAction]: SupervisionAction[Name] }

/** The members that most acts leave open; one act unless it says more. */
export const noAction = {
  count: 1,
  unitName: null,
  enterpriseId: null,
  hazardNo: null,
  sector: null,
  penaltySubject: null,
  amountCny: null,
  result: null,
  description: null,
}
