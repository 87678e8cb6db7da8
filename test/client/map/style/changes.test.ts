import type { LayerSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import { layerChanges } from '../../../../client/map/style/layerChanges.ts'
import { stateChanges } from '../../../../client/map/style/stateChanges.ts'

const layer: LayerSpecification = {
  id: 'a',
  type: 'line',
  source: 's',
  filter: ['==', ['get', 'kind'], 'x'],
  layout: { visibility: 'visible' },
  paint: { 'line-color': '#000000', 'line-width': 2 },
}

describe('layerChanges', () => {
  it('finds nothing between equal specifications', () => {
    expect(layerChanges(layer, structuredClone(layer))).toEqual([])
  })

  it('names what is new, different and gone', () => {
    const next: LayerSpecification = {
      ...layer,
      layout: { visibility: 'none' },
      paint: { 'line-color': '#ffffff', 'line-opacity': 0.5 },
    }
    expect(layerChanges(layer, next)).toEqual([
      { kind: 'layout', name: 'visibility', value: 'none' },
      { kind: 'paint', name: 'line-color', value: '#ffffff' },
      { kind: 'paint', name: 'line-width', value: undefined },
      { kind: 'paint', name: 'line-opacity', value: 0.5 },
    ])
  })

  it('follows filters and zoom ranges', () => {
    const { filter: _, ...unfiltered } = layer
    expect(layerChanges(layer, { ...unfiltered, minzoom: 3 } as LayerSpecification)).toEqual([
      { kind: 'filter', value: undefined },
      { kind: 'zoomRange', min: 3, max: 24 },
    ])
  })
})

describe('stateChanges', () => {
  it('sets what differs and removes what is no longer named', () => {
    const previous = new Map([
      ['110000', { value: 1 }],
      ['120000', { value: 2 }],
      ['130000', { value: 3 }],
    ])
    const next = new Map([
      ['110000', { value: 1 }],
      ['120000', { value: 5 }],
      ['140000', { value: null }],
    ])
    expect(stateChanges(previous, next)).toEqual({
      set: [
        ['120000', { value: 5 }],
        ['140000', { value: null }],
      ],
      remove: ['130000'],
    })
  })
})
