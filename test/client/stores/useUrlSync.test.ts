import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useLayerStore } from '../../../client/stores/useLayerStore.ts'
import { useNoticeStore } from '../../../client/stores/useNoticeStore.ts'
import { usePlayStore } from '../../../client/stores/usePlayStore.ts'
import { useSelectionStore } from '../../../client/stores/useSelectionStore.ts'
import { useSettingsStore } from '../../../client/stores/useSettingsStore.ts'
import { useUrlSync } from '../../../client/stores/useUrlSync.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { fakeWindow } from '../../helpers/fakeWindow.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

function open(search: string) {
  const browser = fakeWindow(search)
  fakeApi({ '/configuration': () => configurationAnswer() })
  const stores = withStores(() =>
    effectScope().run(() => {
      useUrlSync()
      return {
        filter: useFilterStore(),
        layers: useLayerStore(),
        notices: useNoticeStore(),
        player: usePlayStore(),
        selection: useSelectionStore(),
        settings: useSettingsStore(),
        view: useViewStore(),
      }
    }),
  )
  if (!stores) throw new Error('the scope did not run')
  return { browser, ...stores }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('useUrlSync()', () => {
  it('takes the whole state from the address', () => {
    const page = open(
      '?sector=gas&map=9/23/113&layers=hazards&indicator=listed&task=list&select=hazards/H1&follow=true&lang=en&theme=dark',
    )
    expect(page.filter.filter).toEqual({ sector: ['gas'] })
    expect(page.view.camera).toEqual({ zoom: 9, lat: 23, lng: 113 })
    expect(page.view.task).toBe('list')
    expect(page.view.follow).toBe(true)
    expect(page.layers.on).toEqual(['hazards'])
    expect(page.layers.indicator).toBe('listed')
    expect(page.selection.selected).toEqual({ collection: 'hazards', id: 'H1' })
    expect(page.settings).toMatchObject({ language: 'en', theme: 'dark', dark: true })
    expect(page.browser.entries).toHaveLength(1)
  })

  it('makes a step of a filter and none of a move of the map', async () => {
    const { browser, filter, view } = open('')
    filter.patch({ sector: ['gas'] })
    await settle()
    view.moved({ zoom: 5, lat: 30, lng: 110, bbox: [100, 20, 120, 40] })
    await settle()
    expect(browser.entries).toEqual(['', '?sector=gas&map=5/30/110'])
  })

  it('goes back with the button, without making new steps', async () => {
    const { browser, filter, view } = open('?map=5/30/110')
    filter.patch({ region: '440000' })
    await settle()
    filter.patch({ sector: ['gas'] })
    await settle()
    browser.back()
    await settle()
    expect(filter.filter).toEqual({ region: '440000' })
    expect(browser.entries).toHaveLength(2)
    browser.back()
    await settle()
    expect(filter.filter).toEqual({})
    expect(view.target).toMatchObject({ center: [110, 30], zoom: 5 })
    expect(browser.entries).toEqual(['?map=5/30/110'])
  })

  it('keeps foreign parameters through every change', async () => {
    const { browser, filter } = open('?from=bulletin&map=5/30/110')
    filter.patch({ text: '边坡' })
    await settle()
    expect(new URLSearchParams(browser.entries.at(-1)).get('from')).toBe('bulletin')
    filter.clear()
    await settle()
    expect(new URLSearchParams(browser.entries.at(-1)).get('from')).toBe('bulletin')
  })

  it('tells each bad value by name, keeps the rest and looks at the nation when the camera is bad', () => {
    const { notices, filter, view } = open('?sector=gaz&listed=true&map=99/0/0')
    expect(notices.notices.map(({ kind, key, values }) => [kind, key, values.name])).toEqual([
      ['warning', 'badLink', 'sector'],
      ['warning', 'badLink', 'map'],
    ])
    expect(filter.filter).toEqual({ listed: true })
    expect(view.target?.bbox).toBeDefined()
  })

  it('fills the history no further while time plays', async () => {
    const { browser, filter, player } = open('?map=5/30/110')
    await settle()
    player.toggle()
    await settle()
    expect(filter.filter.found).toEqual({ from: '2023-04-27', to: '2023-05-24' })
    player.stop()
    expect(browser.entries).toHaveLength(1)
  })
})
