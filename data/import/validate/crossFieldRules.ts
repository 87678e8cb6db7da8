import { severityOf } from '#model/accident.ts'
import { accidentSeverities } from '#model/codes.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from '#model/collections.ts'
import type { Values } from './fieldReader.ts'
import { type Finding, fieldFinding, fieldLabel } from './finding.ts'
import { parseIndustry } from '../values/industry.ts'
import { Refusal } from '../values/refusal.ts'
import { remembered } from '../values/remembered.ts'
import { parseStakes } from '../values/stake.ts'
import { normaliseUscc, usccProblem } from '../values/uscc.ts'

/** Completes the values of a row from one another and finds what contradicts. */
export type Rule = (values: Values, findings: Finding[]) => void

type DayOrder = readonly [earlier: string, later: string, severity: Finding['severity']]

const dayOrders: Readonly<Partial<Record<RecordCollectionId, readonly DayOrder[]>>> = {
  hazards: [
    ['foundAt', 'confirmedAt', 'error'],
    ['foundAt', 'rectificationStartedAt', 'error'],
    ['foundAt', 'rectifiedAt', 'error'],
    ['foundAt', 'reviewedAt', 'error'],
    ['foundAt', 'closedAt', 'error'],
    ['foundAt', 'dismissedAt', 'error'],
    ['confirmedAt', 'rectifiedAt', 'error'],
    ['rectificationStartedAt', 'rectifiedAt', 'error'],
    ['rectifiedAt', 'reviewedAt', 'error'],
    ['rectifiedAt', 'closedAt', 'error'],
    ['reviewedAt', 'closedAt', 'error'],
    ['listedAt', 'delistedAt', 'error'],
    ['foundAt', 'dueAt', 'warning'],
    ['foundAt', 'listedAt', 'warning'],
    ['dueAt', 'extendedDueAt', 'warning'],
    ['listedAt', 'listingDueAt', 'warning'],
  ],
  'road-segments': [
    ['foundAt', 'rectifiedAt', 'error'],
    ['foundAt', 'dueAt', 'warning'],
    ['foundAt', 'listedAt', 'warning'],
  ],
}

function dayOrderRule({ fields }: CollectionDefinition, [earlier, later, severity]: DayOrder): Rule {
  const label = (name: string) => fieldLabel(fields.find((field) => field.name === name) ?? { zh: name, name })
  const laterField = fields.find((field) => field.name === later) ?? { zh: later, name: later }
  return (values, findings) => {
    const [first, last] = [values[earlier], values[later]]
    if (typeof first !== 'string' || typeof last !== 'string' || first <= last) return
    findings.push(
      fieldFinding(severity, laterField, last, `is before ${label(earlier)} "${first}"; it must not be earlier`),
    )
  }
}

function usccRule({ fields }: CollectionDefinition): Rule {
  const codes = fields.filter((field) => /uscc$/i.test(field.name))
  return (values, findings) => {
    for (const field of codes) {
      const value = values[field.name]
      if (typeof value !== 'string') continue
      const uscc = normaliseUscc(value)
      values[field.name] = uscc
      const problem = usccProblem(uscc)
      if (problem !== null) findings.push(fieldFinding('warning', field, value, problem))
    }
  }
}

const readIndustry = remembered(parseIndustry)
const industryField = { name: 'industryCode', zh: '行业代码' }

const enterpriseRule: Rule = (values, findings) => {
  values.operatingAddress ??= values.registeredAddress ?? null
  if (typeof values.industryCode !== 'string') return
  const { code, problem } = readIndustry(values.industryCode)
  if (problem !== null) findings.push(fieldFinding('warning', industryField, values.industryCode, problem))
  values.industryCode = code
}

const listingRule: Rule = (values, findings) => {
  if (values.listedAt !== null) return
  const given = values.listingLevel ?? values.delistedAt
  if (given === null || given === undefined) return
  const field = { name: 'listedAt', zh: '挂牌时间' }
  findings.push(
    fieldFinding('warning', field, '', 'is empty though the listing is described; the hazard counts as not listed'),
  )
}

const rankOf = (id: unknown) => accidentSeverities.findIndex((severity) => severity.id === id)

const accidentRule: Rule = (values, findings) => {
  if (typeof values.deaths !== 'number') return
  const implied = severityOf(values.deaths)
  values.severity ??= implied
  if (rankOf(values.severity) >= rankOf(implied)) return
  const field = { name: 'severity', zh: '事故等级' }
  const reason = `is lower than ${values.deaths} deaths mean: ${implied}`
  findings.push(fieldFinding('warning', field, String(values.severity), reason))
}

const stakeField = { name: 'stakeText', zh: '桩号' }

/** Fills stakes, direction and route from the text where their own columns are empty. */
const stakeRule: Rule = (values, findings) => {
  if (typeof values.stakeText === 'string') {
    const ranges = parseStakes(values.stakeText)
    if (ranges instanceof Refusal) findings.push(fieldFinding('warning', stakeField, values.stakeText, ranges.reason))
    else {
      const [first] = ranges
      values.startStake ??= first?.startMeters ?? null
      values.endStake ??= first?.endMeters ?? null
      values.direction ??= first?.direction ?? null
      values.routeCode ??= first?.routeCode ?? null
      if (ranges.length > 1) {
        const reason = `holds ${ranges.length} ranges; start and end are those of the first: write one row a range`
        findings.push(fieldFinding('warning', stakeField, values.stakeText, reason))
      }
    }
  }
  if (
    typeof values.startStake === 'number' &&
    typeof values.endStake === 'number' &&
    values.endStake < values.startStake
  ) {
    values.direction ??= 'down'
  }
}

/** The length that stakes mean, where neither a column nor a geometry gives one. */
export function lengthFromStakes(values: Values): void {
  if (values.lengthMeters !== null || typeof values.startStake !== 'number' || typeof values.endStake !== 'number')
    return
  const meters = Math.abs(values.endStake - values.startStake)
  if (meters > 0) values.lengthMeters = meters
}

const ownRules: Readonly<Partial<Record<RecordCollectionId, readonly Rule[]>>> = {
  hazards: [listingRule],
  enterprises: [enterpriseRule],
  accidents: [accidentRule],
  'road-segments': [stakeRule],
}

/** The rules of a collection, in the order in which they are to be applied. */
export function rulesOf(id: RecordCollectionId): readonly Rule[] {
  const collection = collections[id]
  const orders = (dayOrders[id] ?? []).map((order) => dayOrderRule(collection, order))
  const usesUscc = collection.fields.some((field) => /uscc$/i.test(field.name))
  return [...orders, ...(usesUscc ? [usccRule(collection)] : []), ...(ownRules[id] ?? [])]
}
