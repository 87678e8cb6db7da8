import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { filters } from '../../helpers/filterArbitrary.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

beforeEach(() => {
  fakeApi({ '/configuration': () => configurationAnswer() })
})
afterEach(() => vi.unstubAllGlobals())

describe('useFilterStore()', () => {
  it('adds and takes out single options, and leaves no empty list behind', () => {
    const store = withStores(() => useFilterStore())
    store.toggle('sector', 'gas')
    store.toggle('sector', 'coalMine')
    store.toggle('sector', 'gas')
    expect(store.filter).toEqual({ sector: ['coalMine'] })
    store.toggle('sector', 'coalMine')
    expect(store.filter).toEqual({})
  })

  it('takes empty text and undefined as "no condition"', () => {
    const store = withStores(() => useFilterStore())
    store.patch({ text: '边坡', listed: false })
    store.patch({ text: '', listed: undefined })
    expect(store.filter).toEqual({})
  })

  it('has a chip for each option and each other condition, and none left when every chip is removed', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const store = withStores(() => useFilterStore())
        store.filter = filter
        const lists = Object.values(filter).filter((value) => Array.isArray(value) && typeof value[0] === 'string')
        const ids = lists.reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0)
        expect(store.chips).toHaveLength(Object.keys(filter).length - lists.length + ids)
        for (const chip of store.chips) store.remove(chip)
        expect(store.filter).toEqual({})
      }),
      { numRuns: 40 },
    )
  })

  it('looks at the last day of the data unless told otherwise', async () => {
    const store = withStores(() => useFilterStore())
    expect(store.asOf).toBeNull()
    await settle()
    expect(store.asOf).toBe('2023-08-05')
    store.patch({ asOf: '2023-06-30' })
    expect(store.asOf).toBe('2023-06-30')
  })
})
