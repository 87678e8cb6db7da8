import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { mergeArcs, quantize } from 'topojson-client'
import type {
  GeometryCollection,
  MultiPolygon as MultiPolygonArcs,
  Polygon as PolygonArcs,
} from 'topojson-specification'
import type { Topology, Transform } from 'topojson-specification'
import { nationCode } from '#model/region.ts'
import type { RegionLevel } from '#model/region.ts'
import { levelOf, parentCodeOf } from '../regionHierarchy.ts'
import type { RunMapshaper } from './mapshaper.ts'
import { splitTouchingRings } from './splitTouchingRings.ts'

type Code = { code: string; group?: string }

const regionLevels: readonly RegionLevel[] = ['nation', 'province', 'city', 'county']

type Coverage = FeatureCollection<Polygon | MultiPolygon, Code>
type Arcs = PolygonArcs<Code> | MultiPolygonArcs<Code>
type LeafTopology = Topology<{ leaves: GeometryCollection<Code> }>
export type RegionTopology = Topology<Record<string, GeometryCollection>>

export interface LeafShape {
  readonly code: string
  readonly polygons: Position[][][]
}

/** Stored coordinates are rounded to this many degrees, 11 m; the survey itself is on a grid of 1/1024 degree. */
const coordinateStep = 0.0001

/** The reefs of 三沙, Taiwan with 钓鱼岛, Hong Kong and Macao: a map of the whole country shows them at every scale. */
const keptInDetail = '/^(4603|71|81|82)/.test(code)'

/** 蓟州区 has no polygon in the source. Its area is the hole that its neighbours leave in this box. */
const undrawnCounty = { code: '120119', west: 117.1, south: 39.7, east: 117.85, north: 40.3 }

/** Joins the townships of Taiwan into one outline; rocks below 2 hectares are left out. */
export async function outlineOf(townships: readonly Position[][][], run: RunMapshaper): Promise<Position[][][]> {
  const commands = `-clean gap-width=500m -dissolve -explode -filter "this.area > 20000"
    -simplify dp interval=60m keep-shapes`
  const parts = townships.map((polygon) => ({ code: '710000', polygons: [polygon] }))
  const outline = (await run(
    commands,
    'outline.json',
    'geojson geojson-type=FeatureCollection',
    collect(parts),
  )) as FeatureCollection<Polygon>
  return outline.features.map((part) => part.geometry.coordinates)
}

/**
 * Turns overlapping, cracked shapes into one coverage without gaps, dissolved by code: ground that two shapes claim
 * goes to the earlier one, and a hole between shapes to the neighbour with the longest border on it.
 */
export async function cleanCoverage(shapes: readonly LeafShape[], run: RunMapshaper): Promise<Coverage> {
  const { code, west, south, east, north } = undrawnCounty
  const box = [[west, south], [west, north], [east, north], [east, south], [west, south]] // prettier-ignore
  const all = [...shapes, { code, polygons: [[box]] }]
  const commands = '-clean gap-width=0m overlap-rule=min-id -dissolve code'
  const cracked = (await run(commands, 'cracked.json', 'geojson', collect(all))) as Coverage
  const undrawn = cracked.features.find((feature) => feature.properties.code === code)
  if (undrawn === undefined) throw new Error(`no hole for ${code}`)
  undrawn.geometry = largestPart(undrawn.geometry)
  const fill = '-clean gap-width=10km overlap-rule=min-id'
  return (await run(fill, 'coverage.json', 'geojson', cracked)) as Coverage
}

function collect(shapes: readonly LeafShape[]): Coverage {
  const features = shapes.map(({ code, polygons }): Feature<MultiPolygon, Code> => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }))
  return { type: 'FeatureCollection', features }
}

function largestPart(geometry: Polygon | MultiPolygon): Polygon {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const [largest = []] = parts.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))
  return { type: 'Polygon', coordinates: largest }
}

/**
 * Simplifies the coverage (Douglas-Peucker, no border point moves further than `toleranceMeters`), neighbours alike,
 * and builds every region down to the `finest` level from its arcs, so that the levels nest exactly. Counties that
 * hang under a province directly stand beside the cities.
 */
export async function simplifiedTopology(
  coverage: Coverage,
  finest: Exclude<RegionLevel, 'nation'>,
  toleranceMeters: number,
  run: RunMapshaper,
): Promise<RegionTopology> {
  const interval = `${keptInDetail} ? ${Math.min(30, toleranceMeters)} : ${toleranceMeters}`
  const commands = `-each 'code = ${keptInDetail} ? code : group' -dissolve code
    -simplify dp variable interval='${interval}' keep-shapes
    -snap precision=${coordinateStep} fix-geometry -clean gap-width=1km overlap-rule=min-id -rename-layers leaves`
  for (const { properties } of coverage.features) properties.group = groupOf(properties.code, finest)
  const leaves = await run(commands, 'leaves.json', 'topojson no-quantization', coverage)
  return withLevels(leaves as LeafTopology, finest === 'province' ? ['nation', 'province'] : regionLevels)
}

function groupOf(code: string, finest: RegionLevel): string {
  const parent = parentCodeOf(code)
  if (finest === 'county' || parent === null || parent === nationCode) return code
  return finest === 'city' && levelOf(parent) === 'province' ? code : groupOf(parent, finest)
}

function withLevels(topology: LeafTopology, levels: readonly RegionLevel[]): RegionTopology {
  const members = new Map<string, Arcs[]>()
  for (const leaf of topology.objects.leaves.geometries as Arcs[]) {
    for (let code: string | null = leaf.properties?.code ?? null; code !== null; code = parentCodeOf(code)) {
      const siblings = members.get(code)
      if (siblings === undefined) members.set(code, [leaf])
      else siblings.push(leaf)
    }
  }
  const objects: RegionTopology['objects'] = {}
  for (const level of levels) {
    const codes = [...members.keys()].filter((code) => levelOf(code) === level).sort()
    const geometries = codes.map((code) => {
      const merged = mergeArcs(topology, members.get(code) ?? [])
      return { type: merged.type, arcs: splitTouchingRings(topology, merged.arcs), id: code }
    })
    objects[level] = { type: 'GeometryCollection', geometries }
  }
  const transform = { scale: [coordinateStep, coordinateStep], translate: [0, 0] } satisfies Transform
  return quantize({ ...topology, objects }, transform) as RegionTopology
}
