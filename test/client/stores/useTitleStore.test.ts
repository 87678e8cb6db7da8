import { afterEach, describe, expect, it, vi } from 'vitest'
import { useTitleStore } from '../../../client/stores/useTitleStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { withStores } from '../../helpers/withStores.ts'

afterEach(() => vi.unstubAllGlobals())

const feature = (properties: Record<string, unknown>) => ({ type: 'Feature', id: 'x', geometry: null, properties })

function start() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/collections/hazards/items/H1': () => feature({ hazardNo: 'H1', title: '出口锁闭' }),
    '/collections/hazards/items/H2': () => feature({ hazardNo: 'H2', title: null, description: '配电箱无门' }),
  })
  return { api, store: withStores(() => useTitleStore()) }
}

describe('useTitleStore', () => {
  it('names records in their order by the first title field that is given', async () => {
    const { store } = start()
    const records = ['H2', 'H1'].map((id) => ({ collection: 'hazards', id }))
    expect(await store.titlesOf(records)).toEqual(['配电箱无门', '出口锁闭'])
  })

  it('asks for a record once', async () => {
    const { api, store } = start()
    const record = { collection: 'hazards', id: 'H1' }
    await store.titlesOf([record])
    await store.titlesOf([record, record])
    expect(api.to('/collections/hazards/items/H1')).toHaveLength(1)
  })

  it('is silent about what it cannot read, about regions, and beyond thirty', async () => {
    const { api, store } = start()
    expect(
      await store.titlesOf([
        { collection: 'hazards', id: 'gone' },
        { collection: 'regions', id: '440000' },
      ]),
    ).toEqual([null, null])
    const many = Array.from({ length: 40 }, () => ({ collection: 'hazards', id: 'H1' }))
    expect((await store.titlesOf(many)).filter((title) => title === null)).toHaveLength(10)
    expect(api.to('/collections/regions/items/440000')).toHaveLength(0)
  })
})
