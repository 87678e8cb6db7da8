import KDBush from 'kdbush'
import { describe, expect, it } from 'vitest'
import { yearBefore } from '#model/day.ts'
import { overdueAsOf, statusAsOf } from '#model/lifeCycle.ts'
import type { Hazard } from '#model/hazard.ts'
import { reportingUnits } from '#model/reportingUnit.ts'
import { geography, plannedSample, rowsOf } from './samples.ts'

const asOf = '2023-08-05'
const sample = plannedSample('national')

interface Count {
  found: number
  rectified: number
}

function tally(): Map<string, Count> {
  return new Map()
}

function add(counts: Map<string, Count>, key: string, rectified: boolean): void {
  const count = counts.get(key) ?? { found: 0, rectified: 0 }
  counts.set(key, { found: count.found + 1, rectified: count.rectified + (rectified ? 1 : 0) })
}

describe('the national sample', () => {
  const headline = tally()
  const units = tally()
  const sectors = tally()
  const days = new Map<string, number>()
  let overdue = 0
  let astray = 0
  let last = ''
  for (const { values, location } of rowsOf(sample, 'hazards')) {
    const hazard = values as unknown as Hazard
    const status = statusAsOf(hazard, asOf)
    const rectified = status === 'pendingReview' || status === 'closed'
    add(headline, hazard.discoverySource === 'selfInspection' ? 'self' : 'department', rectified)
    if (hazard.listedAt !== null && hazard.listedAt <= asOf) add(headline, 'listed', rectified)
    add(units, hazard.reportingUnit!, rectified)
    add(sectors, hazard.sector!, rectified)
    days.set(hazard.foundAt, (days.get(hazard.foundAt) ?? 0) + 1)
    if (overdueAsOf(hazard, asOf)) overdue++
    if (geography().countyAt(location!) !== hazard.regionCode) astray++
    for (const day of [hazard.foundAt, hazard.rectifiedAt, hazard.closedAt]) if (day !== null && day > last) last = day
  }

  it('has the published totals, digit for digit', () => {
    expect(headline.get('department')).toEqual({ found: 74_000, rectified: 55_000 })
    expect(headline.get('self')).toEqual({ found: 56_000, rectified: 43_000 })
    expect(headline.get('listed')).toEqual({ found: 23_100, rectified: 14_400 })
  })

  it('ends on the day of the figures and goes by the week', () => {
    expect(last).toBe(asOf)
    expect(days.get(asOf)).toBeGreaterThan(0)
    expect(Math.min(...[...days.keys()].map((day) => Date.parse(day)))).toBe(Date.parse('2023-04-27'))
    const on = (weekdays: number[]) =>
      [...days]
        .filter(([day]) => weekdays.includes(new Date(day).getUTCDay()))
        .reduce((sum, [, count]) => sum + count, 0)
    expect(on([0, 6]) / 2).toBeLessThan(0.6 * (on([1, 2, 3, 4, 5]) / 5))
  })

  it('has all 32 reporting units, most with rates of 60 to 90 percent', () => {
    expect([...units.keys()].sort()).toEqual(reportingUnits.map(({ id }) => id).sort())
    const rates = [...units.values()].map(({ found, rectified }) => rectified / found)
    expect(rates.filter((rate) => rate > 0.6 && rate < 0.9).length).toBeGreaterThanOrEqual(28)
    expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.12)
  })

  it('has every sector of the campaign and an overdue part that a reader believes', () => {
    for (const sector of [
      'coalMine',
      'nonCoalMine',
      'hazardousChemicals',
      'transport',
      'construction',
      'fireSafety',
      'gas',
      'fishingVessel',
      'industryTrade',
    ]) {
      expect(sectors.get(sector)?.found, sector).toBeGreaterThan(400)
    }
    expect(overdue / 32_000).toBeGreaterThan(0.08)
    expect(overdue / 32_000).toBeLessThan(0.35)
  })

  it('has no hazard outside the county that it names', () => {
    expect(astray).toBe(0)
  })
})

describe('accidents of the national sample', () => {
  const accidents = [...rowsOf(sample, 'accidents')].map(({ values }) => ({
    day: String(values.occurredAt),
    deaths: Number(values.deaths),
    severity: String(values.severity),
  }))
  const between = (from: string, to: string) => {
    const some = accidents.filter(({ day }) => day >= from && day <= to)
    return { accidents: some.length, deaths: some.reduce((sum, { deaths }) => sum + deaths, 0) }
  }
  const change = (after: number, before: number) => Number((100 * (after / before - 1)).toFixed(1))

  it('are 40,000 in two years', () => {
    expect(accidents).toHaveLength(40_000)
    expect(accidents.map(({ day }) => day).toSorted()[0]! >= '2021-08-06').toBe(true)
    expect(accidents.every(({ day }) => day <= asOf)).toBe(true)
  })

  it.each([['2023-04-27'], ['2022-08-06']])('fall by the published shares from %s on', (from) => {
    const now = between(from, asOf)
    const before = between(yearBefore(from), yearBefore(asOf))
    expect(change(now.accidents, before.accidents)).toBe(-25.1)
    expect(change(now.deaths, before.deaths)).toBe(-14)
  })

  it('have few severe ones, fewer than the year before', () => {
    const severe = (from: string, to: string) =>
      accidents.filter(({ day, severity }) => day >= from && day <= to && severity.endsWith('ajor')).length
    expect(severe('2022-08-06', asOf)).toBeLessThan(severe('2021-08-06', '2022-08-05'))
    expect(accidents.filter(({ severity }) => severity === 'larger').length / accidents.length).toBeLessThan(0.03)
  })
})

