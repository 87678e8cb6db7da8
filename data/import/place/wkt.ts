import type { Geometry, Position } from 'geojson'
import { Refusal } from '../values/refusal.ts'

const typeNames: Readonly<Record<string, Exclude<Geometry['type'], 'GeometryCollection'>>> = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
}
const bracketsOf: Readonly<Record<string, number>> = {
  Point: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}
const refusal = new Refusal('is no geometry; allowed: WKT such as LINESTRING(113.1 23.0, 113.2 23.1), or GeoJSON')

/** WKT coordinates as JSON: `(1 2, 3 4)` -> `[[1,2],[3,4]]`. */
function coordinatesOf(body: string): unknown {
  const json = body
    .replace(/[^(),]+/g, (numbers) => (numbers.trim() === '' ? '' : `[${numbers.trim().split(/\s+/).join(',')}]`))
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  return JSON.parse(json)
}

function parseJsonGeometry(text: string): Geometry | Refusal {
  const value: unknown = JSON.parse(text)
  const isGeometry = typeof value === 'object' && value !== null && 'type' in value && 'coordinates' in value
  return isGeometry ? (value as Geometry) : refusal
}

/** A geometry from a cell: WKT (with or without `SRID=4326;`) or GeoJSON; or why it is none. */
export function parseGeometryText(text: string): Geometry | Refusal {
  try {
    if (text.startsWith('{')) return parseJsonGeometry(text)
    const [, name = '', body = ''] = /^(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM?|M)?\s*(\(.*\))$/is.exec(text) ?? []
    const type = typeNames[name.toUpperCase()]
    if (type === undefined) return refusal
    const depth = /^[(\s]+/.exec(body)?.[0].replace(/\s/g, '').length
    if (depth !== bracketsOf[type]) return refusal
    const coordinates = coordinatesOf(body)
    return { type, coordinates: type === 'Point' ? (coordinates as Position[])[0] : coordinates } as Geometry
  } catch {
    return refusal
  }
}
