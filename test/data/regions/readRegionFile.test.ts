import type { Feature, FeatureCollection, GeoJsonProperties, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { topology } from 'topojson-server'
import { collectRegions, readRegionFile } from '../../../data/regions/readRegionFile.ts'
import { createRegionLocator } from '../../../data/regions/regionLocator.ts'
import { regionTree } from '../../../data/regions/regionTree.ts'

const box = (west: number, south: number, east: number, north: number): Position[] => {
  return [[west, south], [east, south], [east, north], [west, north], [west, south]] // prettier-ignore
}

const polygon = (properties: GeoJsonProperties, ...rings: Position[][]): Feature => {
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } }
}

const collect = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const read = (...features: Feature[]) => readRegionFile(JSON.stringify(collect(...features)), 'wgs84')

const province = polygon({ code: '440000', name: '广东省', nameEn: 'Guangdong' }, box(110, 20, 117, 25))
const city = polygon({ code: '440600', name: '佛山市' }, box(112.4, 22.6, 113.4, 23.6))
const west = polygon({ code: '440607', name: '三水区' }, box(112.4, 22.6, 113, 23.6))
const east = polygon({ code: '440604', name: '禅城区' }, box(113, 22.6, 113.4, 23.6))

describe('reading a boundary file', () => {
  it('reads regions with their place, size and parents, and adds the nation', () => {
    const { regions, problems } = read(province, city, west, east)
    expect(problems).toEqual([])
    expect(regions.map(({ code, level, parentCode }) => [code, level, parentCode])).toEqual([
      ['100000', 'nation', null],
      ['440000', 'province', '100000'],
      ['440600', 'city', '440000'],
      ['440604', 'county', '440600'],
      ['440607', 'county', '440600'],
    ])
    const chancheng = regions.find(({ code }) => code === '440604')
    expect(chancheng).toMatchObject({
      name: '禅城区',
      west: 113,
      south: 22.6,
      east: 113.4,
      north: 23.6,
      inStatistics: true,
    })
    expect(chancheng?.lng).toBeCloseTo(113.2, 6)
    expect(chancheng?.areaKm2).toBeCloseTo(4560, -2)
  })

  it('understands Chinese property names and levels', () => {
    const { regions, problems } = read(
      province,
      polygon(
        { 行政区划代码: 440600, 名称: '佛山市', 级别: '市级', 上级代码: '440000' },
        box(112.4, 22.6, 113.4, 23.6),
      ),
    )
    expect(problems).toEqual([])
    expect(regions.at(-1)).toMatchObject({ code: '440600', name: '佛山市', level: 'city', parentCode: '440000' })
  })

  it('understands the codes of Tianditu and DataV', () => {
    const { regions, problems } = read(
      polygon({ gb: '156440000', name: '广东省' }, box(110, 20, 117, 25)),
      polygon({ adcode: 440600, name: '佛山市', level: 'city', parent: { adcode: 440000 } }, box(112, 22, 113, 23)),
      polygon({ code: '440604000000', name: '禅城区' }, box(112, 22, 112.5, 22.5)),
    )
    expect(problems).toEqual([])
    expect(regions.map(({ code }) => code)).toEqual(['100000', '440000', '440600', '440604'])
  })

  it('reads TopoJSON', () => {
    const shared = topology({ counties: collect(west, east), above: collect(province, city) })
    const { regions, problems } = readRegionFile(JSON.stringify(shared), 'wgs84')
    expect(problems).toEqual([])
    expect(regions).toHaveLength(5)
  })

  it('converts from the datum that is declared', () => {
    const shifted = polygon({ code: '440000', name: '广东省' }, [
      [113.128182, 23.026119],
      [116.403724, 23.026119],
      [116.403724, 25],
      [113.128182, 23.026119],
    ])
    const { geometries } = readRegionFile(JSON.stringify(collect(shifted)), 'gcj02')
    const border = geometries.get('440000')
    const [lng, lat] = border?.type === 'Polygon' ? (border.coordinates[0]?.[0] ?? []) : []
    expect(lng).toBeCloseTo(113.1227, 5)
    expect(lat).toBeCloseTo(23.02867, 5)
  })

  it('winds rings as RFC 7946 asks, whichever way they come', () => {
    const hole = box(111, 21, 112, 22)
    const { geometries } = read(polygon(province.properties, box(110, 20, 117, 25).toReversed(), hole))
    expect(geometries.get('440000')).toEqual({
      type: 'Polygon',
      coordinates: [box(110, 20, 117, 25), hole.toReversed()],
    })
  })

  it('makes the nation of provinces that share a border one polygon', () => {
    const neighbour = polygon({ code: '450000', name: '广西壮族自治区' }, box(104, 20, 110, 25))
    const { geometries } = read(province, neighbour)
    expect(geometries.get('100000')?.type).toBe('Polygon')
  })

  it('makes a collection that locator and tree work with', () => {
    const collection = collectRegions(read(province, city, west, east))
    const leaves = regionTree(collection.regions).leaves('100000')
    const locator = createRegionLocator(leaves.map(({ code }) => ({ code, geometry: collection.geometry(code) })))
    expect(locator.locate(113.1227, 23.02867)).toEqual({ code: '440604', distanceMeters: 0 })
    expect(() => collection.geometry('999999')).toThrow('999999')
  })
})

