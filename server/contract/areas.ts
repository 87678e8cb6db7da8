import * as z from 'zod'

/** Limits of a drawn area: vertices over all rings, and bytes of its GeoJSON. */
export const maxAreaVertices = 200_000
export const maxAreaBytes = 16 * 1024 * 1024

const position = z.array(z.number()).min(2).max(3)
const ring = z.array(position)

/** What `POST /api/areas` takes: RFC 7946, WGS-84, `[lng, lat]`. */
export const areaGeometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
export type AreaGeometry = z.infer<typeof areaGeometrySchema>

/** The answer to `POST /api/areas`: `id` is the value of the filter `area`. */
export const storedAreaSchema = z.object({ id: z.string(), areaKm2: z.number() })
export type StoredArea = z.infer<typeof storedAreaSchema>

/** `GET /api/areas/{id}`: a GeoJSON Feature. */
export const areaFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: areaGeometrySchema,
  properties: z.object({ areaKm2: z.number() }),
})
export type AreaFeature = z.infer<typeof areaFeatureSchema>
