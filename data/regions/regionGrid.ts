import type { Position } from 'geojson'
import type { RegionGeometry } from './regionCollection.ts'

export interface LeafPolygon {
  readonly code: string
  readonly geometry: RegionGeometry
}

/**
 * Leaf borders laid over a grid of square cells. For each cell it knows which leaf its south-west corner lies in and
 * which border edges come near, so that a point is located by crossing a handful of edges on the way from that corner.
 */
export interface RegionGrid {
  readonly west: number
  readonly south: number
  /** Degrees. */
  readonly cellSize: number
  readonly columns: number
  readonly rows: number
  /** Leaf at each cell's south-west corner, -1 outside all of them. Of overlapping leaves the first. */
  readonly cornerLeaf: Int32Array
  /** Further leaves at the corner of a cell, where leaves overlap. */
  readonly overlappingCorners: ReadonlyMap<number, readonly number[]>
  /** The edges near cell i are `edges[edgeStart[i]]` to before `edges[edgeStart[i + 1]]`, grouped by leaf in order. */
  readonly edgeStart: Int32Array
  /** Index of the vertex an edge starts at; it ends at the next one. */
  readonly edges: Int32Array
  readonly lngs: Float64Array
  readonly lats: Float64Array
  readonly leafOfVertex: Int32Array
}

/** About as many cells as keep the edges per cell few, without making a grid that is all memory. */
const cellsPerVertex = 8
const fewestCells = 10_000
const mostCells = 3_000_000
const marginDegrees = 0.3
/** Shifts grid lines off the round coordinates that borders are made of. */
const lineOffset = 3.7e-6

/** Lays the leaves, in the order given, over a grid of up to three million cells. */
export function buildRegionGrid(leaves: readonly LeafPolygon[]): RegionGrid {
  const { lngs, lats, leafOfVertex } = flatten(leaves)
  const bbox = bboxOf(lngs, lats)
  const width = bbox.east - bbox.west + 2 * marginDegrees
  const height = bbox.north - bbox.south + 2 * marginDegrees
  const cells = Math.min(mostCells, Math.max(fewestCells, lngs.length * cellsPerVertex))
  const cellSize = Math.sqrt((width * height) / cells)
  const frame: Frame = {
    west: bbox.west - marginDegrees - lineOffset,
    south: bbox.south - marginDegrees - lineOffset,
    cellSize,
    columns: Math.ceil(width / cellSize) + 1,
    rows: Math.ceil(height / cellSize) + 1,
  }
  const borders = { lngs, lats, leafOfVertex }
  return { ...frame, ...borders, ...cellEdges(frame, borders), ...corners(frame, borders) }
}

type Frame = Pick<RegionGrid, 'west' | 'south' | 'cellSize' | 'columns' | 'rows'>
type Borders = Pick<RegionGrid, 'lngs' | 'lats' | 'leafOfVertex'>

/** Rings one after another; the last vertex of each ring, where no edge starts, has leaf -1. */
function flatten(leaves: readonly LeafPolygon[]): Borders {
  const rings: { leaf: number; ring: Position[] }[] = []
  for (const [leaf, { geometry }] of leaves.entries()) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    for (const polygon of polygons) for (const ring of polygon) rings.push({ leaf, ring })
  }
  const count = rings.reduce((sum, { ring }) => sum + ring.length, 0)
  const borders = {
    lngs: new Float64Array(count),
    lats: new Float64Array(count),
    leafOfVertex: new Int32Array(count).fill(-1),
  }
  let vertex = 0
  for (const { leaf, ring } of rings) {
    for (const [lng = NaN, lat = NaN] of ring) {
      borders.lngs[vertex] = lng
      borders.lats[vertex] = lat
      borders.leafOfVertex[vertex++] = leaf
    }
    borders.leafOfVertex[vertex - 1] = -1
  }
  return borders
}

function bboxOf(lngs: Float64Array, lats: Float64Array): { west: number; south: number; east: number; north: number } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const lng of lngs) {
    if (lng < west) west = lng
    if (lng > east) east = lng
  }
  for (const lat of lats) {
    if (lat < south) south = lat
    if (lat > north) north = lat
  }
  return { west, south, east, north }
}

