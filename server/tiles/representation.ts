/** Below this many located matches the records themselves are sent at every zoom. */
export const fewRecords = 3000
/** From this zoom records are sent, unless a tile would hold more than `crowdedTile`. */
export const recordZoom = 11
export const crowdedTile = 5000
/** From this zoom enterprises carry their names. */
export const nameZoom = 14
/** No tile is larger, bytes before compression. */
export const maxTileBytes = 500_000

/**
 * H3 resolution by zoom: hexagons 11 to 22 px across on tiles of 512 px in the middle latitudes of China, which keeps
 * a full tile at some 2,500 cells. Records are stored at resolution 12.
 */
const resolutions = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 11, 11] as const
export const finestResolution = 12

/** The resolution of the hexagons of a zoom level. */
export function resolutionAt(z: number): number {
  return resolutions[z] ?? finestResolution
}

/** One way to draw a tile. */
export type Representation =
  { readonly kind: 'records'; readonly names: boolean } | { readonly kind: 'cells'; readonly resolution: number }

/**
 * The ways to draw a tile, best first: the first that fits `crowdedTile` and `maxTileBytes` is taken. Ends in
 * hexagons so coarse that they always fit.
 */
export function representations(z: number, located: number): Representation[] {
  const cells = Array.from({ length: resolutionAt(z) + 1 }, (_, step): Representation => {
    return { kind: 'cells', resolution: resolutionAt(z) - step }
  })
  if (located > fewRecords && z < recordZoom) return cells
  const records: Representation[] = [{ kind: 'records', names: false }]
  if (z >= nameZoom) records.unshift({ kind: 'records', names: true })
  return [...records, ...cells]
}
