import * as z from 'zod'
import { type AreaGeometry, areaGeometrySchema, maxAreaVertices } from '#contract/areas.ts'
import { ringCrossing } from '../analysis/ringCrossing.ts'
import { badParameter, ProblemError } from '../errors.ts'

const bodySchema = z.union([
  areaGeometrySchema,
  z.object({ type: z.literal('Feature'), geometry: areaGeometrySchema }).transform(({ geometry }) => geometry),
])
const allowedBody = 'a GeoJSON Polygon or MultiPolygon, or a Feature of one, positions [lng, lat]'

type Ring = readonly (readonly number[])[]

const samePlace = (a: readonly number[] | undefined, b: readonly number[] | undefined) =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Why a ring is no ring of RFC 7946, or null. */
function ringProblem(ring: Ring): { value: string; allowed: string } | null {
  const wrong = ring.find(([lng = NaN, lat = NaN]) => !(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
  if (wrong) {
    const swapped = Math.abs(wrong[0] ?? 0) <= 90 && Math.abs(wrong[1] ?? 0) <= 180
    const hint = swapped ? '; it seems to be [lat, lng]' : ''
    return { value: `[${wrong.join(', ')}]`, allowed: `positions [lng, lat], lng in -180..180, lat in -90..90${hint}` }
  }
  if (ring.length < 4) return { value: `${ring.length} positions`, allowed: 'rings of four or more positions' }
  if (samePlace(ring[0], ring.at(-1))) return null
  return { value: `ends at [${ring.at(-1)?.join(', ')}]`, allowed: 'rings whose last position repeats the first' }
}

/**
 * The polygon of a request's body. Throws 400 that says what is wrong and where (no polygon, a position out of range,
 * a ring not closed or crossing itself), 413 when it has too many vertices.
 */
export function parseArea(body: unknown): AreaGeometry {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) throw badParameter('body', JSON.stringify(body)?.slice(0, 100) ?? '', allowedBody)
  const geometry = parsed.data
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const vertices = polygons.flat().reduce((sum, ring) => sum + ring.length, 0)
  if (vertices > maxAreaVertices) {
    throw new ProblemError(413, `the area has ${vertices} vertices, up to ${maxAreaVertices} are allowed: simplify it`)
  }
  for (const polygon of polygons) {
    const problem = polygon.map(ringProblem).find((found) => found !== null)
    if (problem) throw badParameter('body', problem.value, problem.allowed)
    const place = ringCrossing(polygon)
    if (place) {
      const at = place.map((degrees) => degrees.toFixed(6)).join(', ')
      throw badParameter('body', `crosses itself at [${at}]`, 'a polygon whose boundary does not cross itself')
    }
  }
  return geometry
}
