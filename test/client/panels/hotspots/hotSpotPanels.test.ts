import { cellToParent, getResolution } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { emergingPatterns, hotSpotChanges } from '#model/hotSpot.ts'
import { breaksOfWindow } from '../../../../client/panels/hotspots/breaksOfWindow.ts'
import { cellFacts, classWords, pWords } from '../../../../client/panels/hotspots/cellFacts.ts'
import { cellsWithParents } from '../../../../client/panels/hotspots/cellsWithParents.ts'
import { comparisons } from '../../../../client/panels/hotspots/comparePeriods.ts'

const data = { from: '2021-01-01', to: '2023-08-05' }

describe('comparisons()', () => {
  it('compares a chosen period with the one before and with a year before', () => {
    const found = { from: '2023-07-01', to: '2023-07-31' }
    expect(comparisons(found, data, '2023-08-05')).toEqual([
      { id: 'comparePrevious', now: found, earlier: { from: '2023-05-31', to: '2023-06-30' }, days: 31 },
      { id: 'compareYear', now: found, earlier: { from: '2022-07-01', to: '2022-07-31' }, days: 31 },
    ])
  })

  it('offers the last days when no whole period is chosen', () => {
    for (const found of [undefined, { from: '2023-07-01', to: null }]) {
      const offers = comparisons(found, data, '2023-08-05')
      expect(offers.map(({ days }) => days)).toEqual([30, 90])
      expect(offers[0]).toMatchObject({
        now: { from: '2023-07-07', to: '2023-08-05' },
        earlier: { from: '2023-06-07', to: '2023-07-06' },
      })
    }
  })

  it('offers no earlier period that runs into the chosen one', () => {
    const found = { from: '2022-03-01', to: '2023-06-30' }
    expect(comparisons(found, { from: '2019-01-01', to: data.to }, '2023-08-05').map(({ id }) => id)).toEqual([
      'comparePrevious',
    ])
  })

  it('leaves out what lies before the data', () => {
    const found = { from: '2021-02-01', to: '2021-02-28' }
    expect(comparisons(found, data, '2023-08-05').map(({ id }) => id)).toEqual(['comparePrevious'])
  })
})

describe('breaksOfWindow()', () => {
  it('keeps the breaks of the whole period', () => {
    expect(breaksOfWindow([1, 2, 5], null, 12)).toEqual([1, 2, 5])
  })

  it('shrinks them with the window, rising and from 1', () => {
    const breaks = breaksOfWindow([1, 4, 20, 60, 240], { first: 3, last: 3 }, 12)
    expect(breaks[0]).toBe(1)
    expect(breaks.every((value, index) => index === 0 || value > (breaks[index - 1] ?? 0))).toBe(true)
    expect(breaks.at(-1)).toBe(20)
  })
})

describe('cellsWithParents()', () => {
  it('adds every coarser cell that tiles may show in their place', () => {
    const cell = '86411c2b7ffffff'
    const all = cellsWithParents([cell, '86411c2a7ffffff'])
    expect(all).toContain(cell)
    for (const level of [1, 3, 5]) expect(all).toContain(cellToParent(cell, level))
    expect(Math.min(...all.map(getResolution))).toBe(1)
    expect(new Set(all).size).toBe(all.length)
  })
})

const t = (key: string, values?: Record<string, unknown>) => `${key}${values ? JSON.stringify(values) : ''}`
const words = { t, nameOf: ({ en }: { en: string }) => en, measure: 'Hazards', unit: 'hazards' }
const tables = { emergingPatterns, hotSpotChanges }

describe('cellFacts()', () => {
  it('tells value, class, corrected p, pattern and change', () => {
    const [block] = cellFacts({ value: 31, class: 3, q: 0.0000001, pattern: 1, change: 2 }, words, tables)
    expect(block?.title).toBe('Hazards 31 hazards')
    expect(block?.facts).toEqual([
      'hotSpots.classHot{"confidence":99}',
      'hotSpots.q{"q":"< 0.0001"}',
      'New hot spot',
      'Stronger hot spot',
    ])
  })

  it('never calls a cell that stands for several significant', () => {
    const [block] = cellFacts({ value: 310, class: 3, generalised: true, hot: 4, cold: 0 }, words, tables)
    expect(block?.facts).toEqual(['hotSpots.generalised{"hot":4,"cold":0}'])
  })
})

describe('words for numbers', () => {
  it('name classes by their confidence', () => {
    expect(classWords(0, t)).toBe('hotSpots.classNone')
    expect(classWords(-1, t)).toBe('hotSpots.classCold{"confidence":90}')
  })

  it('round p to two digits, and say when it is tiny', () => {
    expect(pWords(0.01234)).toBe('= 0.012')
    expect(pWords(1e-9)).toBe('< 0.0001')
  })
})
