import { readFileSync, statSync } from 'node:fs'
import { area } from '@turf/area'
import { bbox } from '@turf/bbox'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import type { RegionLevel } from '#model/region.ts'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'
import type { BoundaryTopology } from '../../../data/regions/regionGeometry.ts'
import { regionTree } from '../../../data/regions/regionTree.ts'

const collection = loadBuiltInRegions()
const tree = regionTree(collection.regions)
const codesOf = (regions: readonly { code: string }[]) => regions.map((region) => region.code)

const countOf = (level: RegionLevel) => collection.regions.filter((region) => region.level === level).length
const name = (code: string) => collection.region(code)?.name
const nameEn = (code: string) => collection.region(code)?.nameEn

const directory = new URL('../../../data/regions/', import.meta.url)
const readBoundaries = (file: string) =>
  JSON.parse(readFileSync(new URL(`boundaries/${file}.topo.json`, directory), 'utf8')) as BoundaryTopology

function ringsOf(code: string): { ring: Position[]; outer: boolean }[] {
  const geometry = collection.geometry(code)
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.flatMap((rings) => rings.map((ring, index) => ({ ring, outer: index === 0 })))
}

function isCounterClockwise(ring: readonly Position[]): boolean {
  const twice = ring.slice(1).reduce((sum, [lng = 0, lat = 0], index) => {
    const [beforeLng = 0, beforeLat = 0] = ring[index] ?? []
    return sum + beforeLng * lat - lng * beforeLat
  }, 0)
  return twice > 0
}

