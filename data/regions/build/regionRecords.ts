import { area } from '@turf/area'
import { bbox } from '@turf/bbox'
import type { Feature, FeatureCollection, Point } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection } from 'topojson-specification'
import type { Region } from '#model/region.ts'
import type { RegionTopology } from './boundaries.ts'
import { englishName } from './englishNames.ts'
import { isInStatistics, levelOf, parentCodeOf } from '../regionHierarchy.ts'
import type { RunMapshaper } from './mapshaper.ts'

/** One record per region of the topology, nation first, then by code. Areas are spherical, of the simplified border. */
export async function regionRecords(
  topology: RegionTopology,
  nameOf: (code: string) => string,
  run: RunMapshaper,
): Promise<Region[]> {
  const objects = Object.values(topology.objects)
  const features = objects.flatMap((object) => feature(topology, object as GeometryCollection).features)
  const labelPoints = await innerPoints(features, run)
  const records = features.map((shape) => {
    const code = String(shape.id)
    const name = nameOf(code)
    const [west, south, east, north] = bbox(shape).map(roundDegrees)
    const [lng, lat] = (labelPoints.get(code) ?? []).map(roundDegrees)
    return {
      code,
      name,
      nameEn: englishName(code, name),
      level: levelOf(code),
      parentCode: parentCodeOf(code),
      lng,
      lat,
      west,
      south,
      east,
      north,
      areaKm2: Number((area(shape) / 1e6).toPrecision(5)),
      inStatistics: isInStatistics(code),
    } as Region
  })
  return records.sort((a, b) => Number(a.code) - Number(b.code))
}

/** The point of each shape's largest part that lies furthest from its border. */
async function innerPoints(features: readonly Feature[], run: RunMapshaper): Promise<Map<string, number[]>> {
  const shapes = features.map(({ id, geometry }) => ({ type: 'Feature', properties: { code: id }, geometry }))
  const collection = { type: 'FeatureCollection', features: shapes }
  const points = (await run('-points inner', 'points.json', 'geojson', collection)) as FeatureCollection<Point>
  return new Map(points.features.map((point) => [String(point.properties?.['code']), point.geometry.coordinates]))
}

function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4
}
