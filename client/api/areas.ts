import {
  type AreaFeature,
  areaFeatureSchema,
  type AreaGeometry,
  type StoredArea,
  storedAreaSchema,
} from '#contract/areas.ts'
import { requestJson } from './http.ts'

/** Stores a drawn area, WGS-84, `[lng, lat]`; equal areas get the same id. */
export const saveArea = (geometry: AreaGeometry): Promise<StoredArea> =>
  requestJson('/areas', storedAreaSchema, {
    method: 'POST',
    body: JSON.stringify(geometry),
    headers: { 'content-type': 'application/json' },
  })

/** A stored area; an `ApiError` of status 404 when nobody stored it here. */
export const getArea = (id: string, signal?: AbortSignal): Promise<AreaFeature> =>
  requestJson(`/areas/${id}`, areaFeatureSchema, { signal })
