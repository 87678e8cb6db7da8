import type { LeafPolygon, RegionGrid } from './regionGrid.ts'
import { buildRegionGrid } from './regionGrid.ts'

export interface LocatedRegion {
  readonly code: string
  /** 0 inside or on the border; else the distance to the nearest border, at most 20 km. */
  readonly distanceMeters: number
}

export interface RegionLocator {
  /**
   * The leaf region a WGS-84 point lies in. On a border shared by several the one with the smallest code; off coasts
   * and edges the nearest within 20 km; null further out, or when a number is not finite.
   */
  locate(lng: number, lat: number): LocatedRegion | null
}

/** How far from a coast or edge a point still belongs to the nearest region. */
export const nearestRegionMeters = 20_000

const metersPerDegree = (6_371_008.8 * Math.PI) / 180

/** What `locate` looks into; plain data, which threads can share. */
export interface LocatorIndex {
  readonly codes: readonly string[]
  /** Null when there is no leaf. */
  readonly grid: RegionGrid | null
}

/** Builds the index for `locate`: about half a second and 40 MB for the counties of China. */
export function buildLocatorIndex(leafPolygons: Iterable<LeafPolygon>): LocatorIndex {
  const leaves = [...leafPolygons].sort((a, b) => (a.code < b.code ? -1 : 1))
  return { codes: leaves.map((leaf) => leaf.code), grid: leaves.length === 0 ? null : buildRegionGrid(leaves) }
}

function toSharedMemory<T extends Int32Array | Float64Array>(values: T): T {
  const memory = new SharedArrayBuffer(values.byteLength)
  const shared = (values instanceof Int32Array ? new Int32Array(memory) : new Float64Array(memory)) as T
  shared.set(values)
  return shared
}

/** The same index, in memory that goes to another thread without being copied. */
export function shareIndex({ codes, grid }: LocatorIndex): LocatorIndex {
  if (grid === null) return { codes, grid }
  const { cornerLeaf, edgeStart, edges, lngs, lats, leafOfVertex } = grid
  const shared = {
    cornerLeaf: toSharedMemory(cornerLeaf),
    edgeStart: toSharedMemory(edgeStart),
    edges: toSharedMemory(edges),
    lngs: toSharedMemory(lngs),
    lats: toSharedMemory(lats),
    leafOfVertex: toSharedMemory(leafOfVertex),
  }
  return { codes, grid: { ...grid, ...shared } }
}

/** Builds an index and makes it answer. */
export function createRegionLocator(leafPolygons: Iterable<LeafPolygon>): RegionLocator {
  return locatorOf(buildLocatorIndex(leafPolygons))
}

/** Makes an index answer. */
export function locatorOf({ codes, grid }: LocatorIndex): RegionLocator {
  if (grid === null) return { locate: () => null }
  const inside = codes.map((code): LocatedRegion => ({ code, distanceMeters: 0 }))
  return {
    locate: (lng, lat) => {
      const leaf = leafAt(grid, lng, lat)
      return leaf === -1 ? nearest(grid, codes, lng, lat) : (inside[leaf] ?? null)
    },
  }
}

/** Index of the first leaf that holds the point or has it on its border, -1 for none. */
function leafAt(grid: RegionGrid, lng: number, lat: number): number {
  const { west, south, cellSize, columns, rows, edgeStart, edges, leafOfVertex, overlappingCorners } = grid
  const column = Math.floor((lng - west) / cellSize)
  const row = Math.floor((lat - south) / cellSize)
  if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return -1
  const cell = row * columns + column
  const corner = grid.cornerLeaf[cell]!
  const end = edgeStart[cell + 1]!
  let index = edgeStart[cell]!
  if (index === end) return corner
  const cornerLng = west + column * cellSize
  const cornerLat = south + row * cellSize
  const overlapping = overlappingCorners.get(cell)
  if (overlapping !== undefined) return leafAmongOverlapping(grid, cell, [corner, ...overlapping], lng, lat)
  let cornerSeen = corner === -1
  while (index < end) {
    const leaf = leafOfVertex[edges[index]!]!
    if (!cornerSeen && corner < leaf) return corner
    if (leaf === corner) cornerSeen = true
    let within = leaf === corner
    for (; index < end && leafOfVertex[edges[index]!] === leaf; index++) {
      const crossed = crossings(grid, edges[index]!, cornerLng, cornerLat, lng, lat)
      if (crossed === onEdge) return leaf
      if (crossed === 1) within = !within
    }
    if (within) return leaf
  }
  return cornerSeen ? -1 : corner
}

