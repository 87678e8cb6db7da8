import { type RowGrid, buildRowGrid, planeLayout, sphereLayout } from './rowGrid.ts'
import type { Checkpoint } from './spatialWeights.ts'

/** Mean radius of the Earth in metres (IUGG). */
const earthRadiusMeters = 6_371_008.8
/** What a point is to its cluster, as numbers in `Clusters.kind`. */
export const pointKind = { noise: 0, edge: 1, core: 2 } as const

export interface DbscanOptions {
  /** Metres on the sphere, units of the coordinates in the plane; points just that far apart are neighbours. */
  readonly maxDistance: number
  /** How many points, itself included, a core point has within `maxDistance`. */
  readonly minPoints: number
  readonly checkpoint?: Checkpoint
}

export interface Clusters {
  readonly clusterCount: number
  /** Cluster of each point, numbered by the first core point of each; -1 for noise. */
  readonly cluster: Int32Array
  /** `pointKind` of each point. */
  readonly kind: Uint8Array
}

/** Points in the order of their cells: three coordinates each, the square of the reach in their unit. */
interface Scene extends RowGrid {
  readonly xyz: Float64Array
  readonly squaredReach: number
  readonly minPoints: number
  readonly checkpoint: Checkpoint
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
  return findClusters(grid, xyz, chord ** 2, options)
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
  return findClusters(grid, xyz, options.maxDistance ** 2, options)
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

function findClusters(grid: RowGrid, xyz: Float64Array, squaredReach: number, options: DbscanOptions): Clusters {
  const { minPoints, checkpoint = () => undefined } = options
  const scene: Scene = { ...grid, xyz, squaredReach, minPoints, checkpoint }
  const core = findCores(scene)
  const root = joinCells(scene, core)
  return labelPoints(scene, core, root)
}

/** 1 for each place with at least `minPoints` points in reach; a cell with so many needs no look around. */
function findCores({ xyz, squaredReach, minPoints, cellStart, slots, slices, checkpoint }: Scene): Uint8Array {
  const core = new Uint8Array(xyz.length / 3)
  for (let cell = 0; cell + 1 < cellStart.length; cell++) {
    if ((cell & 0xfff) === 0) checkpoint()
    const start = cellStart[cell] as number
    const end = cellStart[cell + 1] as number
    if (end - start >= minPoints) {
      core.fill(1, start, end)
      continue
    }
    for (let place = start; place < end; place++) {
      const x = xyz[3 * place] as number
      const y = xyz[3 * place + 1] as number
      const z = xyz[3 * place + 2] as number
      let found = 0
      for (let slot = 2 * slots * cell; slot < 2 * slots * (cell + 1) && found < minPoints; slot += 2) {
        const to = slices[slot + 1] as number
        for (let other = slices[slot] as number; other < to; other++) {
          const dx = (xyz[3 * other] as number) - x
          const dy = (xyz[3 * other + 1] as number) - y
          const dz = (xyz[3 * other + 2] as number) - z
          if (dx * dx + dy * dy + dz * dz <= squaredReach) found++
        }
      }
      if (found >= minPoints) core[place] = 1
    }
  }
  return core
}

function findRoot(parent: Uint32Array, cell: number): number {
  while (parent[cell] !== cell) {
    const above = parent[parent[cell] as number] as number
    parent[cell] = above
    cell = above
  }
  return cell
}

/** Whether a core place of [start, end) is in reach of the given place. */
function touches({ xyz, squaredReach }: Scene, core: Uint8Array, start: number, end: number, other: number): boolean {
  const x = xyz[3 * other] as number
  const y = xyz[3 * other + 1] as number
  const z = xyz[3 * other + 2] as number
  for (let place = start; place < end; place++) {
    if (core[place] === 0) continue
    const dx = (xyz[3 * place] as number) - x
    const dy = (xyz[3 * place + 1] as number) - y
    const dz = (xyz[3 * place + 2] as number) - z
    if (dx * dx + dy * dy + dz * dz <= squaredReach) return true
  }
  return false
}

function holdsCore(core: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < end; place++) if (core[place] === 1) return true
  return false
}

/** Box around the core places of a cell, least and most [x, y, z]; null for a cell of so few that none is needed. */
function coreBox({ xyz, cellStart }: Scene, core: Uint8Array, cell: number): Float64Array | null {
  const start = cellStart[cell] as number
  const end = cellStart[cell + 1] as number
  if (end - start < 32) return null
  const box = new Float64Array([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity])
  for (let place = start; place < end; place++) {
    if (core[place] === 0) continue
    for (let axis = 0; axis < 3; axis++) {
      const value = xyz[3 * place + axis] as number
      if (value < (box[axis] as number)) box[axis] = value
      if (value > (box[axis + 3] as number)) box[axis + 3] = value
    }
  }
  return box
}

