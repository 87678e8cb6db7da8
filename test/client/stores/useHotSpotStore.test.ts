import { afterEach, describe, expect, it, vi } from 'vitest'
import { useConfigurationStore } from '../../../client/stores/useConfigurationStore.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useHotSpotChoiceStore } from '../../../client/stores/useHotSpotChoiceStore.ts'
import { shownClusters, useHotSpotStore } from '../../../client/stores/useHotSpotStore.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi, problem, unanswered } from '../../helpers/fakeApi.ts'
import { cellExplanation, hotSpotCard, hotSpotCluster, hotSpotClusters } from '../../helpers/hotSpotAnswers.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const listPath = '/hotspots/clusters'

async function open(routes: Parameters<typeof fakeApi>[0] = {}) {
  const api = fakeApi({ '/configuration': () => configurationAnswer(), [listPath]: () => hotSpotClusters(), ...routes })
  const stores = withStores(() => ({
    choice: useHotSpotChoiceStore(),
    configuration: useConfigurationStore(),
    filter: useFilterStore(),
    hotSpots: useHotSpotStore(),
    view: useViewStore(),
  }))
  stores.view.task = 'hotspots'
  await settle(30)
  return { api, ...stores }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('useHotSpotStore()', () => {
  it('asks nothing while another task is shown', async () => {
    const { api, choice, view } = await open()
    const before = api.to(listPath).length
    view.task = 'overview'
    choice.patch({ measure: 'overdue' })
    await settle(30)
    expect(api.to(listPath)).toHaveLength(before)
  })

  it('asks with the filter and the choices that differ from the defaults', async () => {
    const { api, choice, filter } = await open()
    expect(api.to(listPath).at(-1)?.query.toString()).toBe('')
    filter.patch({ region: '440000', sector: ['gas'] })
    choice.patch({ measure: 'overdue', step: 'month', steps: 6, confidence: 99 })
    await settle(30)
    expect(Object.fromEntries(api.to(listPath).at(-1)?.query ?? [])).toEqual({
      region: '440000',
      sector: 'gas',
      measure: 'overdue',
      confidence: '99',
      step: 'month',
      steps: '6',
    })
  })

  it('leaves out what the measure cannot be filtered by, and says so', async () => {
    const { api, choice, filter, hotSpots } = await open()
    filter.patch({ source: ['selfInspection'] })
    choice.patch({ measure: 'accidents' })
    await settle(30)
    expect(api.to(listPath).at(-1)?.query.has('source')).toBe(false)
    expect(hotSpots.notApplied).toEqual(['source'])
  })

  it('compares only with a period that the filter names', async () => {
    const { choice, filter, hotSpots } = await open()
    choice.patch({ compare: { from: '2023-01-01', to: '2023-01-31' } })
    expect(hotSpots.query).not.toContain('compare')
    filter.patch({ found: { from: '2023-02-01', to: '2023-02-28' } })
    expect(new URLSearchParams(hotSpots.query).get('compare')).toBe('2023-01-01/2023-01-31')
    filter.patch({ found: { from: '2023-01-31', to: '2023-02-28' } })
    expect(hotSpots.query).not.toContain('compare')
  })

  it('asks for no steps and no comparison of rates', async () => {
    const { choice, filter, hotSpots } = await open()
    filter.patch({ found: { from: '2023-02-01', to: '2023-02-28' } })
    choice.patch({ compare: { from: '2023-01-01', to: '2023-01-31' }, step: 'month', steps: 6, measure: 'rate' })
    expect(Object.fromEntries(new URLSearchParams(hotSpots.query))).toEqual({
      found: '2023-02-01/2023-02-28',
      measure: 'rate',
    })
  })

  it('keeps the last answer while the next is on its way, and marks it as stale', async () => {
    const { api, choice, hotSpots } = await open()
    api.answer(listPath, unanswered)
    choice.patch({ measure: 'listed' })
    await settle(30)
    expect(hotSpots.stale).toBe(true)
    expect(hotSpots.clusters).toHaveLength(2)
  })

  it('breaks an analysis off and asks again when told to', async () => {
    const { api, choice, hotSpots } = await open()
    api.answer(listPath, unanswered)
    choice.patch({ measure: 'listed' })
    await settle(30)
    hotSpots.cancel()
    await settle(30)
    expect(hotSpots.cancelled).toBe(true)
    expect(api.to(listPath).at(-1)?.signal.aborted).toBe(true)
    api.answer(listPath, () => hotSpotClusters())
    hotSpots.resume()
    await settle(30)
    expect(hotSpots.cancelled).toBe(false)
    expect(hotSpots.stale).toBe(false)
  })

  it('tells the progress of its own question alone', async () => {
    const { api, choice, hotSpots } = await open()
    choice.progress = { key: 'of-somebody-else', stage: 'testing', share: 0.5 }
    expect(hotSpots.progress).toBeNull()
    api.answer(listPath, unanswered)
    choice.patch({ measure: 'open' })
    await settle(30)
    const key = api.to(listPath).at(-1)?.headers.get('X-Analysis-Key') ?? ''
    expect(key).toMatch(/^[a-z0-9]{28}$/)
    choice.progress = { key, stage: 'testing', share: 0.5 }
    expect(hotSpots.progress).toMatchObject({ stage: 'testing', share: 0.5 })
  })

  it('opens the card of a hot spot, flies there, and tells when there is none', async () => {
    const { id, bbox } = hotSpotCluster()
    const { api, hotSpots, view } = await open({ [`${listPath}/${id}`]: () => hotSpotCard() })
    hotSpots.open(id)
    await settle(30)
    expect(view.target?.bbox).toEqual(bbox)
    expect(hotSpots.card.data?.hazards).toBe(120)
    api.answer(`${listPath}/8641104d7ffffff`, () => problem(404, 'Not Found', 'no such hot spot'))
    hotSpots.open('8641104d7ffffff')
    await settle(30)
    expect(hotSpots.isGone).toBe(true)
  })

  it('answers why a cell is not hot, with the question that the map shows', async () => {
    const cell = '8641104c7ffffff'
    const { api, hotSpots } = await open({ [`/hotspots/cells/${cell}`]: () => cellExplanation() })
    hotSpots.asked = { cell, lng: 113, lat: 23 }
    await settle(30)
    expect(hotSpots.explanation.data?.verdict).toBe('outsideStudyArea')
    expect(api.to(`/hotspots/cells/${cell}`)[0]?.query.toString()).toBe('')
  })

  it('links downloads to what is shown', async () => {
    const { hotSpots } = await open()
    expect(hotSpots.downloadUrl('csv')).toBe('/api/hotspots?f=csv')
  })
})

describe('shownClusters()', () => {
  const { clusters } = hotSpotClusters()

  it('keeps those that hold at enough scales', () => {
    expect(shownClusters(clusters, 50, null).map(({ rank }) => rank)).toEqual([1])
    expect(shownClusters(clusters, 0, null)).toHaveLength(2)
  })

  it('keeps those in view when numbers follow the map', () => {
    expect(shownClusters(clusters, 0, [113, 22, 114, 24]).map(({ rank }) => rank)).toEqual([1])
  })
})
