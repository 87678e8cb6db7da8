import type { Bbox } from '#model/bbox.ts'

/** A tile of WebMercatorQuad; `y` counts from the north. */
export interface Tile {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** Units along the side of a tile. */
export const extent = 4096
/** Units around a tile in which features are drawn too, so that symbols on its border are whole. */
export const buffer = 64

const latOf = (row: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * row))) * 180) / Math.PI

/** The box of a tile and of the buffer around it, degrees. */
export function bufferedBbox({ z, x, y }: Tile): Bbox {
  const side = 2 ** z
  const margin = buffer / extent
  const lngOf = (column: number) => (column / side) * 360 - 180
  return [
    Math.max(-180, lngOf(x - margin)),
    latOf((y + 1 + margin) / side),
    Math.min(180, lngOf(x + 1 + margin)),
    latOf((y - margin) / side),
  ]
}

export type Projection = (lng: number, lat: number) => [x: number, y: number]

const maxSine = Math.sin((85.051128779806604 * Math.PI) / 180)

/** Spherical Mercator, degrees to whole units of the tile, y downwards; latitudes are cut at 85.05 degrees. */
export function projectTo({ z, x, y }: Tile): Projection {
  const side = 2 ** z
  return (lng, lat) => {
    const sine = Math.max(-maxSine, Math.min(maxSine, Math.sin((lat * Math.PI) / 180)))
    const column = (lng + 180) / 360
    const row = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
    return [Math.round(extent * (column * side - x)), Math.round(extent * (row * side - y))]
  }
}

/** True when a box of tile units touches the tile or its buffer. */
export function touchesTile(minX: number, minY: number, maxX: number, maxY: number): boolean {
  return maxX >= -buffer && minX <= extent + buffer && maxY >= -buffer && minY <= extent + buffer
}
