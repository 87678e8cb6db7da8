import { cellToParent } from 'h3-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HotSpotMeasureId, hotSpotMeasures, severityPoints } from '../../../data/model/hotSpot.ts'
import { listedAsOf, overdueAsOf, statusAsOf } from '../../../data/model/lifeCycle.ts'
import type { Database } from '../../../server/database/database.ts'
import {
  type CellValues,
  countUnlocatedValues,
  readCellCounts,
  readCellStepValues,
  readCellValues,
  readOccupiedCells,
} from '../../../server/queries/cellValues.ts'
import { collectionOfMeasure } from '../../../server/queries/hotSpotMeasure.ts'
import { readCellParts } from '../../../server/queries/cellParts.ts'
import { resolveFilter } from '../../../server/queries/resolveFilter.ts'
import { engines } from '../../helpers/engines.ts'
import { fixtureAsOf, loadFixture, makeFixture } from '../../helpers/fixture.ts'
import { datesOf, type PlainRecord, plainRecords } from '../../helpers/reference.ts'

const fixture = makeFixture()
const records = plainRecords(fixture)
const asOf = fixtureAsOf

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** The points of a record in plain words; null when it does not count. */
function pointsOf(measure: HotSpotMeasureId, { values }: PlainRecord): number | null {
  if (measure === 'accidents') {
    if (String(values.occurredAt) > asOf) return null
    return 2 + 4 * number(values.deaths) + 3 * (number(values.seriousInjuries) + number(values.minorInjuries))
  }
  const dates = datesOf({ values } as PlainRecord)
  const status = statusAsOf(dates, asOf)
  if (String(values.foundAt) > asOf || status === 'dismissed') return null
  const listed = listedAsOf(dates, asOf)
  const open = status !== 'closed' && status !== 'pendingReview'
  if (measure === 'open') return open ? 1 : null
  if (measure === 'overdue') return overdueAsOf(dates, asOf) ? 1 : null
  if (measure === 'listed') return listed ? 1 : null
  if (measure !== 'severity') return 1
  if (listed) return severityPoints.listed
  return values.level === 'major' ? severityPoints.major : severityPoints.general
}

const asMap = ({ cells, values }: CellValues): Map<string, number> =>
  new Map([...cells].map((cell, index) => [cell.toString(16), values[index] as number]))

describe.each(engines)('values by cell on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await loadFixture(database, fixture)
  }, 60_000)
  afterAll(() => database.close())

  it.each(hotSpotMeasures.map(({ id }) => id))('sum the points of %s', async (measure) => {
    const collectionId = collectionOfMeasure(measure)
    const resolved = await resolveFilter(database, collectionId, { asOf })
    for (const resolution of [5, 8]) {
      const expected = new Map<string, number>()
      let unlocated = 0
      for (const record of records[collectionId]) {
        const points = pointsOf(measure, record)
        if (points === null) continue
        if (record.location === null) unlocated += 1
        else {
          const cell = cellToParent(record.location.h3.toString(16), resolution)
          expected.set(cell, (expected.get(cell) ?? 0) + points)
        }
      }
      const answer = await readCellValues(database, resolved, measure, resolution)
      expect(asMap(answer)).toEqual(expected)
      expect([...answer.cells]).toEqual([...answer.cells].toSorted((a, b) => (a < b ? -1 : 1)))
      expect(await countUnlocatedValues(database, resolved, measure)).toBe(unlocated)
    }
  })

  it('split into steps of time add up to the whole after the first step', async () => {
    const resolved = await resolveFilter(database, 'hazards', { asOf })
    const starts = ['2023-05-06', '2023-06-06', '2023-07-06']
    const { cells, steps, values } = await readCellStepValues(database, resolved, 'count', 6, starts)
    const expected = [0, 0, 0]
    for (const record of records.hazards) {
      if (!record.location || pointsOf('count', record) === null) continue
      const found = String(record.values.foundAt)
      const step = starts.findLastIndex((start) => found >= start)
      if (step >= 0) expected[step] = (expected[step] as number) + 1
    }
    const sums = [0, 0, 0]
    steps.forEach((step, index) => (sums[step] = (sums[step] as number) + (values[index] as number)))
    expect(sums).toEqual(expected)
    expect(new Set([...cells].map((cell, index) => `${cell} ${steps[index]}`)).size).toBe(cells.length)
  })

  it('know the cells that ever held anything, later ones too', async () => {
    const filters = await Promise.all(
      (['hazards', 'enterprises', 'accidents'] as const).map((id) => resolveFilter(database, id, {})),
    )
    const cells = await readOccupiedCells(database, filters, 7)
    const counts = await Promise.all(filters.map((resolved) => readCellCounts(database, resolved, 7)))
    const union = new Set(counts.flatMap((count) => [...count.cells]))
    expect(new Set(cells)).toEqual(union)
    expect(cells.length).toBe(union.size)
  })

  it('tell sectors and regions of chosen cells', async () => {
    const resolved = await resolveFilter(database, 'hazards', { asOf })
    const whole = await readCellValues(database, resolved, 'count', 6)
    const chosen = whole.cells.subarray(0, 3)
    const { cells, counts, sectors, regionCodes } = await readCellParts(database, resolved, 'count', 6, chosen)
    expect(new Set(cells)).toEqual(new Set(chosen))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
      whole.values.subarray(0, 3).reduce((sum, value) => sum + value, 0),
    )
    expect([sectors.length, regionCodes.length]).toEqual([cells.length, cells.length])
  })
})
