import * as z from 'zod'
import { requestJson } from './http.ts'

const ring = z.array(z.array(z.number()))
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
])
/** A drawn area, WGS-84, positions `[lng, lat]`. */
export type AreaGeometry = z.infer<typeof geometrySchema>

const storedSchema = z.object({ id: z.string(), areaKm2: z.number() })
const areaSchema = z
  .object({ geometry: geometrySchema, properties: z.object({ areaKm2: z.number() }) })
  .transform(({ geometry, properties }) => ({ geometry, areaKm2: properties.areaKm2 }))

/** Stores a drawn area; equal areas get the same id. */
export const saveArea = (geometry: AreaGeometry): Promise<z.infer<typeof storedSchema>> =>
  requestJson('/areas', storedSchema, {
    method: 'POST',
    body: JSON.stringify(geometry),
    headers: { 'content-type': 'application/json' },
  })

/** The geometry of a stored area; an `ApiError` of status 404 when nobody stored it here. */
export const getArea = (id: string, signal?: AbortSignal): Promise<z.infer<typeof areaSchema>> =>
  requestJson(`/areas/${id}`, areaSchema, { signal })
