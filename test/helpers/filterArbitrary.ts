import fc from 'fast-check'
import { addDays } from '../../data/model/day.ts'
import { type Filter, filterCodes } from '../../data/model/filter.ts'

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
const codes = (name: keyof typeof filterCodes) =>
  fc.uniqueArray(fc.constantFrom(...filterCodes[name].map((code) => code.id)), { minLength: 1, maxLength: 4 })
const longitudes = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
)
const latitudes = fc.tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }))
const sorted = ([a, b]: [number, number]): [number, number] => (a <= b ? [a + 0, b + 0] : [b + 0, a + 0])

/** Filters of every kind, each member present or not. */
export const filters: fc.Arbitrary<Filter> = fc.record(
  {
    campaign: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/),
    region: fc.stringMatching(/^\d{6}$/),
    unit: fc.stringMatching(/^\d{2}$/),
    area: fc.stringMatching(/^[0-9a-f]{16}$/),
    bbox: fc.tuple(longitudes.map(sorted), latitudes.map(sorted)).map(([[w, e], [s, n]]) => [w, s, e, n] as const),
    near: fc.record({
      collection: fc.constantFrom('enterprises', 'road-segments'),
      id: fc.string({ minLength: 1, maxLength: 30 }),
      distanceMeters: fc.integer({ min: 1, max: 100_000 }),
    }),
    sector: codes('sector'),
    category: codes('category'),
    source: codes('source'),
    level: codes('level'),
    status: codes('status'),
    risk: codes('risk'),
    grade: codes('grade'),
    kind: codes('kind'),
    severity: codes('severity'),
    listed: fc.boolean(),
    overdue: fc.boolean(),
    found: fc
      .tuple(fc.option(day), fc.option(day))
      .filter(([from, to]) => from !== null || to !== null)
      .map(([from, to]) => (from !== null && to !== null && from > to ? { from: to, to: from } : { from, to })),
    asOf: day,
    text: fc
      .string({ minLength: 1, maxLength: 60 })
      .map((text) => text.trim())
      .filter((text) => text !== ''),
  },
  { requiredKeys: [] },
)