const problemsOf = (...features: Feature[]) => {
  return read(...features).problems.map(({ line, severity, field, value }) => [line, severity, field, value])
}

describe('problems of a boundary file', () => {
  it('are missing and malformed codes, with the lengths allowed', () => {
    expect(problemsOf(province, polygon({ name: '佛山市' }, box(112, 22, 113, 23)))).toEqual([
      [2, 'error', 'code', null],
    ])
    const { problems } = read(province, polygon({ code: '4406', name: '佛山市' }, box(112, 22, 113, 23)))
    expect(problems[0]).toMatchObject({ line: 2, field: 'code', value: '4406' })
    expect(problems[0]?.reason).toContain('6 digits')
    expect(problemsOf(polygon({ code: '440604011', name: '祖庙街道' }, box(112, 22, 113, 23)))).toEqual([
      [1, 'error', 'code', '440604011'],
    ])
  })

  it('are codes that occur twice', () => {
    const { problems } = read(province, city, city)
    expect(problems).toEqual([
      { line: 3, severity: 'error', field: 'code', value: '440600', reason: 'is taken: feature 2 has the same code' },
    ])
  })

  it('are missing names and unknown levels', () => {
    expect(problemsOf(polygon({ code: '440000' }, box(110, 20, 117, 25)))).toEqual([[1, 'error', 'name', null]])
    expect(problemsOf(polygon({ ...province.properties, level: 'canton' }, box(110, 20, 117, 25)))).toEqual([
      [1, 'error', 'level', 'canton'],
    ])
  })

  it('are parents that the file does not hold', () => {
    expect(problemsOf(province, east)).toEqual([[2, 'error', 'parentCode', '440600']])
  })

  it('are parents of a lower level', () => {
    const upsideDown = polygon({ code: '440600', name: '佛山市', parentCode: '440604' }, box(112.4, 22.6, 113.4, 23.6))
    const county = polygon({ code: '440604', name: '禅城区', parentCode: '440000' }, box(113, 22.6, 113.4, 23.6))
    expect(problemsOf(province, upsideDown, county)).toEqual([[2, 'error', 'parentCode', '440604']])
  })

  it('are children that lie elsewhere, or stick out', () => {
    const elsewhere = polygon({ code: '440600', name: '佛山市' }, box(80, 40, 81, 41))
    expect(problemsOf(province, elsewhere)).toEqual([[2, 'error', 'parentCode', '440000']])
    const wide = polygon({ code: '440600', name: '佛山市' }, box(112, 22, 117.5, 23))
    expect(problemsOf(province, wide)).toEqual([[2, 'warning', 'parentCode', '440000']])
    const hardly = polygon({ code: '440600', name: '佛山市' }, box(112, 22, 117.009, 23))
    expect(problemsOf(province, hardly)).toEqual([])
  })

  it('are geometries that are no area', () => {
    const point: Feature = { ...city, geometry: { type: 'Point', coordinates: [113, 23] } }
    const flat = polygon(city.properties, [[113, 23], [114, 23], [115, 23], [113, 23]]) // prettier-ignore
    const open = polygon(city.properties, box(112, 22, 113, 23).slice(0, 4))
    const swapped = polygon(city.properties, [[23, 113], [23, 114], [24, 113], [23, 113]]) // prettier-ignore
    for (const wrong of [point, flat, open, swapped, polygon(city.properties, [])]) {
      expect(problemsOf(province, wrong)).toEqual([[2, 'error', 'geometry', '440600']])
    }
    expect(read(province, swapped).problems[0]?.reason).toContain('longitude comes first')
  })

  it('stop at the door when the text is no boundary file', () => {
    expect(() => readRegionFile('{', 'wgs84')).toThrow('not JSON')
    expect(() => readRegionFile('[]', 'wgs84')).toThrow('FeatureCollection')
    expect(() => readRegionFile('{"type":"Point","coordinates":[1,2]}', 'wgs84')).toThrow('FeatureCollection')
  })
})
