import { type Clusters, type Scene, findClusters } from './clusterCells.ts'
import { type RowGrid, buildRowGrid, planeLayout, sphereLayout } from './rowGrid.ts'
import type { Checkpoint } from './spatialWeights.ts'

export { type Clusters, pointKind } from './clusterCells.ts'

/** Mean radius of the Earth in metres (IUGG). */
const earthRadiusMeters = 6_371_008.8

export interface DbscanOptions {
  /** Metres on the sphere, units of the coordinates in the plane; points just that far apart are neighbours. */
  readonly maxDistance: number
  /** How many points, itself included, a core point has within `maxDistance`. */
  readonly minPoints: number
  readonly checkpoint?: Checkpoint
}

/**
 * DBSCAN (Ester et al. 1996) by great circles: a distance is compared as a chord through the unit sphere, so that the
 * 180th meridian and the poles are places like any other. A point that is no core but within reach of one joins the
 * cluster of its nearest core, at equal distance the lower cluster. Answers do not depend on the order of the points but
 * for the numbers of the clusters. Longitudes -180..180 and latitudes in degrees; throws naming a coordinate outside.
 */
export function dbscanSphere(lng: Float64Array, lat: Float64Array, options: DbscanOptions): Clusters {
  checkOptions(options)
  checkCoordinates('longitude', lng, 180)
  checkCoordinates('latitude', lat, 90, lng.length)
  const chord = 2 * Math.sin(Math.min(Math.PI, options.maxDistance / earthRadiusMeters) / 2)
  const radians = Math.PI / 180
  const across = new Float64Array(lng.length)
  const along = new Float64Array(lng.length)
  for (let point = 0; point < lng.length; point++) {
    across[point] = ((lng[point] as number) < 180 ? (lng[point] as number) + 180 : 0) * radians
    along[point] = (lat[point] as number) * radians
  }
  const grid = buildRowGrid(sphereLayout(across, along, chord))
  const xyz = new Float64Array(3 * lng.length)
  for (let place = 0; place < lng.length; place++) {
    const point = grid.order[place] as number
    const around = (lng[point] as number) * radians
    const up = (lat[point] as number) * radians
    const equatorial = Math.cos(up)
    xyz[3 * place] = equatorial * Math.cos(around)
    xyz[3 * place + 1] = equatorial * Math.sin(around)
    xyz[3 * place + 2] = Math.sin(up)
  }
  return findClusters(sceneOf(grid, xyz, chord ** 2, options))
}

/** The same in a plane, for coordinates in a projected reference system. */
export function dbscanPlane(x: Float64Array, y: Float64Array, options: DbscanOptions): Clusters {
  checkOptions(options)
  checkCoordinates('x', x, Number.MAX_VALUE)
  checkCoordinates('y', y, Number.MAX_VALUE, x.length)
  const grid = buildRowGrid(planeLayout(x, y, options.maxDistance))
  const xyz = new Float64Array(3 * x.length)
  for (let place = 0; place < x.length; place++) {
    const point = grid.order[place] as number
    xyz[3 * place] = x[point] as number
    xyz[3 * place + 1] = y[point] as number
  }
  return findClusters(sceneOf(grid, xyz, options.maxDistance ** 2, options))
}

function checkOptions({ maxDistance, minPoints }: DbscanOptions): void {
  if (!(maxDistance > 0)) throw new RangeError(`maxDistance is ${maxDistance}, must be above 0`)
  if (!Number.isInteger(minPoints) || minPoints < 1) {
    throw new RangeError(`minPoints is ${minPoints}, must be a whole number of at least 1`)
  }
}

function checkCoordinates(name: string, values: Float64Array, most: number, count = values.length): void {
  if (values.length !== count) throw new RangeError(`${values.length} values of ${name} for ${count} points`)
  for (let point = 0; point < count; point++) {
    const value = values[point] as number
    if (!(Math.abs(value) <= most)) throw new RangeError(`${name} of point ${point} is ${value}`)
  }
}

function sceneOf(grid: RowGrid, xyz: Float64Array, squaredReach: number, options: DbscanOptions): Scene {
  const { minPoints, checkpoint = () => {} } = options
  return { ...grid, xyz, squaredReach, minPoints, checkpoint }
}
