import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Region, RegionLevel } from '#model/region.ts'
import type { RegionCollection } from './regionCollection.ts'
import type { BoundaryTopology } from './regionGeometry.ts'
import { decodeGeometry, indexByCode } from './regionGeometry.ts'

type Row = Record<keyof Region, string>

/** The file with the border that suits a map of the region's parent. */
const lightFiles: Readonly<Record<RegionLevel, BoundaryFile>> = {
  nation: 'provinces',
  province: 'provinces',
  city: 'cities',
  county: 'counties',
}

type BoundaryFile = 'provinces' | 'cities' | 'counties'

/** The regions of China that come with the atlas. Borders are read when first asked for, one file at a time. */
export function loadBuiltInRegions(): RegionCollection {
  const regions = readRegions()
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const decoders = new Map<BoundaryFile, Decoder>()
  const decoder = (file: BoundaryFile) => {
    const known = decoders.get(file) ?? openBoundaries(file)
    decoders.set(file, known)
    return known
  }
  return {
    regions,
    region: (code) => byCode.get(code),
    geometry: (code, detail = 'full') => {
      const region = byCode.get(code)
      if (region === undefined) throw new Error(`no region has the code ${code}`)
      return decoder(detail === 'light' ? lightFiles[region.level] : 'counties')(code)
    },
  }
}

type Decoder = RegionCollection['geometry']

function openBoundaries(file: BoundaryFile): Decoder {
  const path = join(import.meta.dirname, 'boundaries', `${file}.topo.json`)
  const topology = JSON.parse(readFileSync(path, 'utf8')) as BoundaryTopology
  const geometries = indexByCode(topology)
  return (code) => {
    const geometry = geometries.get(code)
    if (geometry === undefined) throw new Error(`${path} has no border of ${code}`)
    return decodeGeometry(topology, geometry)
  }
}

function readRegions(): Region[] {
  const rows = parse(readFileSync(join(import.meta.dirname, 'regions.csv')), { columns: true }) as Row[]
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    nameEn: row.nameEn,
    level: row.level as RegionLevel,
    parentCode: row.parentCode === '' ? null : row.parentCode,
    lng: Number(row.lng),
    lat: Number(row.lat),
    west: Number(row.west),
    south: Number(row.south),
    east: Number(row.east),
    north: Number(row.north),
    areaKm2: Number(row.areaKm2),
    inStatistics: row.inStatistics === 'true',
  }))
}
