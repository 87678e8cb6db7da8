import { afterEach, describe, expect, it, vi } from 'vitest'
import { useConfigurationStore } from '../../../client/stores/useConfigurationStore.ts'
import { useHotSpotChoiceStore } from '../../../client/stores/useHotSpotChoiceStore.ts'
import { useHotSpotPlayback } from '../../../client/stores/useHotSpotPlayback.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { hotSpotClusters } from '../../helpers/hotSpotAnswers.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const starts = ['2023-05-01', '2023-06-01', '2023-07-01', '2023-08-01']
const steps = { unit: 'month' as const, starts, end: '2023-09-01' }

async function open() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/hotspots/clusters': () => hotSpotClusters(undefined, { steps }),
  })
  const stores = withStores(() => {
    useConfigurationStore()
    useViewStore().task = 'hotspots'
    return { choice: useHotSpotChoiceStore(), playback: useHotSpotPlayback() }
  })
  stores.choice.patch({ step: 'month' })
  await settle(30)
  return { api, ...stores }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('useHotSpotPlayback()', () => {
  it('shows the whole period until it is stepped', async () => {
    const { playback } = await open()
    expect(playback.count).toBe(4)
    expect(playback.window).toBeNull()
    expect(playback.days).toBeNull()
  })

  it('tells the time strip which days are shown', async () => {
    const { choice, playback } = await open()
    playback.step()
    await settle(30)
    expect(choice.shownDays).toEqual({ from: '2023-05-01', to: '2023-05-31' })
    playback.mode = 'cumulative'
    playback.step()
    await settle(30)
    expect(choice.shownDays).toEqual({ from: '2023-05-01', to: '2023-06-30' })
    playback.mode = 'remaining'
    await settle(30)
    expect(choice.shownDays).toEqual({ from: '2023-06-01', to: '2023-08-31' })
    playback.stop()
    await settle(30)
    expect(choice.shownDays).toBeNull()
  })

  it('steps backwards from the end', async () => {
    const { playback } = await open()
    playback.step(-1)
    expect(playback.index).toBe(3)
    playback.step(-1)
    expect(playback.index).toBe(2)
  })

  it('asks the server nothing while it plays', async () => {
    const { api, playback } = await open()
    const before = api.requests.length
    playback.toggle()
    playback.step()
    await settle(30)
    expect(playback.playing).toBe(true)
    playback.stop()
    expect(playback.playing).toBe(false)
    expect(api.requests).toHaveLength(before)
  })
})
