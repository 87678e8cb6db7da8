import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Position } from 'geojson'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCountyShapes, readTaiwanTownships } from '../../../../data/regions/build/countyShapes.ts'

const directory = mkdtempSync(join(tmpdir(), 'atlas-county-shapes-'))

function writeShape(file: string, id: string | undefined, name: string, rings: Position[][]): void {
  const path = join(directory, file)
  mkdirSync(dirname(path), { recursive: true })
  const feature = { type: 'Feature', id, properties: { name }, geometry: { type: 'Polygon', coordinates: rings } }
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
}

const grid = (...positions: [number, number][]): Position[] => positions.map(([x, y]) => [x / 1024, y / 1024])

beforeAll(() => {
  const corner: [number, number] = [115843, 23579]
  const ring = grid(corner, corner, [115850, 23579], [115850, 23590], corner)
  writeShape('src/广东/佛山市/禅城区.geojson', '440604', '禅城区', [ring, grid(corner, corner)])
  writeShape('src/河南/沧州市/青县.geojson', undefined, '青县', [ring])
  writeShape('src/广东/佛山市/南海区.geojson', '440605', '南海区', [ring])
  writeShape('src/直辖市/天津/蓟州区.geojson', '120119', '蓟州区', [])
  const townships = 'geojson/shape-with-internal-borders/'
  const triangle = (lng: number, lat: number) => [[lng, lat], [lng + 1, lat], [lng, lat + 1], [lng, lat]] // prettier-ignore
  writeShape(`${townships}tai2_wan1_tai2_bei3.geojson`, undefined, '大安區', [triangle(121.5, 25)])
  writeShape(`${townships}tai2_wan1_gao1_xiong2.geojson`, undefined, '旗津區', [triangle(116.7, 20.7)])
  writeShape(`${townships}tai2_wan1_jin1_men2_xian4.geojson`, undefined, '金城鎮', [triangle(118.3, 24.4)])
  writeShape(`${townships}guang3_dong1_fo2_shan1.geojson`, undefined, '佛山', [triangle(113, 23)])
})

afterAll(() => rmSync(directory, { recursive: true }))

describe('reading the county shapes', () => {
  const read = () => readCountyShapes(directory, new Map([['青县', '130922']]))

  it('puts the better surveyed counties first and leaves the empty one out', () => {
    expect(read().map(({ code, name }) => [code, name])).toEqual([
      ['440604', '禅城区'],
      ['440605', '南海区'],
      ['130922', '青县'],
    ])
  })

  it('brings them from GCJ-02 to WGS-84', () => {
    const [lng = 0, lat = 0] = read()[0]?.polygons[0]?.[0]?.[0] ?? []
    expect(lng).toBeCloseTo(115843 / 1024 - 0.00549, 4)
    expect(lat).toBeCloseTo(23579 / 1024 + 0.00256, 4)
  })

  it('drops repeated positions and rings that collapse', () => {
    const [polygon] = read()[0]?.polygons ?? []
    expect(polygon).toHaveLength(1)
    expect(polygon?.[0]).toHaveLength(4)
  })

  it('gives neighbours the same positions', () => {
    const [chancheng, nanhai] = read()
    expect(nanhai?.polygons[0]?.[0]).toEqual(chancheng?.polygons[0]?.[0])
  })

  it('refuses a county without a code', () => {
    expect(() => readCountyShapes(directory, new Map())).toThrow('no code for 青县')
  })
})

describe('reading the townships of Taiwan', () => {
  it('takes them as they are, without 金门 and 东沙', () => {
    expect(readTaiwanTownships(directory).map((rings) => rings[0]?.[0])).toEqual([[121.5, 25]])
  })
})
