import { area } from '@turf/area'
import { bbox } from '@turf/bbox'
import type { Feature, Geometry } from 'geojson'
import { merge } from 'topojson-client'
import { topology } from 'topojson-server'
import type { MultiPolygon, Polygon, Topology } from 'topojson-specification'
import type { Datum } from '#model/codes.ts'
import type { Region } from '#model/region.ts'
import { nationCode } from '#model/region.ts'
import { labelPoint } from './labelPoint.ts'
import type { RegionCollection, RegionGeometry } from './regionCollection.ts'
import type { RegionFields } from './regionFileFields.ts'
import { readRegionFields } from './regionFileFields.ts'
import { rewind } from './regionGeometry.ts'
import { isInStatistics } from './regionHierarchy.ts'
import { nestingProblems } from './regionNesting.ts'
import { readBorder, readFeatures } from './regionShapes.ts'

/** One thing wrong with a boundary file. */
export interface RegionFileProblem {
  /** Number of the feature in the file, from 1. */
  readonly line: number
  readonly severity: 'warning' | 'error'
  readonly field: string | null
  readonly value: string | null
  readonly reason: string
}

export interface RegionFile {
  /** The readable regions, the nation first, then by code. With an error among the problems they are not all. */
  readonly regions: readonly Region[]
  /** Borders by code, WGS-84. */
  readonly geometries: ReadonlyMap<string, RegionGeometry>
  readonly problems: readonly RegionFileProblem[]
}

/**
 * Reads an operator's own boundaries: GeoJSON or TopoJSON, one feature a region with code, name and, unless the code
 * tells them, level and parent (English or Chinese property names). Coordinates are converted from `datum`. A file
 * without the nation gets it as the union of its provinces. Throws when the text is no such file at all.
 */
export function readRegionFile(text: string, datum: Datum): RegionFile {
  const regions = new Map<string, Region>()
  const geometries = new Map<string, RegionGeometry>()
  const lines = new Map<string, number>()
  const problems: RegionFileProblem[] = []
  for (const [index, feature] of readFeatures(text).entries()) {
    const line = index + 1
    const read = readFeature(feature, datum)
    if ('reason' in read) problems.push({ line, severity: 'error', ...read })
    else if (regions.has(read.region.code)) problems.push(duplicate(line, read.region.code, lines))
    else {
      regions.set(read.region.code, read.region)
      geometries.set(read.region.code, read.geometry)
      lines.set(read.region.code, line)
    }
  }
  addNation(regions, geometries)
  const sorted = [...regions.values()].sort((a, b) => Number(a.code) - Number(b.code))
  for (const { code, ...problem } of nestingProblems(sorted)) problems.push({ line: lines.get(code) ?? 0, ...problem })
  return { regions: sorted, geometries, problems: problems.sort((a, b) => a.line - b.line) }
}

/** The file's regions in the shape the rest of the atlas works with; `light` and `full` borders are the same. */
export function collectRegions({ regions, geometries }: Pick<RegionFile, 'regions' | 'geometries'>): RegionCollection {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  return {
    regions,
    region: (code) => byCode.get(code),
    geometry: (code) => {
      const geometry = geometries.get(code)
      if (geometry === undefined) throw new Error(`no region has the code ${code}`)
      return geometry
    },
  }
}

type FeatureProblem = Pick<RegionFileProblem, 'field' | 'value' | 'reason'>

function readFeature(
  feature: Feature<Geometry | null>,
  datum: Datum,
): { region: Region; geometry: RegionGeometry } | FeatureProblem {
  const fields = readRegionFields(feature.properties)
  if ('reason' in fields) return fields
  const geometry = readBorder(feature.geometry, datum)
  if (typeof geometry === 'string') return { field: 'geometry', value: fields.code, reason: geometry }
  const region = describe(fields, geometry)
  return region ? { region, geometry } : { field: 'geometry', value: fields.code, reason: 'has no area' }
}

function describe(fields: RegionFields, geometry: RegionGeometry): Region | null {
  const point = labelPoint(geometry)
  if (point === null) return null
  const [west, south, east, north] = bbox(geometry)
  return {
    ...fields,
    lng: point[0],
    lat: point[1],
    west,
    south,
    east,
    north,
    areaKm2: area(geometry) / 1e6,
    inStatistics: isInStatistics(fields.code),
  }
}

function duplicate(line: number, code: string, lines: ReadonlyMap<string, number>): RegionFileProblem {
  const reason = `is taken: feature ${lines.get(code)} has the same code`
  return { line, severity: 'error', field: 'code', value: code, reason }
}

/** Adds the union of the provinces as the nation, when they are there and it is not. */
function addNation(regions: Map<string, Region>, geometries: Map<string, RegionGeometry>): void {
  const provinces = [...regions.values()].filter((region) => region.level === 'province')
  if (regions.has(nationCode) || provinces.length === 0) return
  const borders = Object.fromEntries(provinces.map(({ code }) => [code, geometries.get(code)]))
  const shared = topology(borders as Record<string, RegionGeometry>) as Topology
  const union = rewind(merge(shared, Object.values(shared.objects) as (Polygon | MultiPolygon)[]))
  const names = { name: '中华人民共和国', nameEn: 'China' }
  const nation = describe({ code: nationCode, ...names, level: 'nation', parentCode: null }, union)
  if (nation === null) return
  regions.set(nationCode, nation)
  geometries.set(nationCode, union)
}