describe('the built-in regions', () => {
  it('are one nation, 34 provincial units, 333 cities and 2866 counties', () => {
    expect([countOf('nation'), countOf('province'), countOf('city'), countOf('county')]).toEqual([1, 34, 333, 2866])
    expect(tree.leaves('100000')).toHaveLength(2872)
  })

  it('leave Taiwan, Hong Kong and Macao out of statistics and nothing else', () => {
    const outside = collection.regions.filter((region) => !region.inStatistics)
    expect(new Set(outside.map((region) => region.code.slice(0, 2)))).toEqual(new Set(['71', '81', '82']))
    expect(tree.isLeaf('710000')).toBe(true)
    expect(tree.children('810000')).toHaveLength(18)
    expect(tree.children('820000')).toHaveLength(8)
  })

  it('hang the counties of municipalities and of 4190, 4290, 4690 and 6590 under the province', () => {
    expect(codesOf(tree.path('110101'))).toEqual(['100000', '110000', '110101'])
    expect(codesOf(tree.path('500230'))).toEqual(['100000', '500000', '500230'])
    for (const code of ['419001', '429004', '429021', '469001', '469030', '659001', '659010']) {
      const region = collection.region(code)
      if (region !== undefined) expect([region.level, region.parentCode]).toEqual(['county', `${code.slice(0, 2)}0000`])
    }
    expect(collection.region('429004')?.name).toBe('仙桃市')
    expect(collection.region('419001')?.name).toBe('济源市')
  })

  it('have cities without counties as leaves', () => {
    for (const code of ['441900', '442000', '460300', '460400', '620200']) {
      expect([code, collection.region(code)?.level, tree.isLeaf(code)]).toEqual([code, 'city', true])
    }
  })

  it('carry the codes and names of 2023', () => {
    expect(name('450181')).toBe('横州市')
    expect(name('130284')).toBe('滦州市')
    expect(name('540602')).toBe('色尼区')
    expect(name('232701')).toBe('漠河市')
    expect(name('232761')).toBe('加格达奇区')
    expect(name('370116')).toBe('莱芜区')
    expect(name('500155')).toBe('梁平区')
    expect(name('230724')).toBe('丰林县')
    for (const gone of ['450127', '130223', '371202', '542421', '230707']) expect(name(gone)).toBeUndefined()
  })

  it('draw 蓟州区, which the source leaves empty, with its true size', () => {
    expect(collection.region('120119')?.areaKm2).toBeGreaterThan(1570)
    expect(collection.region('120119')?.areaKm2).toBeLessThan(1610)
  })

  it('are as large as the yearbook says, to two percent', () => {
    const published = { 440000: 179_725, 510000: 486_052, 370000: 157_900, 610000: 205_624, 520000: 176_167 }
    for (const [code, squareKilometers] of Object.entries(published)) {
      expect(Math.abs((collection.region(code)?.areaKm2 ?? 0) / squareKilometers - 1)).toBeLessThan(0.02)
    }
  })

  it('hold the islands of the South China Sea and 钓鱼岛 in every detail', () => {
    for (const detail of ['full', 'light'] as const) {
      expect(booleanPointInPolygon([112.34, 16.835], collection.geometry('460000', detail))).toBe(true)
      expect(booleanPointInPolygon([123.475, 25.745], collection.geometry('710000', detail))).toBe(true)
      const [, south] = bbox(collection.geometry('100000', detail))
      expect(south).toBeLessThan(4)
    }
  })

  it('have a label point inside and a box that fits', () => {
    for (const region of collection.regions) {
      const geometry = collection.geometry(region.code)
      const [west, south, east, north] = bbox(geometry)
      expect(booleanPointInPolygon([region.lng, region.lat], geometry), region.code).toBe(true)
      const off = [west - region.west, south - region.south, east - region.east, north - region.north]
      expect(Math.max(...off.map(Math.abs)), region.code).toBeLessThan(1e-4)
    }
  })

  it('have English names throughout', () => {
    expect(nameEn('440604')).toBe('Chancheng District')
    expect(nameEn('440600')).toBe('Foshan')
    expect(nameEn('440705')).toBe('Xinhui District')
    expect(nameEn('611022')).toBe('Danfeng County')
    expect(nameEn('610000')).toBe('Shaanxi')
    for (const region of collection.regions) expect(region.nameEn, region.code).toMatch(/^[A-Z][\p{L} ',-]*$/u)
  })
})

describe('the built-in borders', () => {
  it('nest exactly: children fill their parent to one part in a billion', () => {
    const areas = new Map(collection.regions.map(({ code }) => [code, area(collection.geometry(code))]))
    for (const region of collection.regions) {
      const children = tree.children(region.code)
      if (children.length === 0) continue
      const sum = children.reduce((total, child) => total + (areas.get(child.code) ?? NaN), 0)
      expect(Math.abs(sum / (areas.get(region.code) ?? NaN) - 1), region.code).toBeLessThan(1e-9)
    }
  })

  it('are shared: every arc belongs to at most two leaves, and those inside a province to two', () => {
    const counties = readBoundaries('counties')
    const uses = new Map<number, number>()
    const leaves = new Set(codesOf(tree.leaves('100000')))
    for (const geometry of Object.values(counties.objects).flatMap((object) => object.geometries)) {
      if (!leaves.has(String(geometry.id)) || !('arcs' in geometry)) continue
      for (const arc of (geometry.arcs as number[][][]).flat(2)) {
        const shared = arc < 0 ? ~arc : arc
        uses.set(shared, (uses.get(shared) ?? 0) + 1)
      }
    }
    expect(Math.max(...uses.values())).toBe(2)
    expect(uses.size).toBe(counties.arcs.length)
    expect([...uses.values()].filter((count) => count === 2).length).toBeGreaterThan(7000)
  })

  it('are closed, wound as RFC 7946 asks and never touch themselves', () => {
    for (const { code } of collection.regions) {
      for (const { ring, outer } of ringsOf(code)) {
        expect(ring.length, code).toBeGreaterThanOrEqual(4)
        expect(ring[0]).toEqual(ring.at(-1))
        expect(isCounterClockwise(ring), code).toBe(outer)
        expect(new Set(ring.map(String)).size, code).toBe(ring.length - 1)
      }
    }
  })

  it('weigh less than six megabytes', () => {
    const files = ['regions.csv', ...['provinces', 'cities', 'counties'].map((file) => `boundaries/${file}.topo.json`)]
    const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, directory)).size, 0)
    expect(bytes).toBeLessThan(6e6)
  })

  it('are lighter where a whole parent is shown', () => {
    const vertices = (detail: 'full' | 'light') => JSON.stringify(collection.geometry('440000', detail)).length
    expect(vertices('light')).toBeLessThan(vertices('full') / 4)
    expect(collection.geometry('440604', 'light')).toEqual(collection.geometry('440604', 'full'))
  })

  it('refuse an unknown code', () => {
    expect(() => collection.geometry('999999')).toThrow('999999')
  })
})
