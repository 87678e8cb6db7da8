import { afterEach, describe, expect, it, vi } from 'vitest'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useListStore } from '../../../client/stores/useListStore.ts'
import { useNoticeStore } from '../../../client/stores/useNoticeStore.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { type FakeRequest, fakeApi, problem, unanswered } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const total = 120
const items = '/collections/hazards/items'

function page({ query }: FakeRequest) {
  const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))]
  const features = Array.from({ length: Math.min(limit, total - offset) }, (_, index) => ({
    type: 'Feature',
    id: `H${offset + index}`,
    geometry: null,
    properties: {},
  }))
  const counts = {
    numberMatched: total,
    numberReturned: features.length,
    timeStamp: '2023-08-05T00:00:00Z',
    asOf: '2023-08-05',
    sample: true,
  }
  return { type: 'FeatureCollection', features, links: [], ...counts }
}

async function start() {
  const api = fakeApi({ '/configuration': () => configurationAnswer(), [items]: page })
  const stores = withStores(() => ({
    filter: useFilterStore(),
    list: useListStore(),
    notices: useNoticeStore(),
    view: useViewStore(),
  }))
  stores.view.task = 'list'
  await settle()
  return { api, ...stores }
}

const offsets = (requests: readonly FakeRequest[]) => requests.map(({ query }) => query.get('offset'))

afterEach(() => vi.unstubAllGlobals())

describe('useListStore()', () => {
  it('has the first records at once and fetches others when they come into sight, each page once', async () => {
    const { api, list } = await start()
    expect([list.records.data?.numberMatched, list.at(3)?.id, list.at(60)]).toEqual([total, 'H3', null])
    list.want(0, 20)
    list.want(40, 70)
    list.want(45, 75)
    await settle()
    expect(list.at(60)?.id).toBe('H60')
    expect(offsets(api.to(items))).toEqual(['0', '50'])
  })

  it('does not ask beyond the last record', async () => {
    const { api, list } = await start()
    list.want(110, 400)
    await settle()
    expect(list.at(119)?.id).toBe('H119')
    expect(list.at(120)).toBeNull()
    expect(offsets(api.to(items))).toEqual(['0', '100'])
  })

  it('forgets its pages when the question changes, and aborts what is on its way', async () => {
    const { api, filter, list } = await start()
    api.answer(items, (request) => (request.query.get('offset') === '50' ? unanswered(request) : page(request)))
    list.want(50, 60)
    await settle()
    const late = api.to(items).at(-1)
    filter.patch({ overdue: true })
    await settle()
    expect(late?.signal.aborted).toBe(true)
    api.answer(items, page)
    list.want(50, 60)
    await settle()
    expect(list.at(55)?.id).toBe('H55')
    expect(api.to(items).at(-1)?.query.get('overdue')).toBe('true')
  })

  it('tells of a page that did not come, and asks again when it is wanted again', async () => {
    const { api, list, notices } = await start()
    api.answer(items, () => problem(500, 'Server error', 'broken'))
    list.want(50, 60)
    await settle()
    expect([list.at(55), notices.notices.length]).toEqual([null, 1])
    api.answer(items, page)
    list.want(50, 60)
    await settle()
    expect(list.at(55)?.id).toBe('H55')
  })
})
