import { afterEach, describe, expect, it, vi } from 'vitest'
import { useFacetStore } from '../../../client/stores/useFacetStore.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { configurationAnswer, facetsAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

function start() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/statistics/facets': ({ query }) =>
      query.get('collection') === 'hazards'
        ? facetsAnswer('hazards', { sector: { gas: 5, coalMine: 2 } })
        : facetsAnswer('enterprises', { risk: { major: 9 } }),
  })
  return { api, ...withStores(() => ({ facets: useFacetStore(), filter: useFilterStore() })) }
}

afterEach(() => vi.unstubAllGlobals())

describe('useFacetStore()', () => {
  it('counts hazards from the start and other records once they are wanted', async () => {
    const { api, facets } = start()
    await settle()
    expect(facets.countsOf('sector')).toEqual({ gas: 5, coalMine: 2 })
    expect(facets.countsOf('risk')).toBeNull()
    facets.want('enterprises')
    await settle()
    expect(facets.countsOf('risk')).toEqual({ major: 9 })
    expect(api.to('/statistics/facets')).toHaveLength(2)
  })

  it('leaves out the filters that a collection does not know, which the server would refuse', async () => {
    const { api, facets, filter } = start()
    await settle()
    facets.want('enterprises')
    filter.patch({ source: ['department'], text: '厂' })
    await settle()
    const last = api
      .to('/statistics/facets')
      .filter(({ query }) => query.get('collection') === 'enterprises')
      .at(-1)
    expect(last?.query.has('source')).toBe(false)
    expect(last?.query.get('text')).toBe('厂')
  })
})
