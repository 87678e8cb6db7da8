import type { Context } from 'hono'

/** WGS-84 with longitude first: the coordinates of every answer. */
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

/** A feature or a collection of features with the headers that OGC API - Features asks for. */
export function geoJsonAnswer<Body extends object>(c: Context, body: Body): Response {
  c.header('Content-Crs', `<${crs84}>`)
  c.header('Content-Type', 'application/geo+json')
  return c.body(JSON.stringify(body))
}
