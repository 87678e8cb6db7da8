import { afterEach, describe, expect, it, vi } from 'vitest'
import { useConfigurationStore } from '../../../client/stores/useConfigurationStore.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useRegionStore } from '../../../client/stores/useRegionStore.ts'
import { useStatisticsStore } from '../../../client/stores/useStatisticsStore.ts'
import { configurationAnswer, regionsAnswer, summaryAnswer, trendAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const noRecords = { dataVersion: '1', counts: { regions: 0, hazards: 0 } }

async function start(first = configurationAnswer()) {
  const api = fakeApi({
    '/configuration': () => first,
    '/statistics/summary': () => summaryAnswer(),
    '/statistics/regions': () => regionsAnswer(),
    '/statistics/trend': () => trendAnswer(),
  })
  const stores = withStores(() => ({
    configuration: useConfigurationStore(),
    filter: useFilterStore(),
    regions: useRegionStore(),
    statistics: useStatisticsStore(),
  }))
  await settle()
  return { api, ...stores }
}

const startPreparing = (stage: 'boundaries' | 'sample', progress = 0) =>
  start(configurationAnswer({ ...noRecords, preparing: { stage, progress } }))

afterEach(() => vi.unstubAllGlobals())

describe('useConfigurationStore()', () => {
  it('knows an installation without records, whatever its boundaries', async () => {
    const { api, configuration } = await start()
    expect(configuration.isEmpty).toBe(false)
    api.answer('/configuration', () => configurationAnswer({ counts: { regions: 3234, hazards: 0 } }))
    configuration.announce('8')
    await settle()
    expect(configuration.isEmpty).toBe(true)
  })

  it('asks nothing about data that are still being made, and claims no day and no emptiness', async () => {
    const { api, configuration, filter } = await startPreparing('sample', 0.1)
    expect(api.requests.filter(({ path }) => path.startsWith('/statistics'))).toEqual([])
    expect([configuration.dataVersion, configuration.isEmpty, filter.asOf]).toEqual([null, false, null])
  })

  it('follows the progress that the server tells', async () => {
    const { configuration } = await startPreparing('boundaries')
    expect(configuration.preparing).toEqual({ stage: 'boundaries', progress: 0 })
    configuration.prepare({ stage: 'sample', progress: 0.57 })
    expect(configuration.preparing).toEqual({ stage: 'sample', progress: 0.57 })
  })

  it('goes on by itself once the data are there, without a step back', async () => {
    const { api, configuration, statistics } = await startPreparing('sample')
    configuration.prepare({ stage: 'sample', progress: 0.99 })
    api.answer('/configuration', () => configurationAnswer({ dataVersion: '2' }))
    configuration.prepare(null)
    expect(configuration.preparing?.progress).toBe(0.99)
    await settle()
    expect([configuration.preparing, configuration.dataVersion]).toEqual([null, '2'])
    await settle()
    expect(statistics.summary.data?.hazards.found).toBe(130_000)
  })

  it('asks how it went when the end may have been told while nobody listened', async () => {
    const { api, configuration } = await startPreparing('sample')
    api.answer('/configuration', () => configurationAnswer({ dataVersion: '2' }))
    configuration.refresh()
    await settle()
    expect(configuration.preparing).toBeNull()
    configuration.refresh()
    configuration.prepare(null)
    await settle()
    expect(api.to('/configuration')).toHaveLength(2)
  })

  it('asks for boundaries only once they are stored', async () => {
    const { api, configuration, filter } = await startPreparing('boundaries')
    const path = '/collections/regions/items/440000'
    filter.patch({ region: '440000' })
    await settle()
    expect(api.to(path)).toHaveLength(0)
    configuration.prepare({ stage: 'sample', progress: 0 })
    await settle()
    expect(api.to(path)).toHaveLength(1)
  })
})