/** The same where several leaves hold the cell's corner, which happens in files drawn without care. */
function leafAmongOverlapping(grid: RegionGrid, cell: number, atCorner: number[], lng: number, lat: number): number {
  const { west, south, cellSize, columns, edgeStart, edges, leafOfVertex } = grid
  const cornerLng = west + (cell % columns) * cellSize
  const cornerLat = south + Math.floor(cell / columns) * cellSize
  const holding = new Set(atCorner)
  const bordering = new Set<number>()
  for (const vertex of edges.subarray(edgeStart[cell], edgeStart[cell + 1])) {
    const leaf = leafOfVertex[vertex]!
    const crossed = crossings(grid, vertex, cornerLng, cornerLat, lng, lat)
    if (crossed === onEdge) bordering.add(leaf)
    else if (crossed === 1 && !holding.delete(leaf)) holding.add(leaf)
  }
  return [...holding, ...bordering].reduce((first, leaf) => (first === -1 || leaf < first ? leaf : first), -1)
}

const onEdge = -1

/**
 * How often, modulo 2, the way from a cell's corner north to the point's latitude and then east to the point crosses
 * the edge; `onEdge` when the point lies on it. Ends are taken south to north and west to east, so that two leaves
 * that share the edge in opposite directions get the same answer.
 */
function crossings(
  grid: RegionGrid,
  vertex: number,
  fromLng: number,
  fromLat: number,
  lng: number,
  lat: number,
): number {
  const { lngs, lats } = grid
  const forward =
    lats[vertex]! < lats[vertex + 1]! || (lats[vertex] === lats[vertex + 1] && lngs[vertex]! <= lngs[vertex + 1]!)
  const a = forward ? vertex : vertex + 1
  const b = forward ? vertex + 1 : vertex
  const aLng = lngs[a]!
  const aLat = lats[a]!
  const bLng = lngs[b]!
  const bLat = lats[b]!
  let count = 0
  if (lat >= aLat && lat <= bLat) {
    const side = (bLng - aLng) * (lat - aLat) - (bLat - aLat) * (lng - aLng)
    if (side === 0 && lng >= Math.min(aLng, bLng) && lng <= Math.max(aLng, bLng)) return onEdge
    // The edge lies west of the point, and east of the corner's meridian where it crosses the latitude.
    if (lat < bLat && side < 0 && aLng + ((lat - aLat) * (bLng - aLng)) / (bLat - aLat) > fromLng) count = 1
  }
  if (aLng > fromLng !== bLng > fromLng) {
    const crossingLat = aLat + ((fromLng - aLng) * (bLat - aLat)) / (bLng - aLng)
    if (crossingLat > fromLat && crossingLat <= lat) count ^= 1
  }
  return count
}

/** The leaf with the nearest border within `nearestRegionMeters`; of equally near ones the smallest code. */
function nearest(grid: RegionGrid, codes: readonly string[], lng: number, lat: number): LocatedRegion | null {
  const { west, south, cellSize, columns, rows, edgeStart, edges, leafOfVertex } = grid
  const lngScale = Math.cos((lat * Math.PI) / 180)
  const reachLat = nearestRegionMeters / metersPerDegree
  const reachLng = reachLat / Math.max(lngScale, 0.01)
  const firstColumn = Math.max(0, Math.floor((lng - reachLng - west) / cellSize))
  const lastColumn = Math.min(columns - 1, Math.floor((lng + reachLng - west) / cellSize))
  const firstRow = Math.max(0, Math.floor((lat - reachLat - south) / cellSize))
  const lastRow = Math.min(rows - 1, Math.floor((lat + reachLat - south) / cellSize))
  let best = -1
  let bestDistance = reachLat
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const cell = row * columns + column
      for (let index = edgeStart[cell]!; index < edgeStart[cell + 1]!; index++) {
        const vertex = edges[index]!
        const distance = distanceToEdge(grid, vertex, lng, lat, lngScale)
        const leaf = leafOfVertex[vertex]!
        if (distance < bestDistance || (distance === bestDistance && leaf < best))
          [best, bestDistance] = [leaf, distance]
      }
    }
  }
  const code = codes[best]
  return code === undefined ? null : { code, distanceMeters: bestDistance * metersPerDegree }
}

/** Distance to a border edge in degrees of latitude, in the plane that touches the globe at the point. */
function distanceToEdge(grid: RegionGrid, vertex: number, lng: number, lat: number, lngScale: number): number {
  const aLng = (grid.lngs[vertex]! - lng) * lngScale
  const aLat = grid.lats[vertex]! - lat
  const dLng = (grid.lngs[vertex + 1]! - lng) * lngScale - aLng
  const dLat = grid.lats[vertex + 1]! - lat - aLat
  const length = dLng * dLng + dLat * dLat
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(aLng * dLng + aLat * dLat) / length))
  return Math.hypot(aLng + along * dLng, aLat + along * dLat)
}