/** Counts, then files, each edge under every cell its box touches. */
function cellEdges(frame: Frame, borders: Borders): Pick<RegionGrid, 'edgeStart' | 'edges'> {
  const edgeStart = new Int32Array(frame.columns * frame.rows + 1)
  forEachEdgeCell(frame, borders, (cell) => {
    edgeStart[cell + 1]! += 1
  })
  for (let cell = 1; cell < edgeStart.length; cell++) edgeStart[cell]! += edgeStart[cell - 1]!
  const next = edgeStart.slice()
  const edges = new Int32Array(edgeStart.at(-1) ?? 0)
  forEachEdgeCell(frame, borders, (cell, vertex) => {
    edges[next[cell]!++] = vertex
  })
  return { edgeStart, edges }
}

function forEachEdgeCell(frame: Frame, borders: Borders, visit: (cell: number, vertex: number) => void): void {
  const { west, south, cellSize, columns } = frame
  const { lngs, lats, leafOfVertex } = borders
  for (let vertex = 0; vertex + 1 < lngs.length; vertex++) {
    if (leafOfVertex[vertex] === -1) continue
    const column = Math.floor((lngs[vertex]! - west) / cellSize)
    const row = Math.floor((lats[vertex]! - south) / cellSize)
    const endColumn = Math.floor((lngs[vertex + 1]! - west) / cellSize)
    const endRow = Math.floor((lats[vertex + 1]! - south) / cellSize)
    const [firstColumn, lastColumn] = column < endColumn ? [column, endColumn] : [endColumn, column]
    const [firstRow, lastRow] = row < endRow ? [row, endRow] : [endRow, row]
    for (let y = firstRow; y <= lastRow; y++) {
      for (let x = firstColumn; x <= lastColumn; x++) visit(y * columns + x, vertex)
    }
  }
}

/** Fills, row by row, the stretches of corners between two crossings of a leaf's border with the row's south line. */
function corners(frame: Frame, borders: Borders): Pick<RegionGrid, 'cornerLeaf' | 'overlappingCorners'> {
  const { west, cellSize, columns, rows } = frame
  const cornerLeaf = new Int32Array(columns * rows).fill(-1)
  const overlappingCorners = new Map<number, number[]>()
  const crossings = rowCrossings(frame, borders)
  const firstCornerAt = (lng: number) => Math.ceil((lng - west) / cellSize)
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [start, end] = [crossings[index]!, crossings[index + 1]!]
    for (let column = firstCornerAt(start.lng); column < firstCornerAt(end.lng); column++) {
      const cell = start.row * columns + column
      if (cornerLeaf[cell] === -1) cornerLeaf[cell] = start.leaf
      else addOverlap(overlappingCorners, cell, start.leaf)
    }
  }
  return { cornerLeaf, overlappingCorners }
}

function addOverlap(overlappingCorners: Map<number, number[]>, cell: number, leaf: number): void {
  const known = overlappingCorners.get(cell)
  if (known === undefined) overlappingCorners.set(cell, [leaf])
  else known.push(leaf)
}

interface Crossing {
  readonly leaf: number
  readonly row: number
  readonly lng: number
}

/** Where borders cross the south lines of rows, ordered by leaf, row and longitude: inside lies between each pair. */
function rowCrossings(frame: Frame, borders: Borders): Crossing[] {
  const { south, cellSize } = frame
  const { lngs, lats, leafOfVertex } = borders
  const crossings: Crossing[] = []
  for (let vertex = 0; vertex + 1 < lngs.length; vertex++) {
    const leaf = leafOfVertex[vertex]!
    if (leaf === -1) continue
    const low = lats[vertex]! < lats[vertex + 1]! ? vertex : vertex + 1
    const high = low === vertex ? vertex + 1 : vertex
    const firstRow = Math.ceil((lats[low]! - south) / cellSize)
    const lastRow = Math.ceil((lats[high]! - south) / cellSize) - 1
    for (let row = firstRow; row <= lastRow; row++) {
      const share = (south + row * cellSize - lats[low]!) / (lats[high]! - lats[low]!)
      crossings.push({ leaf, row, lng: lngs[low]! + share * (lngs[high]! - lngs[low]!) })
    }
  }
  return crossings.sort((a, b) => a.leaf - b.leaf || a.row - b.row || a.lng - b.lng)
}
