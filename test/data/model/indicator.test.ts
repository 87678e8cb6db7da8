import { describe, expect, it } from 'vitest'
import {
  findIndicator,
  type Indicator,
  type IndicatorCounts,
  indicators,
  minimumDenominator,
  readIndicator,
} from '../../../data/model/indicator.ts'

/** The published totals of 5 August 2023. */
const published: IndicatorCounts = {
  hazards: {
    found: 130_000,
    rectified: 98_000,
    closed: 80_000,
    open: 32_000,
    overdue: 4100,
    listed: 23_100,
    listedRectified: 14_400,
    selfFound: 56_000,
  },
  enterprises: 300_000,
  roadSegments: 3000,
  accidents: { accidents: 11_235, deaths: 8600, previousAccidents: 15_000, previousDeaths: 10_000 },
  assistanceVisits: 1_178_000,
}

function indicator(id: string): Indicator {
  const found = findIndicator(id)
  if (!found) throw new Error(id)
  return found
}

describe('readIndicator()', () => {
  it.each([
    ['hazardsFound', 130_000],
    ['rectificationRate', 0.7538],
    ['closureRate', 0.6154],
    ['openHazards', 32_000],
    ['overdueOpen', 4100],
    ['listed', 23_100],
    ['listingRate', 0.1777],
    ['listedRectificationRate', 0.6234],
    ['selfInspectionShare', 0.4308],
    ['hazardsPerTenThousandEnterprises', 4333.3333],
    ['assistanceVisits', 1_178_000],
    ['accidents', 11_235],
    ['accidentCountYoY', -0.251],
    ['fatalityYoY', -0.14],
    ['roadSegments', 3000],
  ])('gives %s of the published totals as %d', (id, expected) => {
    const reading = readIndicator(indicator(id), published)
    expect(reading.value).toBeCloseTo(expected, 4)
    expect(reading.missing).toBeNull()
  })

  it('tells the figures behind a share', () => {
    expect(readIndicator(indicator('listedRectificationRate'), published)).toMatchObject({
      numerator: 14_400,
      denominator: 23_100,
    })
    expect(readIndicator(indicator('listed'), published)).toMatchObject({ numerator: 23_100, denominator: null })
  })

  it('calls a share of few cases too few, but not a change or a count', () => {
    const few = {
      ...published,
      hazards: { ...published.hazards!, found: minimumDenominator - 1, rectified: 3 },
      accidents: { accidents: 2, deaths: 1, previousAccidents: 4, previousDeaths: 2 },
    }
    expect(readIndicator(indicator('rectificationRate'), few)).toMatchObject({ value: null, missing: 'tooFew' })
    expect(readIndicator(indicator('hazardsFound'), few).value).toBe(minimumDenominator - 1)
    expect(readIndicator(indicator('accidentCountYoY'), few).value).toBe(-0.5)
  })

  it('gives no change against a base of 0, and nothing where a figure is unknown', () => {
    const noBase = {
      ...published,
      accidents: { accidents: 2, deaths: null, previousAccidents: 0, previousDeaths: 3 },
    }
    expect(readIndicator(indicator('accidentCountYoY'), noBase)).toMatchObject({ value: null, missing: 'unknown' })
    expect(readIndicator(indicator('fatalityYoY'), noBase)).toMatchObject({ value: null, missing: 'unknown' })
  })

  it('says "not applicable" of regions outside the statistics, never 0', () => {
    const nothing = { hazards: null, enterprises: null, roadSegments: null, accidents: null, assistanceVisits: null }
    for (const entry of indicators) {
      expect(readIndicator(entry, nothing, false)).toMatchObject({ value: null, missing: 'notApplicable' })
      expect(readIndicator(entry, nothing)).toMatchObject({ value: null, missing: 'unknown' })
    }
  })
})

describe('the table of indicators', () => {
  it('has each id and name once', () => {
    for (const member of ['id', 'zh', 'en'] as const) {
      expect(new Set(indicators.map((entry) => entry[member])).size).toBe(indicators.length)
    }
  })

  it('knows no indicator by a foreign id', () => {
    expect(findIndicator('happiness')).toBeUndefined()
  })
})
