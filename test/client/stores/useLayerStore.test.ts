import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { themes } from '#model/theme.ts'
import { useFilterStore } from '../../../client/stores/useFilterStore.ts'
import { useLayerStore } from '../../../client/stores/useLayerStore.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const start = () => withStores(() => ({ layers: useLayerStore(), filter: useFilterStore() }))

beforeEach(() => {
  fakeApi({ '/configuration': () => configurationAnswer() })
})
afterEach(() => vi.unstubAllGlobals())

describe('useLayerStore()', () => {
  it('turns layers on and off in the order of the model', () => {
    const { layers } = start()
    layers.toggle('sites')
    layers.toggle('enterprises')
    layers.toggle('regions')
    expect(layers.on).toEqual(['hazards', 'enterprises', 'sites'])
  })

  it('says which conditions a layer does not obey', () => {
    const { layers, filter } = start()
    filter.patch({ source: ['department'], text: '厂' })
    expect(layers.notApplied.hazards).toEqual([])
    expect(layers.notApplied.enterprises).toEqual(['source'])
  })

  it('shows a theme in place of the one before, and leaves region and time alone', () => {
    const { layers, filter } = start()
    filter.patch({ region: '440000', sector: ['gas'], text: '旧' })
    const roads = themes.find(({ id }) => id === 'roadSegments')!
    const hospitals = themes.find(({ id }) => id === 'hospitals')!
    layers.applyTheme(hospitals)
    expect(filter.filter).toEqual({ region: '440000', ...hospitals.filter })
    expect(layers.on).toEqual(['regions', 'hazards', 'sites'])
    layers.applyTheme(roads)
    expect(filter.filter).toEqual({ region: '440000' })
    expect(layers.on).toEqual(['regions', 'road-segments', 'accidents'])
  })

  it('finds the chosen basemap among the configured ones', async () => {
    const { layers } = start()
    await settle()
    expect(layers.basemapDefinition).toBeNull()
    layers.basemap = 'tianditu-vec'
    expect(layers.basemapDefinition?.kind).toBe('raster')
    layers.basemap = 'gone'
    expect(layers.basemapDefinition).toBeNull()
  })
})
