import { describe, expect, it } from 'vitest'
import { anchorId, anchors, carryOverlays, overlayMetadata } from '../../../../client/map/style/anchors.ts'
import { basemapStyle, labelText } from '../../../../client/map/style/basemapStyle.ts'
import { dressForeign, buildGround } from '../../../../client/map/style/ground.ts'
import { styleProblems } from '../../../helpers/styleProblems.ts'

const options = {
  theme: 'light',
  locale: 'zh-CN',
  regionTiles: 'https://atlas.example/api/collections/regions/tiles/WebMercatorQuad/{z}/{y}/{x}',
} as const
const ids = (layers: readonly { id: string }[]) => layers.map(({ id }) => id)
const overlay = (id: string) => ({ id, type: 'circle', source: 'hazards', metadata: overlayMetadata }) as const

describe('basemapStyle', () => {
  it.each(['light', 'dark'] as const)('is a valid style in %s', (theme) => {
    expect(styleProblems(basemapStyle({ ...options, theme }))).toEqual([])
  })

  it('needs no glyph server, no sprite and no host but the tiles of the regions', () => {
    const style = basemapStyle(options)
    expect(style.glyphs).toBeUndefined()
    expect(style.sprite).toBeUndefined()
    const urls = JSON.stringify(style).match(/https?:\/\/[^/"]+/g)
    expect(new Set(urls)).toEqual(new Set(['https://atlas.example']))
  })

  it('has every anchor once, in order', () => {
    const found = ids(basemapStyle(options).layers).filter((id) => id.startsWith('anchor-'))
    expect(found).toEqual(anchors.map(anchorId))
  })

  it('draws a raster in place of land and labels, and keeps the borders', () => {
    const style = basemapStyle({ ...options, raster: { tiles: '/tiles/{z}/{x}/{y}.png' } })
    expect(ids(style.layers)).toEqual(expect.arrayContaining(['raster', 'border-province']))
    expect(ids(style.layers)).not.toContain('land')
    expect(ids(style.layers)).not.toContain('label-city')
  })
})

describe('labelText', () => {
  it('uses short Chinese names for provinces and English ones on an English page', () => {
    expect(JSON.stringify(labelText('zh-CN'))).toContain('"44","广东"')
    expect(labelText('en')).toEqual(['coalesce', ['get', 'nameEn'], ['get', 'name']])
  })
})

describe('carryOverlays', () => {
  const base = basemapStyle(options)
  const before = (id: string, added: ReturnType<typeof overlay>) => {
    const index = base.layers.findIndex((layer) => layer.id === id)
    return base.layers.toSpliced(index, 0, added)
  }
  const previous = {
    ...base,
    sources: { ...base.sources, hazards: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: before('anchor-points', overlay('hazards-points')),
  } as const

  it('keeps an overlay beneath its anchor and its source in the next basemap', () => {
    const next = carryOverlays(previous as never, basemapStyle({ ...options, theme: 'dark' }))
    const order = ids(next.layers)
    expect(order.indexOf('hazards-points')).toBe(order.indexOf('anchor-points') - 1)
    expect(next.sources).toHaveProperty('hazards')
    expect(next.layers.find(({ id }) => id === 'sea')).toMatchObject({ paint: { 'background-color': '#070d16' } })
  })

  it('drops what belonged to the old basemap alone', () => {
    const raster = basemapStyle({ ...options, raster: { tiles: '/{z}/{x}/{y}.png' } })
    const next = carryOverlays(raster, base)
    expect(ids(next.layers)).toEqual(ids(base.layers))
    expect(next.sources).not.toHaveProperty('raster')
  })

  it('is the basemap itself at the start', () => {
    expect(carryOverlays(undefined, base)).toBe(base)
  })

  it('carries what the drawing tool adds', () => {
    const drawn = { ...base, layers: [...base.layers, { id: 'td-polygon', type: 'line', source: 'td' }] }
    expect(ids(carryOverlays(drawn as never, base).layers)).toContain('td-polygon')
  })
})

describe('buildGround', () => {
  it('is our own style without a configured basemap', () => {
    const { style, dress } = buildGround(options, null)
    expect(style).toEqual(basemapStyle(options))
    expect(dress(basemapStyle(options))).toEqual(basemapStyle(options))
  })

  it('reads one PMTiles archive and leaves its borders out', () => {
    const { style } = buildGround(options, { id: 'a', zh: '', en: '', kind: 'pmtiles', url: 'https://x/y.pmtiles' })
    expect(style).toMatchObject({ sources: { archive: { url: 'pmtiles://https://x/y.pmtiles' } } })
    expect(styleProblems(style as never)).toEqual([])
    expect(JSON.stringify(style)).not.toContain('"boundaries"')
  })

  it('lays a foreign style beneath our borders and anchors', () => {
    const foreign = {
      version: 8,
      sources: { world: { type: 'vector', url: 'https://x/world.json' } },
      layers: [
        { id: 'ocean', type: 'background' },
        { id: 'land', type: 'fill', source: 'world', 'source-layer': 'land' },
      ],
    } as const
    const { style, dress } = buildGround(options, { id: 'b', zh: '', en: '', kind: 'style', url: 'https://x/s.json' })
    expect(style).toBe('https://x/s.json')
    const dressed = dress(foreign as never)
    expect(ids(dressed.layers)[0]).toBe('ocean')
    expect(ids(dressed.layers)).toEqual(expect.arrayContaining(['border-province', 'anchor-points']))
    expect(dressForeign(options, foreign as never).sources).toHaveProperty('regions')
    expect(ids(dressed.layers)).not.toContain('land')
  })
})
