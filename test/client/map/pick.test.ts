import type { Geometry } from 'geojson'
import { describe, expect, it } from 'vitest'
import type { Pickable } from '../../../client/map/mapKey.ts'
import { choosePick, type Rendered } from '../../../client/map/pick.ts'

const layers = new Map<string, Pickable>([
  ['hazards-points', { kind: 'record', collection: 'hazards' }],
  ['hazards-stack', { kind: 'record', collection: 'hazards' }],
  ['enterprises-points', { kind: 'record', collection: 'enterprises' }],
  ['road-segments-line', { kind: 'record', collection: 'road-segments' }],
  ['sites-fill', { kind: 'record', collection: 'sites' }],
  ['hazards-cells-fill', { kind: 'cell', collection: 'hazards' }],
  ['hotspots-fill', { kind: 'hotSpot' }],
  ['regions-fill', { kind: 'region' }],
])
const place = { lng: 113.1, lat: 23 }
const point: Geometry = { type: 'Point', coordinates: [113.12, 23.02] }
const polygon: Geometry = { type: 'Polygon', coordinates: [] }

const rendered = (layer: string, properties: Record<string, unknown>, geometry: Geometry = polygon): Rendered => ({
  layer: { id: layer },
  properties,
  geometry,
})
const region = rendered('regions-fill', {
  code: '440000',
  name: '广东省',
  nameEn: 'Guangdong',
  level: 'province',
  inStatistics: true,
})

describe('choosePick', () => {
  it('takes a point at its own place, not at the pointer', () => {
    const pick = choosePick([rendered('hazards-points', { id: 'H1' }, point), region], layers, place)
    expect(pick).toMatchObject({ kind: 'record', hit: { collection: 'hazards', id: 'H1', lng: 113.12, lat: 23.02 } })
  })

  it('takes a cell of an analysis with the region beneath it, after records', () => {
    const cell = rendered('hotspots-fill', { cell: '8641104d7ffffff', class: 3 })
    expect(choosePick([cell, region], layers, place)).toMatchObject({
      kind: 'hotSpot',
      properties: { class: 3 },
      region: { code: '440000' },
    })
    const record = rendered('hazards-points', { id: 'H1' }, point)
    expect(choosePick([cell, record], layers, place).kind).toBe('record')
  })

  it('counts a record once, however many layers and tiles draw it', () => {
    const twice = [rendered('hazards-stack', { id: 'H1' }, point), rendered('hazards-points', { id: 'H1' }, point)]
    expect(choosePick(twice, layers, place)).toMatchObject({ kind: 'record', hit: { id: 'H1' } })
  })

  it('offers a list when several records lie here, across collections', () => {
    const pick = choosePick(
      [rendered('hazards-points', { id: '1' }, point), rendered('enterprises-points', { id: '1' }, point)],
      layers,
      place,
    )
    expect(pick).toMatchObject({ kind: 'stack', hits: [{ collection: 'hazards' }, { collection: 'enterprises' }] })
  })

  it('prefers points to roads and roads to grounds', () => {
    const road = rendered('road-segments-line', { id: 'R' }, { type: 'LineString', coordinates: [] })
    const ground = rendered('sites-fill', { id: 'S' })
    const firm = rendered('enterprises-points', { id: 'E' }, point)
    expect(choosePick([ground, road, firm], layers, place)).toMatchObject({ hit: { id: 'E' } })
    expect(choosePick([ground, road], layers, place)).toMatchObject({ hit: { id: 'R', ...place } })
  })

  it('takes the topmost of nested grounds instead of a list', () => {
    const nested = [rendered('sites-fill', { id: 'building' }), rendered('sites-fill', { id: 'park' })]
    expect(choosePick(nested, layers, place)).toMatchObject({ kind: 'record', hit: { id: 'building' } })
  })

  it('gives a hexagon with the region beneath it', () => {
    const cell = rendered('hazards-cells-fill', { cell: '8241a7fffffffff', count: 12 })
    expect(choosePick([cell, region], layers, place)).toMatchObject({
      kind: 'cell',
      hit: { cell: '8241a7fffffffff', properties: { count: 12 } },
      region: { code: '440000' },
    })
    expect(choosePick([cell], layers, place)).toMatchObject({ kind: 'cell', region: null })
  })

  it('gives the region alone, and knows the one outside the statistics', () => {
    expect(choosePick([region], layers, place)).toMatchObject({ kind: 'region', hit: { inStatistics: true } })
    const taiwan = rendered('regions-fill', { code: '710000', inStatistics: false })
    expect(choosePick([taiwan], layers, place)).toMatchObject({ hit: { code: '710000', inStatistics: false } })
  })

  it('is nothing over the sea, and over layers that nobody registered', () => {
    expect(choosePick([], layers, place)).toEqual({ kind: 'nothing' })
    expect(choosePick([rendered('label-city', { code: '1' })], layers, place)).toEqual({ kind: 'nothing' })
  })
})
