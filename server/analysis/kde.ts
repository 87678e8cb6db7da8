import type { Checkpoint } from './spatialWeights.ts'

/** Points in a plane in metres, such as those of `localMeters`. */
export interface PlanePoints {
  readonly x: Float64Array
  readonly y: Float64Array
}

interface Kernel {
  /** Beyond so many bandwidths there is nothing (less than 1e-16 of the peak for the gaussian). */
  readonly reach: number
  /** Density at a distance of √`squared` bandwidths, for a bandwidth of 1. */
  readonly density: (squared: number) => number
}

/** Kernels whose mass is 1; the bandwidth is the radius, or the standard deviation of the gaussian. */
export const kernels = {
  gaussian: { reach: 8.6, density: (squared) => Math.exp(-squared / 2) / (2 * Math.PI) },
  quartic: { reach: 1, density: (squared) => (3 / Math.PI) * (1 - squared) ** 2 },
  epanechnikov: { reach: 1, density: (squared) => (2 / Math.PI) * (1 - squared) },
} as const satisfies Record<string, Kernel>
export type KernelId = keyof typeof kernels

export interface KernelOptions {
  readonly kernel: KernelId
  readonly bandwidthMeters: number
  readonly checkpoint?: Checkpoint
}

/** A grid of square cells, row 0 at the south; cell `row * columns + column`. */
export interface Raster {
  readonly west: number
  readonly south: number
  readonly cellMeters: number
  readonly columns: number
  readonly rows: number
}

const earthRadiusMeters = 6_371_008.8

/**
 * Degrees to metres east and north of an origin `[lng, lat]`, across the 180th meridian the short way. Distances are true
 * to 0.1 % within 100 km of the origin at the latitudes of China; do not use it for a whole nation.
 */
export function localMeters(lng: Float64Array, lat: Float64Array, origin: readonly [number, number]): PlanePoints {
  const meters = (earthRadiusMeters * Math.PI) / 180
  const shrink = Math.cos((origin[1] * Math.PI) / 180)
  return {
    x: lng.map((value) => (((((value - origin[0] + 180) % 360) + 360) % 360) - 180) * meters * shrink),
    y: lat.map((value) => (value - origin[1]) * meters),
  }
}

function checkPlane({ x, y }: PlanePoints, { bandwidthMeters }: KernelOptions): void {
  if (x.length !== y.length) throw new RangeError(`${y.length} values of y for ${x.length} of x`)
  if (!(bandwidthMeters > 0)) throw new RangeError(`bandwidthMeters is ${bandwidthMeters}, must be above 0`)
  const bad = x.findIndex((value, point) => !Number.isFinite(value + (y[point] as number)))
  if (bad >= 0) throw new RangeError(`point ${bad} lies at ${x[bad]}, ${y[bad]}`)
}

/**
 * Kernel density in events per square metre at given places, by the sum over all points: it tells how dense events are,
 * not whether chance explains it. `weight` counts a point for more or less than one event.
 */
export function densityAt(
  points: PlanePoints,
  places: PlanePoints,
  options: KernelOptions,
  weight: Float64Array | null = null,
): Float64Array {
  checkPlane(points, options)
  const { density, reach } = kernels[options.kernel]
  const square = options.bandwidthMeters ** 2
  return places.x.map((x, place) => {
    if ((place & 0xff) === 0) options.checkpoint?.()
    const y = places.y[place] as number
    let sum = 0
    for (let point = 0; point < points.x.length; point++) {
      const squared = (((points.x[point] as number) - x) ** 2 + ((points.y[point] as number) - y) ** 2) / square
      if (squared < reach * reach) sum += density(squared) * (weight ? (weight[point] as number) : 1)
    }
    return sum / square
  })
}

/**
 * Kernel density at the centres of a raster. With `inside` (1 for cells of the region, 0 for others) the kernel of each
 * point is divided by its mass inside (Diggle 1985), so that no events are lost beyond the border; cells outside are 0.
 */
export function densityRaster(
  points: PlanePoints,
  raster: Raster,
  options: KernelOptions,
  inside: Uint8Array | null = null,
): Float64Array {
  checkPlane(points, options)
  const density = new Float64Array(raster.columns * raster.rows)
  const square = options.bandwidthMeters ** 2
  for (let point = 0; point < points.x.length; point++) {
    if ((point & 0x3ff) === 0) options.checkpoint?.()
    const [x, y] = [points.x[point] as number, points.y[point] as number]
    let factor = 1 / square
    if (inside) {
      let mass = 0
      eachCell(raster, options, x, y, (cell, value) => {
        if (inside[cell] === 1) mass += value
      })
      if (mass === 0) continue
      factor = 1 / (mass * raster.cellMeters ** 2)
    }
    eachCell(raster, options, x, y, (cell, value) => {
      if (!inside || inside[cell] === 1) density[cell] = (density[cell] as number) + value * factor
    })
  }
  return density
}

/** The cells in reach of a point with the kernel's value there, for a bandwidth of 1. */
function eachCell(
  { west, south, cellMeters, columns, rows }: Raster,
  { kernel, bandwidthMeters }: KernelOptions,
  x: number,
  y: number,
  visit: (cell: number, value: number) => void,
): void {
  const { density, reach } = kernels[kernel]
  const radius = reach * bandwidthMeters
  const firstRow = Math.max(0, Math.ceil((y - radius - south) / cellMeters - 0.5))
  const lastRow = Math.min(rows - 1, Math.floor((y + radius - south) / cellMeters - 0.5))
  const firstColumn = Math.max(0, Math.ceil((x - radius - west) / cellMeters - 0.5))
  const lastColumn = Math.min(columns - 1, Math.floor((x + radius - west) / cellMeters - 0.5))
  for (let row = firstRow; row <= lastRow; row++) {
    const dy = south + (row + 0.5) * cellMeters - y
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = west + (column + 0.5) * cellMeters - x
      const squared = (dx * dx + dy * dy) / bandwidthMeters ** 2
      if (squared < reach * reach) visit(row * columns + column, density(squared))
    }
  }
}
