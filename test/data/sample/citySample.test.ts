import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { collections, recordCollectionIds } from '#model/collections.ts'
import type { Field } from '#model/field.ts'
import { type FieldValue, storedLine, type StoredRecord } from '#model/storedRecord.ts'
import { isDay } from '#model/day.ts'
import { usccCheckDigit } from '../../../data/import/values/uscc.ts'
import { geography, plannedSample, rowsOf } from './samples.ts'

const sample = plannedSample('city')
const rows = Object.fromEntries(recordCollectionIds.map((id) => [id, [...rowsOf(sample, id)]])) as Record<
  (typeof recordCollectionIds)[number],
  StoredRecord[]
>

function hashOf(seed: number): string {
  const hash = createHash('sha256')
  const again = plannedSample('city', seed)
  for (const id of recordCollectionIds) for (const row of rowsOf(again, id)) hash.update(storedLine(id, row, 'b'))
  return hash.digest('hex')
}

function problemOf(field: Field, value: FieldValue | undefined): string | null {
  if (value === null || value === undefined) return field.required ? 'missing' : null
  const codes = (id: FieldValue) => field.codes?.some((code) => code.id === id) ?? false
  if (field.type === 'date') return isDay(String(value)) ? null : 'no day'
  if (field.type === 'code') return codes(value) ? null : 'no code'
  if (field.type === 'codes') return Array.isArray(value) && value.every(codes) ? null : 'no codes'
  if (field.type === 'boolean') return typeof value === 'boolean' ? null : 'no boolean'
  if (field.type === 'text') return typeof value === 'string' && value !== '' ? null : 'no text'
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'no number'
  if (field.type === 'integer' && !Number.isInteger(value)) return 'no integer'
  return value < (field.min ?? -Infinity) || value > (field.max ?? Infinity) ? 'out of range' : null
}

describe('the city sample', () => {
  it('is the same for the same seed and another for another', () => {
    const first = hashOf(1)
    expect(hashOf(1)).toBe(first)
    expect(hashOf(2)).not.toBe(first)
  })

  it.each(recordCollectionIds)('has valid %s with keys of their own', (id) => {
    const { fields, key } = collections[id]
    const known = new Set(fields.map((field) => field.name))
    const keys = new Set<FieldValue | undefined>()
    for (const { values } of rows[id]) {
      keys.add(values[key])
      expect(Object.keys(values).filter((name) => !known.has(name))).toEqual([])
      for (const field of fields) {
        const problem = problemOf(field, values[field.name])
        if (problem)
          throw new Error(`${id} ${String(values[key])}: ${field.name} ${String(values[field.name])} ${problem}`)
      }
    }
    expect(keys.size).toBe(rows[id].length)
  })

  it('covers the five districts of Foshan in the promised amounts', () => {
    expect(rows.enterprises).toHaveLength(20_000)
    expect(rows.hazards).toHaveLength(8_000)
    expect(rows['road-segments']).toHaveLength(120)
    expect(rows.accidents).toHaveLength(900)
    expect(new Set(rows.hazards.map(({ values }) => values.regionCode))).toEqual(
      new Set(['440604', '440605', '440606', '440607', '440608']),
    )
  })

  it('puts every record into the county that it names', () => {
    for (const id of ['enterprises', 'hazards', 'accidents', 'sites', 'road-segments'] as const) {
      const astray = rows[id].filter(({ values, location }) => geography().countyAt(location!) !== values.regionCode)
      expect(astray.map(({ values }) => values[collections[id].key])).toEqual([])
    }
  })

  it('gives valid credit codes to all but about one firm in a thousand', () => {
    const wrong = rows.enterprises.filter(
      ({ values: { uscc } }) => usccCheckDigit(String(uscc).slice(0, 17)) !== String(uscc)[17],
    )
    expect(wrong.length).toBeGreaterThan(4)
    expect(wrong.length).toBeLessThan(50)
  })

  it('names firms after their place and trade and finds their addresses on streets, in villages and in estates', () => {
    const text = (name: string) => rows.enterprises.map(({ values }) => String(values[name] ?? ''))
    expect(text('name').filter((name) => /佛山|顺德|南海|禅城|三水|高明/.test(name)).length).toBeGreaterThan(19_000)
    const addresses = text('registeredAddress')
    for (const form of [
      /路\d+号/,
      /村\d组\d+号/,
      /(栋|幢|号厂房|号楼).*(楼|层|F)/,
      /\(托管企业\)$/,
      /大厦|广场|商务中心/,
      /[东西]侧/,
    ]) {
      expect(addresses.filter((address) => form.test(address)).length, String(form)).toBeGreaterThan(5)
    }
  })
})

