import { afterEach, describe, expect, it, vi } from 'vitest'
import { useConfigurationStore } from '../../../client/stores/useConfigurationStore.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { binFor, filterInView, sharedBbox, useStatisticsStore } from '../../../client/stores/useStatisticsStore.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer, regionsAnswer, summaryAnswer, trendAnswer } from '../../helpers/answers.ts'
import { type FakeRequest, fakeApi, problem, unanswered } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const foundOf = (request: FakeRequest): number => (request.query.get('sector') === 'gas' ? 7 : 130_000)
const summaryFor = (request: FakeRequest) =>
  summaryAnswer({ hazards: { ...summaryAnswer().hazards, found: foundOf(request) } })

function start() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/statistics/summary': summaryFor,
    '/statistics/regions': () => regionsAnswer(),
    '/statistics/trend': () => trendAnswer(),
  })
  const stores = withStores(() => ({
    statistics: useStatisticsStore(),
    filter: useFilterStore(),
    view: useViewStore(),
    configuration: useConfigurationStore(),
  }))
  return { api, ...stores }
}

afterEach(() => vi.unstubAllGlobals())

describe('useStatisticsStore()', () => {
  it('asks nothing before it knows the version of the data, then everything once', async () => {
    const { api, statistics } = start()
    expect(api.to('/statistics/summary')).toHaveLength(0)
    await settle()
    expect(statistics.summary.data?.hazards.found).toBe(130_000)
    expect(api.to('/statistics/summary')).toHaveLength(1)
    expect(api.to('/statistics/regions')[0]?.query.get('parent')).toBe('100000')
  })

  it('asks with the same query that the link carries', async () => {
    const { api, filter } = start()
    await settle()
    filter.patch({ sector: ['gas', 'coalMine'], found: { from: '2023-05-01', to: null } })
    await settle()
    const asked = api.to('/statistics/summary').at(-1)?.query.toString()
    expect(asked).toBe(filter.query)
  })

  it('keeps the old numbers while new ones are on their way', async () => {
    const { api, statistics, filter } = start()
    await settle()
    let release = () => {}
    api.answer('/statistics/summary', async (request) => {
      await new Promise<void>((resolve) => (release = resolve))
      return summaryFor(request)
    })
    filter.patch({ sector: ['gas'] })
    await settle()
    expect(statistics.summary.loading).toBe(true)
    expect(statistics.summary.data?.hazards.found).toBe(130_000)
    release()
    await settle()
    expect(statistics.summary.data?.hazards.found).toBe(7)
  })

  it('aborts a request that a newer filter has overtaken, and shows the newer answer', async () => {
    const { api, statistics, filter } = start()
    await settle()
    api.answer('/statistics/summary', (request) =>
      request.query.get('sector') === 'gas' ? unanswered(request) : summaryFor(request),
    )
    filter.patch({ sector: ['gas'] })
    await settle()
    filter.patch({ sector: ['coalMine'] })
    await settle()
    expect(api.to('/statistics/summary').at(-2)?.signal.aborted).toBe(true)
    expect(statistics.summary.data?.hazards.found).toBe(130_000)
    expect(statistics.summary.error).toBeNull()
  })

  it('holds the error and asks again when told to', async () => {
    const { api, statistics, filter } = start()
    await settle()
    api.answer('/statistics/summary', () => problem(503, 'Busy', 'the database is busy'))
    filter.patch({ sector: ['gas'] })
    await settle()
    expect(statistics.summary.error?.message).toContain('busy')
    api.answer('/statistics/summary', summaryFor)
    statistics.summary.retry()
    await settle()
    expect(statistics.summary.error).toBeNull()
    expect(statistics.summary.data?.hazards.found).toBe(7)
  })

  it('asks anew when the data change', async () => {
    const { api, configuration } = start()
    await settle()
    expect(configuration.announce('7')).toBe(false)
    expect(configuration.announce('8')).toBe(true)
    await settle()
    expect(api.to('/configuration')).toHaveLength(2)
    expect(api.to('/statistics/summary')).toHaveLength(2)
  })

  it('counts what the map shows when the numbers follow it', async () => {
    const { api, view } = start()
    await settle()
    view.moved({ zoom: 8, lat: 23, lng: 113, bbox: [112.111_11, 22, 114, 24] })
    view.follow = true
    await settle(250)
    expect(api.to('/statistics/summary').at(-1)?.query.get('bbox')).toBe('112.1111,22,114,24')
  })

  it('shows the whole period in the strip, the chosen days in the trend', async () => {
    const { api, filter } = start()
    await settle()
    filter.patch({ found: { from: '2023-08-01', to: '2023-08-05' } })
    await settle()
    const asked = api.to('/statistics/trend').map(({ query }) => query.get('found'))
    expect(asked).toEqual([null, '2023-08-01/2023-08-05'])
  })

  it('compares reporting units on request and regions on the map all the while', async () => {
    const { api, statistics } = start()
    await settle()
    statistics.byUnit = true
    await settle()
    expect(api.to('/statistics/regions').map(({ query }) => query.get('by'))).toEqual(['region', 'unit'])
    expect(statistics.compared.data).not.toBeNull()
  })
})

describe('the box of the map', () => {
  it('narrows a box of the filter, and keeps nothing when they are apart', () => {
    expect(sharedBbox([0, 0, 10, 10], [5, 5, 20, 20])).toEqual([5, 5, 10, 10])
    expect(sharedBbox([0, 0, 1, 1], [5, 5, 20, 20])).toEqual([0, 0, 0, 0])
  })

  it('never leaves the world', () => {
    expect(filterInView({}, [-200, -95, 190, 95]).bbox).toEqual([-180, -90, 180, 90])
  })
})

describe('binFor()', () => {
  it.each([
    ['2023-07-01', '2023-08-05', 'day'],
    ['2023-01-01', '2023-08-05', 'week'],
    ['2019-01-01', '2023-08-05', 'month'],
    [undefined, '2023-08-05', 'day'],
  ])('from %s to %s gives bins of a %s', (from, to, bin) => {
    expect(binFor({ from, to })).toBe(bin)
  })
})
