import { afterEach, describe, expect, it, vi } from 'vitest'
import { nationBbox } from '../../../client/config.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useNoticeStore } from '../../../client/stores/useNoticeStore.ts'
import { useRegionStore } from '../../../client/stores/useRegionStore.ts'
import { useViewStore } from '../../../client/stores/useViewStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const region = (code: string, name: string, level: string, parentCode: string | null, west: number) => ({
  type: 'Feature',
  id: code,
  geometry: null,
  properties: { code, name, nameEn: name, level, parentCode, west, south: 20, east: west + 2, north: 22 },
})

function start() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/collections/regions/items/440000': () => region('440000', '广东省', 'province', '100000', 109),
    '/collections/regions/items/440600': () => region('440600', '佛山市', 'city', '440000', 112),
    '/collections/regions/items/440605': () => region('440605', '南海区', 'county', '440600', 112.8),
  })
  const stores = withStores(() => ({
    regions: useRegionStore(),
    filter: useFilterStore(),
    view: useViewStore(),
    notices: useNoticeStore(),
  }))
  return { api, ...stores }
}

afterEach(() => vi.unstubAllGlobals())

describe('useRegionStore()', () => {
  it('drills down, tells the path from the province, and takes the map along', async () => {
    const { regions, filter, view } = start()
    await regions.enter('440600')
    await settle()
    expect(filter.filter.region).toBe('440600')
    expect(regions.path.map(({ name }) => name)).toEqual(['广东省', '佛山市'])
    expect(view.target?.bbox).toEqual([112, 20, 114, 22])
    expect(regions.parent).toBe('440600')
  })

  it('compares the sisters of a county, which has no children', async () => {
    const { regions } = start()
    await regions.enter('440605')
    await settle()
    expect(regions.parent).toBe('440600')
  })

  it('goes up to the nation by taking the region out of the filter', async () => {
    const { regions, filter, view } = start()
    await regions.enter('440000')
    await regions.enter('100000')
    await settle()
    expect(filter.filter.region).toBeUndefined()
    expect(regions.path).toEqual([])
    expect(view.target).toMatchObject({ sequence: 2, bbox: nationBbox })
  })

  it('tells of a region that does not exist', async () => {
    const { regions, notices } = start()
    await regions.enter('990000')
    await settle()
    expect(notices.notices.map(({ kind }) => kind)).toContain('error')
    expect(regions.path).toEqual([])
  })
})