describe('hazards of the city sample', () => {
  const enterprises = new Map(rows.enterprises.map((row) => [row.values.enterpriseId, row]))
  const segments = new Map(rows['road-segments'].map((row) => [row.values.segmentId, row]))
  const hazards = new Map(rows.hazards.map((row) => [row.values.hazardNo, row.values]))

  it('are found, confirmed, begun, put right, reviewed and closed in this order, by the last day', () => {
    const steps = ['foundAt', 'confirmedAt', 'rectificationStartedAt', 'rectifiedAt', 'reviewedAt', 'closedAt']
    for (const { values } of rows.hazards) {
      const days = steps.map((step) => values[step]).filter((day) => typeof day === 'string')
      expect(days).toEqual(days.toSorted())
      expect(days.at(-1)! <= '2023-08-05').toBe(true)
      expect(days[0]! >= '2023-04-27').toBe(true)
      expect(values.dueAt! >= values.foundAt!).toBe(true)
      if (values.extendedDueAt) expect(values.extendedDueAt > values.dueAt!).toBe(true)
      expect(values.listingLevel === null).toBe(values.listedAt === null)
      if (values.listedAt)
        expect(values.listedAt >= values.foundAt! && values.listingDueAt! > values.listedAt).toBe(true)
      if (values.delistedAt) expect(values.closedAt! <= values.delistedAt).toBe(true)
    }
    expect(rows.hazards.some(({ values }) => values.foundAt === '2023-08-05')).toBe(true)
  })

  it('stand at their firm or on their road segment', () => {
    for (const { values, location } of rows.hazards) {
      const owner = enterprises.get(values.enterpriseId) ?? segments.get(values.roadSegmentId)
      expect(owner?.location).toEqual(location)
      expect(values.enterpriseName ?? null).toBe(owner?.values.name ?? null)
    }
    expect(rows.hazards.filter(({ values }) => values.roadSegmentId !== null).length).toBeGreaterThan(200)
  })

  it('come back only after they were closed, at the same firm, under the same clause', () => {
    const returned = rows.hazards.filter(({ values }) => values.recurrenceOf !== null)
    expect(returned.length).toBeGreaterThan(60)
    for (const { values } of returned) {
      const earlier = hazards.get(values.recurrenceOf!)!
      expect([earlier.enterpriseId, earlier.clause]).toEqual([values.enterpriseId, values.clause])
      expect(earlier.closedAt! < values.foundAt!).toBe(true)
    }
  })

  it('are overdue in a plausible part', () => {
    const open = rows.hazards.filter(({ values }) => values.rectifiedAt === null)
    const overdue = open.filter(({ values }) => (values.extendedDueAt ?? values.dueAt)! < '2023-08-05')
    expect(overdue.length / open.length).toBeGreaterThan(0.08)
    expect(overdue.length / open.length).toBeLessThan(0.35)
  })

  it('lead to penalties, of the firm and in some cases of a person too', () => {
    const penalties = rows['supervision-actions'].filter(({ values }) => values.actionType === 'penalty')
    const byHazard = new Map<FieldValue | undefined, StoredRecord[]>()
    for (const row of penalties) byHazard.set(row.values.hazardNo, [...(byHazard.get(row.values.hazardNo) ?? []), row])
    const dual = [...byHazard.values()].filter((group) => group.length === 2)
    expect(dual.length / byHazard.size).toBeGreaterThan(0.25)
    expect(dual.length / byHazard.size).toBeLessThan(0.5)
    for (const [hazardNo, group] of byHazard) {
      expect(group[0]!.values.penaltySubject).toBe('enterprise')
      expect(group[0]!.values.actedAt! >= hazards.get(hazardNo)!.foundAt!).toBe(true)
      if (group[1]) expect(group[1].values.amountCny!).toBeLessThan(Number(group[0]!.values.amountCny))
    }
  })
})
