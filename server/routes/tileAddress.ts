import * as z from 'zod'
import { maxTileZoom, tileOrdinal, tileZoom } from '#contract/parameters.ts'
import { tileMatrixSetId } from '#contract/tiles.ts'
import { badParameter, badParameters, notFound } from '../errors.ts'
import type { Tile } from '../tiles/tileGrid.ts'

/** The row and column of a tile, by zoom: a schema made for each request would cost more than the tile. */
const placeSchemas = Array.from({ length: maxTileZoom + 1 }, (_, zoom) =>
  z.object({ y: tileOrdinal(zoom), x: tileOrdinal(zoom) }),
)

/** Row and column as OGC API - Tiles orders them: z, y, x. Throws 400 that names the number out of range. */
export function parseTile(path: { z: string; y: string; x: string }, maxZoom: number): Tile {
  const zoom = tileZoom.safeParse(path.z)
  if (!zoom.success) throw badParameter('z', path.z, zoom.error.issues[0]?.message ?? '')
  if (zoom.data > maxZoom) throw badParameter('z', path.z, `an integer from 0 to ${maxZoom} in this collection`)
  const place = (placeSchemas[zoom.data] as (typeof placeSchemas)[number]).safeParse(path)
  if (place.success) return { z: zoom.data, ...place.data }
  throw badParameters(
    place.error.issues.map(({ path: [name], message }) => ({
      name: String(name),
      value: path[name as 'x' | 'y'],
      allowed: `${message} at zoom ${zoom.data}`,
    })),
  )
}

/** Throws 404 for any tile matrix set but the one there is. */
export function knownMatrixSet(id: string): void {
  if (id !== tileMatrixSetId) throw notFound(`there is no tile matrix set "${id}"; there is ${tileMatrixSetId}`)
}
