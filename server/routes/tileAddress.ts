import * as z from 'zod'
import { tileOrdinal, tileZoom } from '#contract/parameters.ts'
import { tileMatrixSetId } from '#contract/tiles.ts'
import { badParameter, badParameters, notFound } from '../errors.ts'
import type { Tile } from '../tiles/tileGrid.ts'

/** Row and column as OGC API - Tiles orders them: z, y, x. Throws 400 that names the number out of range. */
export function parseTile(path: { z: string; y: string; x: string }, maxZoom: number): Tile {
  const zoom = tileZoom.safeParse(path.z)
  if (!zoom.success) throw badParameter('z', path.z, zoom.error.issues[0]?.message ?? '')
  if (zoom.data > maxZoom) throw badParameter('z', path.z, `an integer from 0 to ${maxZoom} in this collection`)
  const ordinal = tileOrdinal(zoom.data)
  const place = z.object({ y: ordinal, x: ordinal }).safeParse(path)
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
