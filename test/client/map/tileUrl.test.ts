import { describe, expect, it } from 'vitest'
import { recordTileUrl, regionTileUrl } from '../../../client/map/tileUrl.ts'

describe('recordTileUrl', () => {
  it('keeps the placeholders, row before column, and carries filter and data version', () => {
    expect(recordTileUrl('hazards', { region: '440600', level: ['major'] }, '7')).toBe(
      '/api/collections/hazards/tiles/WebMercatorQuad/{z}/{y}/{x}?region=440600&level=major&v=7',
    )
  })

  it('leaves out what the collection cannot answer, so that the server does not refuse', () => {
    const filter = { region: '440600', level: ['major'], risk: ['low'] }
    expect(recordTileUrl('enterprises', filter, '7')).toContain('?region=440600&risk=low&v=7')
    expect(recordTileUrl('sites', filter, '7')).toContain('?region=440600&v=7')
  })
})

describe('regionTileUrl', () => {
  it('asks for all levels, or for the children of one region', () => {
    expect(regionTileUrl('3')).toBe('/api/collections/regions/tiles/WebMercatorQuad/{z}/{y}/{x}?v=3')
    expect(regionTileUrl('3', '440000')).toContain('?parent=440000&v=3')
  })
})
