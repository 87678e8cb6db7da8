import type { RowGrid } from './rowGrid.ts'
import type { Checkpoint } from './spatialWeights.ts'

/** What a point is to its cluster, as numbers in `Clusters.kind`. */
export const pointKind = { noise: 0, edge: 1, core: 2 } as const

export interface Clusters {
  readonly clusterCount: number
  /** Cluster of each point, numbered by the first core point of each; -1 for noise. */
  readonly cluster: Int32Array
  /** `pointKind` of each point. */
  readonly kind: Uint8Array
}

/** Points in the order of their cells: three coordinates each, the square of the reach in their unit. */
export interface Scene extends RowGrid {
  readonly xyz: Float64Array
  readonly squaredReach: number
  readonly minPoints: number
  readonly checkpoint: Checkpoint
}

/** Clusters of a scene: its cores, what joins them, and whom the other points follow. */
export function findClusters(scene: Scene): Clusters {
  const isCore = findCores(scene)
  const cores = gatherCores(scene, isCore)
  return labelPoints(scene, isCore, cores, joinCells(scene, cores))
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

/** The core points alone, in the order of their cells. */
interface Cores {
  readonly xyz: Float64Array
  readonly point: Uint32Array
  readonly cellOf: Uint32Array
  /** How many cores lie before each place, and all of them at the end. */
  readonly before: Uint32Array
}

function gatherCores({ xyz, order, cellOf }: Scene, isCore: Uint8Array): Cores {
  const before = new Uint32Array(isCore.length + 1)
  for (let place = 0; place < isCore.length; place++) {
    before[place + 1] = (before[place] as number) + (isCore[place] as number)
  }
  const count = before[isCore.length] as number
  const cores = {
    xyz: new Float64Array(3 * count),
    point: new Uint32Array(count),
    cellOf: new Uint32Array(count),
    before,
  }
  for (let place = 0; place < isCore.length; place++) {
    if (isCore[place] === 0) continue
    const core = before[place] as number
    cores.point[core] = order[place] as number
    cores.cellOf[core] = cellOf[place] as number
    for (let axis = 0; axis < 3; axis++) cores.xyz[3 * core + axis] = xyz[3 * place + axis] as number
  }
  return cores
}

function findRoot(parent: Uint32Array, cell: number): number {
  while (parent[cell] !== cell) {
    const above = parent[parent[cell] as number] as number
    parent[cell] = above
    cell = above
  }
  return cell
}

/** Whether a core of [start, end) is in reach of the given core. */
function touches(xyz: Float64Array, squaredReach: number, start: number, end: number, other: number): boolean {
  const x = xyz[3 * other] as number
  const y = xyz[3 * other + 1] as number
  const z = xyz[3 * other + 2] as number
  for (let core = start; core < end; core++) {
    const dx = (xyz[3 * core] as number) - x
    const dy = (xyz[3 * core + 1] as number) - y
    const dz = (xyz[3 * core + 2] as number) - z
    if (dx * dx + dy * dy + dz * dz <= squaredReach) return true
  }
  return false
}

/** Box around the cores [start, end), least and most [x, y, z]; null for so few that none is needed. */
function boxOf(xyz: Float64Array, start: number, end: number): Float64Array | null {
  if (end - start < 32) return null
  const box = new Float64Array([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity])
  for (let core = start; core < end; core++) {
    for (let axis = 0; axis < 3; axis++) {
      const value = xyz[3 * core + axis] as number
      if (value < (box[axis] as number)) box[axis] = value
      if (value > (box[axis + 3] as number)) box[axis + 3] = value
    }
  }
  return box
}

function beyondBox(xyz: Float64Array, squaredReach: number, box: Float64Array, core: number): boolean {
  let squared = 0
  for (let axis = 0; axis < 3; axis++) {
    const value = xyz[3 * core + axis] as number
    squared += Math.max(0, (box[axis] as number) - value, value - (box[axis + 3] as number)) ** 2
  }
  return squared > squaredReach
}

/**
 * Parents of cells, joined where a core of one is in reach of a core of the other (union-find). All cores of a cell are
 * in reach of each other, so that a cell joined already needs no further comparison.
 */
function joinCells(scene: Scene, { xyz, cellOf, before }: Cores): Uint32Array {
  const { cellStart, slots, forwardSlots, slices, squaredReach, checkpoint } = scene
  const cells = cellStart.length - 1
  const parent = new Uint32Array(cells)
  for (let cell = 0; cell < cells; cell++) parent[cell] = cell
  for (let cell = 0; cell < cells; cell++) {
    if ((cell & 0xfff) === 0) checkpoint()
    const start = before[cellStart[cell] as number] as number
    const end = before[cellStart[cell + 1] as number] as number
    if (start === end) continue
    const box = boxOf(xyz, start, end)
    for (const forward of forwardSlots) {
      const slot = 2 * (slots * cell + forward)
      const to = before[slices[slot + 1] as number] as number
      let other = before[slices[slot] as number] as number
      // Cells further back in the own row have met this one already.
      if (other <= start && to >= end) other = end
      while (other < to) {
        const otherCell = cellOf[other] as number
        const mine = findRoot(parent, cell)
        const theirs = findRoot(parent, otherCell)
        if (mine === theirs) {
          other = before[cellStart[otherCell + 1] as number] as number
        } else if (
          (box && beyondBox(xyz, squaredReach, box, other)) ||
          !touches(xyz, squaredReach, start, end, other)
        ) {
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
function numberClusters({ point, cellOf }: Cores, parent: Uint32Array): [Int32Array, number] {
  const firstPoint = new Int32Array(parent.length).fill(-1)
  const roots: number[] = []
  for (let core = 0; core < point.length; core++) {
    const root = findRoot(parent, cellOf[core] as number)
    const own = point[core] as number
    const first = firstPoint[root] as number
    if (first < 0) roots.push(root)
    if (first < 0 || own < first) firstPoint[root] = own
  }
  roots.sort((a, b) => (firstPoint[a] as number) - (firstPoint[b] as number))
  const numberOf = firstPoint
  for (const [number, root] of roots.entries()) numberOf[root] = number
  return [numberOf, roots.length]
}

/** Gives cores the cluster of their cell, and every other point the cluster of its nearest core in reach. */
function labelPoints(scene: Scene, isCore: Uint8Array, cores: Cores, parent: Uint32Array): Clusters {
  const { order, checkpoint } = scene
  const [numberOf, clusterCount] = numberClusters(cores, parent)
  const clusterOf = new Int32Array(cores.point.length)
  for (let core = 0; core < clusterOf.length; core++) {
    clusterOf[core] = numberOf[findRoot(parent, cores.cellOf[core] as number)] as number
  }
  const cluster = new Int32Array(order.length)
  const kind = new Uint8Array(order.length)
  for (let place = 0; place < order.length; place++) {
    if ((place & 0xfff) === 0) checkpoint()
    const known = isCore[place] === 1
    const own = known
      ? (clusterOf[cores.before[place] as number] as number)
      : nearestCluster(scene, cores, clusterOf, place)
    const point = order[place] as number
    cluster[point] = own
    kind[point] = own < 0 ? pointKind.noise : known ? pointKind.core : pointKind.edge
  }
  return { clusterCount, cluster, kind }
}

/** Cluster of the nearest core in reach of a place, the lowest at equal distance; -1 for none. */
function nearestCluster(scene: Scene, { xyz, before }: Cores, clusterOf: Int32Array, place: number): number {
  const { slots, slices } = scene
  const x = scene.xyz[3 * place] as number
  const y = scene.xyz[3 * place + 1] as number
  const z = scene.xyz[3 * place + 2] as number
  const cell = scene.cellOf[place] as number
  let least = scene.squaredReach
  let nearest = -1
  for (let slot = 2 * slots * cell; slot < 2 * slots * (cell + 1); slot += 2) {
    const to = before[slices[slot + 1] as number] as number
    for (let core = before[slices[slot] as number] as number; core < to; core++) {
      const dx = (xyz[3 * core] as number) - x
      const dy = (xyz[3 * core + 1] as number) - y
      const dz = (xyz[3 * core + 2] as number) - z
      const squared = dx * dx + dy * dy + dz * dz
      if (squared > least) continue
      const candidate = clusterOf[core] as number
      if (squared < least || nearest < 0 || candidate < nearest) nearest = candidate
      least = squared
    }
  }
  return nearest
}
