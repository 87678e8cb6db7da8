import { afterEach, describe, expect, it, vi } from 'vitest'
import { useAreaStore } from '../../../client/stores/useAreaStore.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useNoticeStore } from '../../../client/stores/useNoticeStore.ts'
import { useSearchStore } from '../../../client/stores/useSearchStore.ts'
import { useSelectionStore } from '../../../client/stores/useSelectionStore.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi, problem } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const feature = { type: 'Feature', id: 'H1', geometry: null, properties: { hazardNo: 'H1', title: '出口锁闭' } }
const hit = { collection: 'hazards', id: 'H1', title: '出口锁闭', subtitle: '佛山', lng: 113, lat: 23, bbox: null }
const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
}

function start() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/collections/hazards/items/H1': () => feature,
    '/collections/hazards/items/H1/related': () => ({
      groups: [
        { collection: 'enterprises', zh: '企业', en: 'Enterprises', hits: [{ ...hit, collection: 'enterprises' }] },
      ],
    }),
    '/search': ({ query }) => ({ query: query.get('q') ?? '', hits: [hit] }),
    '/areas': () => ({ id: '0123456789abcdef', areaKm2: 12.5 }),
    '/areas/0123456789abcdef': () => ({
      type: 'Feature',
      id: '0123456789abcdef',
      geometry: square,
      properties: { areaKm2: 12.5 },
    }),
  })
  const stores = withStores(() => ({
    area: useAreaStore(),
    filter: useFilterStore(),
    notices: useNoticeStore(),
    search: useSearchStore(),
    selection: useSelectionStore(),
    view: useViewStore(),
  }))
  return { api, ...stores }
}

afterEach(() => vi.unstubAllGlobals())

describe('useSelectionStore()', () => {
  it('fetches the facts of what is selected and then what is related', async () => {
    const { api, selection } = start()
    selection.select({ collection: 'hazards', id: 'H1' })
    await settle(15)
    expect(selection.feature.data?.properties.title).toBe('出口锁闭')
    expect(selection.related.data?.[0]?.hits).toHaveLength(1)
    selection.select(null)
    await settle()
    expect(api.to('/collections/hazards/items/H1')).toHaveLength(1)
  })

  it('says when there is no such record, and asks nothing about its relations', async () => {
    const { api, selection } = start()
    selection.select({ collection: 'hazards', id: 'gone' })
    await settle(15)
    expect(selection.notFound).toBe(true)
    expect(api.to('/collections/hazards/items/gone/related')).toHaveLength(0)
  })

  it('never shows one record under the name of another', async () => {
    const { api, selection } = start()
    selection.select({ collection: 'hazards', id: 'H1' })
    await settle(15)
    api.answer('/collections/hazards/items/H2', () => new Promise(() => {}))
    selection.select({ collection: 'hazards', id: 'H2' })
    await settle()
    expect(selection.feature.data).toBeNull()
  })
})

describe('useSearchStore()', () => {
  it('asks once the typing pauses, and opens the record that is chosen', async () => {
    const { api, search, selection, view } = start()
    await settle()
    search.words = '出'
    search.words = '出口'
    await settle(250)
    expect(api.to('/search').map(({ query }) => query.get('q'))).toEqual(['出口'])
    expect(search.hits).toHaveLength(1)
    await search.choose(hit)
    expect(selection.selected).toEqual({ collection: 'hazards', id: 'H1' })
    expect(view.target?.center).toEqual([113, 23])
  })

  it('enters a region that is chosen', async () => {
    const { search, filter, selection } = start()
    await search.choose({ ...hit, collection: 'regions', id: '440600' })
    expect(filter.filter.region).toBe('440600')
    expect(selection.selected).toBeNull()
  })
})

describe('useAreaStore()', () => {
  it('stores what is drawn, filters by its id, and forgets it', async () => {
    const { api, area, filter } = start()
    await area.draw(square)
    await settle()
    expect(filter.filter.area).toBe('0123456789abcdef')
    expect(area.geometry).toEqual(square)
    expect(area.areaKm2).toBe(12.5)
    expect(api.to('/areas/0123456789abcdef')).toHaveLength(0)
    await area.draw(null)
    expect(filter.filter.area).toBeUndefined()
    expect(area.geometry).toBeNull()
  })

  it('fetches the area that a link names', async () => {
    const { area, filter } = start()
    filter.patch({ area: '0123456789abcdef' })
    await settle(15)
    expect(area.areaKm2).toBe(12.5)
  })

  it('tells what is wrong with an area that the server refuses', async () => {
    const { api, area, filter, notices } = start()
    const parameters = [{ name: 'coordinates', value: '…', allowed: 'a ring that does not cross itself' }]
    api.answer('/areas', () => problem(400, 'Bad area', 'the ring crosses itself', parameters))
    await area.draw(square)
    expect(filter.filter.area).toBeUndefined()
    expect(notices.notices[0]?.values.allowed).toBe('a ring that does not cross itself')
  })
})