describe('what authorities did in the national sample', () => {
  it('adds up to the published visits and letters, within the campaign', () => {
    const sums = new Map<string, number>()
    for (const { values } of rowsOf(sample, 'supervision-actions')) {
      const type = String(values.actionType)
      sums.set(type, (sums.get(type) ?? 0) + Number(values.count))
      expect(values.actedAt! >= '2023-04-27' && values.actedAt! <= asOf).toBe(true)
    }
    expect(sums.get('assistanceVisit')).toBe(1_178_000)
    expect(sums.get('letter')).toBe(38)
    expect((1000 * 74_000) / sums.get('inspection')!).toBeCloseTo(32.1, 1)
    for (const type of ['penalty', 'interview', 'exposure', 'tipOff']) expect(sums.get(type), type).toBeGreaterThan(300)
  })
})

describe('places of the national sample', () => {
  const enterprises = [...rowsOf(sample, 'enterprises')]

  it('have firms gather far more than chance would', () => {
    const metersPerDegree = 111_320
    const points = enterprises.map(({ location }) => {
      const { lng, lat } = location!
      return [lng * metersPerDegree * Math.cos((lat * Math.PI) / 180), lat * metersPerDegree] as const
    })
    const index = new KDBush(points.length)
    for (const [x, y] of points) index.add(x, y)
    index.finish()
    const nearest = (x: number, y: number) => {
      for (let radius = 100; ; radius *= 3) {
        const others = index
          .within(x, y, radius)
          .map((i) => Math.hypot(points[i]![0] - x, points[i]![1] - y))
          .toSorted((a, b) => a - b)
        if (others.length > 1) return others[1]!
      }
    }
    const some = points.filter((_, i) => i % 211 === 0)
    const mean = some.reduce((sum, [x, y]) => sum + nearest(x, y), 0) / some.length
    const areaSqm = geography().counties.reduce((sum, county) => sum + county.areaKm2, 0) * 1e6
    const byChance = 0.5 / Math.sqrt(points.length / areaSqm)
    expect(mean / byChance).toBeLessThan(0.3)
  })

  it('have coal in coal country, fishing at the sea and factories in the deltas', () => {
    const share = (sector: string, prefixes: string[]) => {
      const all = enterprises.filter(({ values }) => values.sector === sector)
      return all.filter(({ values }) => prefixes.includes(String(values.regionCode).slice(0, 2))).length / all.length
    }
    expect(share('coalMine', ['14', '61', '15', '52'])).toBeGreaterThan(0.6)
    expect(share('fishingVessel', ['21', '12', '13', '37', '32', '31', '33', '35', '44', '45', '46'])).toBe(1)
    expect(share('industryTrade', ['44', '32', '33', '31'])).toBeGreaterThan(0.4)
  })

  it('plant factories within factories with about 3.3 tenants, half of them in split buildings', () => {
    const { factoryClusters, decoys, concentrations } = sample.truth()
    const tenants = factoryClusters.map(({ tenantIds }) => tenantIds.length)
    const mean = tenants.reduce((sum, count) => sum + count, 0) / tenants.length
    expect(mean).toBeGreaterThan(2.9)
    expect(mean).toBeLessThan(3.8)
    expect(Math.max(...tenants)).toBeLessThanOrEqual(9)
    const split = factoryClusters.filter(({ kind }) => kind === 'splitBuilding').length / factoryClusters.length
    expect(split).toBeGreaterThan(0.4)
    expect(split).toBeLessThan(0.6)
    expect(factoryClusters.filter(({ kind }) => kind === 'parkInPark').length).toBeGreaterThan(40)
    expect(new Set(decoys.map(({ kind }) => kind))).toEqual(
      new Set(['officeTower', 'hostedRegistration', 'market', 'incubator', 'corporateGroup']),
    )
    const known = new Set(enterprises.map(({ values }) => values.enterpriseId))
    for (const { memberIds } of [...factoryClusters, ...decoys])
      expect(memberIds.every((id) => known.has(id))).toBe(true)
    expect(new Set(concentrations.map(({ trend }) => trend))).toEqual(
      new Set(['steady', 'growing', 'fading', 'new', 'gone']),
    )
  })
})
