import fc from 'fast-check'
import type { CodeTable } from '../../data/model/codes.ts'
import { collections, type RecordCollectionId } from '../../data/model/collections.ts'
import { addDays } from '../../data/model/day.ts'
import { type CodeFilterName, type Filter, filterCodes, type FilterName } from '../../data/model/filter.ts'

const dayOf = fc.integer({ min: 0, max: 260 }).map((days) => addDays('2023-02-01', days))

const codesOf = (table: CodeTable): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...table.map((code) => code.id)), { minLength: 1, maxLength: 4 })

const box = fc
  .tuple(
    fc.constantFrom(75, 100, 113, 113.1, 113.12),
    fc.constantFrom(20, 22.9, 23.02),
    fc.constantFrom(0, 0.05, 0.3, 5, 40),
    fc.constantFrom(0, 0.01, 0.2, 20),
  )
  .map(([west, south, wide, tall]) => [west, south, west + wide, south + tall] as const)

const found = fc
  .tuple(fc.option(dayOf), fc.option(dayOf))
  .filter(([from, to]) => from !== null || to !== null)
  .map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }))

/** Values of each filter that meet the fixture's records, ties and empty answers included. */
export function filterValues(areas: readonly string[]): Record<FilterName, fc.Arbitrary<unknown>> {
  const near = fc.record({
    collection: fc.constant('enterprises'),
    id: fc.constantFrom('E-center'),
    distanceMeters: fc.constantFrom(1, 500, 5000, 100_000),
  })
  return {
    ...(Object.fromEntries(Object.entries(filterCodes).map(([name, table]) => [name, codesOf(table)])) as Record<
      CodeFilterName,
      fc.Arbitrary<unknown>
    >),
    campaign: fc.constantFrom('majorHazard2023', 'local-7'),
    region: fc.constantFrom('100000', '440000', '440600', '440605', '441900', '469001', '650000', '110000'),
    unit: fc.constantFrom('11', '44', '46', '65', '66', '31'),
    area: fc.constantFrom(...areas),
    bbox: box,
    near,
    listed: fc.boolean(),
    overdue: fc.boolean(),
    found,
    asOf: dayOf,
    text: fc.constantFrom('安全', '"', '%', '_', '\\', "it's", 'LINES', 'e\nl', 'HZ-b1', 'zzz', '佛山'),
  }
}

/** Filters that a collection can use, of up to four members: more would leave nothing. */
export function filtersOf(collectionId: RecordCollectionId, areas: readonly string[]): fc.Arbitrary<Filter> {
  const values = filterValues(areas)
  const names = collections[collectionId].filters
  return fc
    .subarray([...names], { minLength: 0, maxLength: 4 })
    .chain(
      (chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, values[name]]))) as fc.Arbitrary<Filter>,
    )
}
