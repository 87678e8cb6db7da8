import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collections, type RecordCollectionId } from '../../../data/model/collections.ts'
import { applicableFilter, type Filter } from '../../../data/model/filter.ts'
import { listedAsOf, overdueAsOf, statusAsOf } from '../../../data/model/lifeCycle.ts'
import { reportingUnits } from '../../../data/model/reportingUnit.ts'
import type { AccidentCounts, HazardCounts } from '../../../server/contract/statistics.ts'
import type { Database } from '../../../server/database/database.ts'
import { readFacets } from '../../../server/queries/facets.ts'
import { readRegionStatistics } from '../../../server/queries/regionStatistics.ts'
import { readSummary } from '../../../server/queries/summary.ts'
import { binStart, readTrend } from '../../../server/queries/trend.ts'
import { engines } from '../../helpers/engines.ts'
import { filtersOf } from '../../helpers/filters.ts'
import { fixtureAsOf, loadFixture, makeFixture } from '../../helpers/fixture.ts'
import { datesOf, matches, type PlainRecord, plainRecords, unitOf } from '../../helpers/reference.ts'

const fixture = makeFixture()
const records = plainRecords(fixture)
const seeded = { seed: 5, numRuns: 40 }

/** Filters on attributes alone: places are tested with the filters. */
const attributeFilters = filtersOf('hazards', ['0'.repeat(16)]).map(
  ({ area: _area, near: _near, bbox: _bbox, ...filter }): Filter => ({ asOf: fixtureAsOf, ...filter }),
)

function kept(collectionId: RecordCollectionId, filter: Filter): PlainRecord[] {
  const applicable = applicableFilter(filter, collections[collectionId].filters).filter
  const context = { asOf: filter.asOf ?? fixtureAsOf, records, areas: new Map() }
  return records[collectionId].filter((record) => matches(collectionId, record, applicable, context))
}

const isRectified = (status: string | null): boolean => status === 'pendingReview' || status === 'closed'

function countHazards(hazards: readonly PlainRecord[], asOf: string): HazardCounts {
  const seen = hazards
    .map((hazard) => ({
      hazard,
      status: statusAsOf(datesOf(hazard), asOf),
      overdue: overdueAsOf(datesOf(hazard), asOf),
      listed: listedAsOf(datesOf(hazard), asOf),
      self: hazard.values.discoverySource === 'selfInspection',
    }))
    .filter(({ status }) => status !== 'dismissed')
  const count = (test: (one: (typeof seen)[number]) => boolean): number => seen.filter(test).length
  return {
    found: seen.length,
    rectified: count(({ status }) => isRectified(status)),
    closed: count(({ status }) => status === 'closed'),
    open: count(({ status }) => !isRectified(status)),
    overdue: count(({ overdue }) => overdue),
    listed: count(({ listed }) => listed),
    listedRectified: count(({ listed, status }) => listed && isRectified(status)),
    selfFound: count(({ self }) => self),
    selfRectified: count(({ self, status }) => self && isRectified(status)),
    unlocated: count(({ hazard }) => hazard.location === null),
  }
}

function countAccidents(filter: Filter, period: { from: string; to: string }): AccidentCounts {
  const { found: _found, ...rest } = filter
  const within = (from: string, to: string): PlainRecord[] =>
    kept('accidents', rest).filter(({ values }) => from <= String(values.occurredAt) && String(values.occurredAt) <= to)
  const deathsOf = (accidents: readonly PlainRecord[]): number | null => {
    const stated = accidents.map(({ values }) => values.deaths as number | null).filter((deaths) => deaths !== null)
    return accidents.length > 0 && stated.length === 0 ? null : stated.reduce((sum, deaths) => sum + deaths, 0)
  }
  const before = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  const [now, previous] = [within(period.from, period.to), within(before(period.from), before(period.to))]
  return {
    accidents: now.length,
    deaths: deathsOf(now),
    previousAccidents: previous.length,
    previousDeaths: deathsOf(previous),
  }
}