function beyondBox({ xyz, squaredReach }: Scene, box: Float64Array, place: number): boolean {
  let squared = 0
  for (let axis = 0; axis < 3; axis++) {
    const value = xyz[3 * place + axis] as number
    squared += Math.max(0, (box[axis] as number) - value, value - (box[axis + 3] as number)) ** 2
  }
  return squared > squaredReach
}

/**
 * Parents of cells, joined where a core of one is in reach of a core of the other (union-find). All cores of a cell are
 * in reach of each other, so that a cell joined already needs no further comparison.
 */
function joinCells(scene: Scene, core: Uint8Array): Uint32Array {
  const { cellStart, cellOf, slots, forwardSlots, slices, checkpoint } = scene
  const cells = cellStart.length - 1
  const parent = new Uint32Array(cells)
  for (let cell = 0; cell < cells; cell++) parent[cell] = cell
  for (let cell = 0; cell < cells; cell++) {
    if ((cell & 0xfff) === 0) checkpoint()
    const start = cellStart[cell] as number
    const end = cellStart[cell + 1] as number
    if (!holdsCore(core, start, end)) continue
    const box = coreBox(scene, core, cell)
    for (const forward of forwardSlots) {
      const slot = 2 * (slots * cell + forward)
      const to = slices[slot + 1] as number
      let other = slices[slot] as number
      if (other <= start && to >= end) other = end
      while (other < to) {
        const otherCell = cellOf[other] as number
        if (core[other] === 0) {
          other++
          continue
        }
        const mine = findRoot(parent, cell)
        const theirs = findRoot(parent, otherCell)
        if (mine === theirs) {
          other = cellStart[otherCell + 1] as number
        } else if ((box && beyondBox(scene, box, other)) || !touches(scene, core, start, end, other)) {
          other++
        } else {
          parent[Math.max(mine, theirs)] = Math.min(mine, theirs)
        }
      }
    }
  }
  return parent
}

/** Number of the cluster of each root cell that holds cores, in the order of their first core points. */
function numberClusters({ order, cellOf }: Scene, core: Uint8Array, parent: Uint32Array): [Int32Array, number] {
  const firstPoint = new Int32Array(parent.length).fill(-1)
  const roots: number[] = []
  for (let place = 0; place < order.length; place++) {
    if (core[place] === 0) continue
    const root = findRoot(parent, cellOf[place] as number)
    const point = order[place] as number
    const first = firstPoint[root] as number
    if (first < 0) roots.push(root)
    if (first < 0 || point < first) firstPoint[root] = point
  }
  roots.sort((a, b) => (firstPoint[a] as number) - (firstPoint[b] as number))
  const numberOf = firstPoint
  for (const [number, root] of roots.entries()) numberOf[root] = number
  return [numberOf, roots.length]
}

/** Gives cores the cluster of their cell, and every other point the cluster of its nearest core in reach. */
function labelPoints(scene: Scene, core: Uint8Array, parent: Uint32Array): Clusters {
  const { order, cellOf, checkpoint } = scene
  const [numberOf, clusterCount] = numberClusters(scene, core, parent)
  const clusterOf = new Int32Array(order.length).fill(-1)
  for (let place = 0; place < order.length; place++) {
    if (core[place] === 1) clusterOf[place] = numberOf[findRoot(parent, cellOf[place] as number)] as number
  }
  const cluster = new Int32Array(order.length)
  const kind = new Uint8Array(order.length)
  for (let place = 0; place < order.length; place++) {
    if ((place & 0xfff) === 0) checkpoint()
    const isCore = core[place] === 1
    const own = isCore ? (clusterOf[place] as number) : nearestCluster(scene, core, clusterOf, place)
    const point = order[place] as number
    cluster[point] = own
    kind[point] = own < 0 ? pointKind.noise : isCore ? pointKind.core : pointKind.edge
  }
  return { clusterCount, cluster, kind }
}

/** Cluster of the nearest core in reach of a place, the lowest at equal distance; -1 for none. */
function nearestCluster(scene: Scene, core: Uint8Array, clusterOf: Int32Array, place: number): number {
  const { xyz, cellOf, slots, slices } = scene
  const x = xyz[3 * place] as number
  const y = xyz[3 * place + 1] as number
  const z = xyz[3 * place + 2] as number
  const cell = cellOf[place] as number
  let least = scene.squaredReach
  let nearest = -1
  for (let slot = 2 * slots * cell; slot < 2 * slots * (cell + 1); slot += 2) {
    const to = slices[slot + 1] as number
    for (let other = slices[slot] as number; other < to; other++) {
      if (core[other] === 0) continue
      const dx = (xyz[3 * other] as number) - x
      const dy = (xyz[3 * other + 1] as number) - y
      const dz = (xyz[3 * other + 2] as number) - z
      const squared = dx * dx + dy * dy + dz * dz
      if (squared > least) continue
      const candidate = clusterOf[other] as number
      if (squared < least || nearest < 0 || candidate < nearest) nearest = candidate
      least = squared
    }
  }
  return nearest
}
