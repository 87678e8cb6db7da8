import { length } from '@turf/length'
import { pointOnFeature } from '@turf/point-on-feature'
import type { Geometry, LineString, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson'
import type { Bbox } from '#model/bbox.ts'
import type { Datum } from '#model/codes.ts'
import { positionProblem } from './coordinates.ts'
import { toWgs84 } from './datum.ts'
import { Refusal } from '../values/refusal.ts'
import { ringCrossing } from '../../../server/analysis/ringCrossing.ts'

export type Line = LineString | MultiLineString
export type Area = Polygon | MultiPolygon

/** Vertices that one record may have; more slows every map that shows it. */
export const maxVertices = 100_000

/** Every part of a line, every ring of a polygon. */
export function partsOf(geometry: Line | Area): readonly Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates]
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : geometry.coordinates
}

function mapParts(geometry: Line | Area, change: (part: Position[]) => Position[]): Line | Area {
  switch (geometry.type) {
    case 'LineString':
      return { type: 'LineString', coordinates: change(geometry.coordinates) }
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(change)) }
    default:
      return { type: geometry.type, coordinates: geometry.coordinates.map(change) }
  }
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])

const isPart = (value: unknown): boolean => Array.isArray(value) && value.every(isPosition)

function isWellFormed({ type, coordinates }: Line | Area): boolean {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false
  if (type === 'LineString') return isPart(coordinates)
  if (type === 'MultiPolygon') {
    return coordinates.every((polygon) => Array.isArray(polygon) && polygon.length > 0 && polygon.every(isPart))
  }
  return coordinates.every(isPart)
}

function positionsProblem(parts: readonly Position[][]): string | null {
  let vertices = 0
  for (const part of parts) {
    vertices += part.length
    for (const [lng = 0, lat = 0] of part) {
      const problem = positionProblem(lng, lat)
      if (problem !== null) return problem
    }
  }
  return vertices > maxVertices ? `has ${vertices} vertices; allowed: at most ${maxVertices}` : null
}

const same = (a: Position | undefined, b: Position | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1]

function ringProblem(rings: readonly Position[][]): string | null {
  for (const ring of rings) {
    if (!same(ring[0], ring[ring.length - 1]))
      return 'has a ring that is not closed: its last position must be its first'
    if (ring.length < 4) return `has a ring of ${ring.length} positions; a ring has at least 4`
  }
  const crossing = ringCrossing(rings)
  return crossing && `crosses itself near ${crossing.map((degree) => degree.toFixed(6)).join(',')}`
}

/** Why a line or a polygon, degrees in any datum, cannot be taken; null when it can. */
export function shapeProblem(geometry: Line | Area): string | null {
  if (!isWellFormed(geometry)) return `has coordinates that are no ${geometry.type}`
  const parts = partsOf(geometry)
  const problem = positionsProblem(parts)
  if (problem !== null) return problem
  if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') return ringProblem(parts)
  return parts.some((part) => part.length < 2) ? 'has a line of fewer than 2 positions' : null
}

/** The shape in WGS-84, two numbers a position. */
export function shapeToWgs84(geometry: Line | Area, datum: Datum): Line | Area {
  return mapParts(geometry, (part) => part.map(([lng = 0, lat = 0]) => toWgs84(datum, lng, lat)))
}

/** [west, south, east, north] of a shape. */
export function shapeBbox(geometry: Line | Area): Bbox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const part of partsOf(geometry)) {
    for (const [lng = 0, lat = 0] of part) {
      west = Math.min(west, lng)
      south = Math.min(south, lat)
      east = Math.max(east, lng)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}

function stepLengths(part: readonly Position[]): number[] {
  return part
    .slice(1)
    .map(([lng = 0, lat = 0], index) => Math.hypot(lng - (part[index]?.[0] ?? 0), lat - (part[index]?.[1] ?? 0)))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, next) => total + next, 0)

/** Halfway along the longest part of a line, measured in degrees: good enough for a label. */
function halfway(parts: readonly Position[][]): Position {
  const measured = parts.map((part) => ({ part, steps: stepLengths(part) }))
  const { part, steps } = measured.reduce((best, next) => (sum(next.steps) > sum(best.steps) ? next : best))
  let left = sum(steps) / 2
  for (const [index, step] of steps.entries()) {
    const [from = [], to = []] = [part[index], part[index + 1]]
    if (step > 0 && left <= step) {
      const share = left / step
      return [0, 1].map((axis) => (from[axis] ?? 0) + ((to[axis] ?? 0) - (from[axis] ?? 0)) * share)
    }
    left -= step
  }
  return part[0] ?? []
}

/** A point on the line, or inside the polygon: [lng, lat]. */
export function pointOn(geometry: Line | Area): readonly [lng: number, lat: number] {
  const isLine = geometry.type === 'LineString' || geometry.type === 'MultiLineString'
  const [lng = 0, lat = 0] = isLine ? halfway(partsOf(geometry)) : pointOnFeature(geometry).geometry.coordinates
  return [lng, lat]
}

/** Length of a line in metres on the sphere, to the decimetre. */
export function lengthMeters(geometry: Line): number {
  return Math.round(length({ type: 'Feature', properties: {}, geometry }, { units: 'meters' }) * 10) / 10
}

/** The geometry as one that a collection of that kind takes, or why it is none. */
export function shapeOfKind(geometry: Geometry, kind: 'line' | 'polygon'): Line | Area | Refusal {
  const { type } = geometry
  if (kind === 'line' && (type === 'LineString' || type === 'MultiLineString')) return geometry
  if (kind === 'polygon' && (type === 'Polygon' || type === 'MultiPolygon')) return geometry
  const allowed = kind === 'line' ? 'LineString, MultiLineString' : 'Polygon, MultiPolygon'
  return new Refusal(`is a ${type}; allowed: ${allowed}, Point`)
}