describe.each(engines)('statistics on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await loadFixture(database, fixture)
  }, 60_000)
  afterAll(() => database.close())

  it('sums up what a plain count sums up, for any filter', async () => {
    await fc.assert(
      fc.asyncProperty(attributeFilters, async (filter) => {
        const asOf = filter.asOf as string
        const summary = await readSummary(database, filter)
        const hazards = kept('hazards', filter)
        expect(summary.hazards).toEqual(countHazards(hazards, asOf))
        expect(summary.accidents).toEqual(countAccidents(filter, summary.period))
        expect(summary.enterprises).toBe(kept('enterprises', filter).length)
        expect(summary.sites).toBe(kept('sites', filter).length)
        const units = hazards.filter((hazard) => statusAsOf(datesOf(hazard), asOf) !== 'dismissed').map(unitOf)
        const known = reportingUnits.filter(({ id }) => units.includes(id))
        expect(summary.reportingUnits).toBe(known.length)
      }),
      seeded,
    )
  })

  it('counts visits, not rows, and adds up penalties of the period', async () => {
    const { actions, period } = await readSummary(database, { asOf: fixtureAsOf })
    const within = records['supervision-actions'].filter(
      ({ values }) => period.from <= String(values.actedAt) && String(values.actedAt) <= period.to,
    )
    const of = (type: string): PlainRecord[] => within.filter(({ values }) => values.actionType === type)
    const times = (type: string): number =>
      of(type).reduce((sum, { values }) => sum + ((values.count as number | null) ?? 1), 0)
    expect(actions.assistanceVisits).toBe(times('assistanceVisit'))
    expect(actions.tipOffs).toBe(times('tipOff'))
    expect(actions.penaltyAmountCny).toBe(
      of('penalty').reduce((sum, { values }) => sum + ((values.amountCny as number | null) ?? 0), 0),
    )
    expect(period).toEqual({ from: '2023-04-27', to: fixtureAsOf })
  })

  it('tells per section which filters it could not use', async () => {
    const { notApplied } = await readSummary(database, { asOf: fixtureAsOf, level: ['major'], unit: '44' })
    expect(notApplied).toEqual({
      enterprises: ['level', 'asOf'],
      'road-segments': ['level'],
      accidents: ['level'],
      sites: ['unit', 'level', 'asOf'],
      'supervision-actions': ['level'],
    })
  })

  it('calls a campaign applied where it sets the period, not where the days of finding do', async () => {
    const campaign = 'majorHazard2023'
    const alone = await readSummary(database, { asOf: fixtureAsOf, campaign })
    expect(alone.notApplied.accidents).toBeUndefined()
    const both = await readSummary(database, { asOf: fixtureAsOf, campaign, found: { from: '2023-01-01', to: null } })
    expect(both.period.from).toBe('2023-01-01')
    expect(both.notApplied.accidents).toEqual(['campaign'])
  })

  it.each([
    ['100000', 'region'],
    ['440000', 'region'],
    ['440600', 'region'],
    ['460000', 'region'],
    ['100000', 'unit'],
  ] as const)('divides %s by %s without losing or doubling a hazard', async (parent, by) => {
    const filter = { asOf: fixtureAsOf, level: ['major'] }
    const { rows, unassigned } = await readRegionStatistics(database, filter, { parent, by })
    const { hazards } = await readSummary(database, { ...filter, region: parent })
    const parts = [...rows.map((row) => row.hazards), unassigned].filter((counts) => counts !== null)
    for (const name of Object.keys(hazards) as (keyof HazardCounts)[]) {
      expect(parts.reduce((sum, counts) => sum + counts[name], 0)).toBe(hazards[name])
    }
  })

  it('gives a region the counts that the same region as a filter gives', async () => {
    const { rows } = await readRegionStatistics(database, { asOf: fixtureAsOf }, { parent: '440000', by: 'region' })
    expect(rows.map((row) => row.code)).toEqual(['440600', '441900'])
    for (const row of rows) {
      const summary = await readSummary(database, { asOf: fixtureAsOf, region: row.code })
      expect(row).toMatchObject({
        hazards: summary.hazards,
        enterprises: summary.enterprises,
        roadSegments: summary.roadSegments.segments,
        accidents: summary.accidents,
        assistanceVisits: summary.actions.assistanceVisits,
      })
    }
  })

  it('lists the 32 reporting units, the XPCC apart from Xinjiang', async () => {
    const { rows } = await readRegionStatistics(database, { asOf: fixtureAsOf }, { parent: '100000', by: 'unit' })
    expect(rows).toHaveLength(32)
    const asUnit = await readSummary(database, { asOf: fixtureAsOf, unit: '66' })
    expect(rows.find((row) => row.code === '66')).toMatchObject({
      hazards: asUnit.hazards,
      areaKm2: null,
      name: '兵团',
    })
    expect(rows.find((row) => row.code === '65')?.areaKm2).toBeGreaterThan(0)
  })

  it('marks regions outside the statistics instead of counting nothing there', async () => {
    const { rows, unassigned } = await readRegionStatistics(
      database,
      { asOf: fixtureAsOf },
      { parent: '100000', by: 'region' },
    )
    expect(rows.find((row) => row.code === '710000')).toMatchObject({
      inStatistics: false,
      hazards: null,
      enterprises: null,
      accidents: null,
    })
    expect(unassigned.found).toBeGreaterThan(0)
  })

  it('narrows to a region within the parent and refuses one elsewhere', async () => {
    const question = { parent: '440000', by: 'region' } as const
    const { rows } = await readRegionStatistics(database, { asOf: fixtureAsOf, region: '440600' }, question)
    expect(rows.find((row) => row.code === '441900')?.hazards?.found).toBe(0)
    await expect(readRegionStatistics(database, { region: '110000' }, question)).rejects.toMatchObject({
      parameter: 'region',
    })
  })

  it('counts beside each option what choosing it alone would show', async () => {
    await fc.assert(
      fc.asyncProperty(attributeFilters, async (filter) => {
        const { facets } = await readFacets(database, 'hazards', filter)
        for (const [name, options] of Object.entries(facets)) {
          const { [name as keyof Filter]: _own, ...others } = filter
          const total = kept('hazards', others)
          for (const [option, count] of Object.entries(options)) {
            const value = option === 'true' || option === 'false' ? option === 'true' : [option]
            const chosen = { ...others, [name]: name === 'unit' ? option : value } as Filter
            if (name === 'unit' && !reportingUnits.some(({ id }) => id === option)) continue
            expect(`${name} ${option} ${count}`).toBe(`${name} ${option} ${kept('hazards', chosen).length}`)
          }
          const sum = Object.values(options).reduce((all, count) => all + count, 0)
          expect(sum).toBeLessThanOrEqual(total.length)
        }
      }),
      { ...seeded, numRuns: 15 },
    )
  })

  it('offers each collection the facets that it can be filtered by', async () => {
    const names = async (id: RecordCollectionId): Promise<string[]> =>
      Object.keys((await readFacets(database, id, {})).facets)
    expect(await names('enterprises')).toEqual(['sector', 'risk', 'unit'])
    expect(await names('road-segments')).toEqual(['grade', 'unit', 'listed'])
    expect(await names('sites')).toEqual(['kind'])
    expect(await names('accidents')).toEqual(['sector', 'severity', 'unit'])
  })

  it.each(['day', 'week', 'month'] as const)('bins hazards and accidents by %s without gaps', async (bin) => {
    const filter: Filter = { asOf: fixtureAsOf, sector: ['gas', 'coalMine', 'fireSafety'] }
    const trend = await readTrend(database, filter, bin)
    const found = kept('hazards', filter).filter((hazard) => statusAsOf(datesOf(hazard), fixtureAsOf) !== 'dismissed')
    const rectified = found.filter((hazard) => isRectified(statusAsOf(datesOf(hazard), fixtureAsOf)))
    const dayRectified = ({ values: { rectifiedAt, closedAt } }: PlainRecord): string =>
      [rectifiedAt, closedAt].filter((day) => day !== null).toSorted()[0] as string
    const countIn = (days: readonly string[]): number[] =>
      trend.starts.map((start) => days.filter((day) => binStart(day, bin) === start).length)
    expect(trend.found).toEqual(countIn(found.map(({ values }) => String(values.foundAt))))
    expect(trend.rectified).toEqual(countIn(rectified.map(dayRectified)))
    expect(trend.accidents).toEqual(countIn(kept('accidents', filter).map(({ values }) => String(values.occurredAt))))
    expect(trend.found.reduce((sum, count) => sum + count, 0)).toBe(found.length)
    expect(trend.starts).toEqual(trend.starts.toSorted())
    expect(new Set(trend.starts).size).toBe(trend.starts.length)
  })

  it('answers a trend of nothing with nothing', async () => {
    const trend = await readTrend(database, { asOf: '1990-01-01' }, 'day')
    expect(trend).toMatchObject({ starts: [], found: [], rectified: [], accidents: [] })
  })
})

describe('bins of time', () => {
  it('begin weeks on Monday and months on the first', () => {
    expect(binStart('2023-08-06', 'week')).toBe('2023-07-31')
    expect(binStart('2023-08-07', 'week')).toBe('2023-08-07')
    expect(binStart('2024-02-29', 'month')).toBe('2024-02-01')
    expect(binStart('2024-02-29', 'day')).toBe('2024-02-29')
  })
})
