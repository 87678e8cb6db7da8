import Flatbush from 'flatbush'
import type { Position } from 'geojson'
import type { Bbox } from '#model/bbox.ts'

const crossProduct = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number =>
  (bx - ax) * (py - ay) - (by - ay) * (px - ax)

/** True when the segment a-b meets the box, whose corners may lie on it. The boxes of both must overlap. */
function segmentMeetsBox(ax: number, ay: number, bx: number, by: number, [west, south, east, north]: Bbox): boolean {
  const sides = [
    crossProduct(ax, ay, bx, by, west, south),
    crossProduct(ax, ay, bx, by, east, south),
    crossProduct(ax, ay, bx, by, east, north),
    crossProduct(ax, ay, bx, by, west, north),
  ]
  return Math.min(...sides) <= 0 && Math.max(...sides) >= 0
}

/**
 * The edges of polygons or lines, found by place in logarithmic time, so that shapes of 100,000 vertices work. Plane
 * geometry in degrees, as GeoJSON (RFC 7946) and Turf have it.
 */
export class EdgeIndex {
  readonly #index: Flatbush | null
  /** ax, ay, bx, by of each edge. */
  readonly #coordinates: Float64Array
  /** Which polygon an edge belongs to. */
  readonly #owners: Uint32Array

  /** `parts[i]` holds the rings of polygon i, or the one path of line i. */
  constructor(parts: readonly (readonly (readonly Position[])[])[]) {
    const coordinates: number[] = []
    const owners: number[] = []
    parts.forEach((paths, owner) => {
      for (const path of paths) {
        for (let index = 1; index < path.length; index += 1) {
          const [from, to] = [path[index - 1] as Position, path[index] as Position]
          coordinates.push(from[0] as number, from[1] as number, to[0] as number, to[1] as number)
          owners.push(owner)
        }
      }
    })
    this.#coordinates = Float64Array.from(coordinates)
    this.#owners = Uint32Array.from(owners)
    this.#index = owners.length > 0 ? this.#build() : null
  }

  #build(): Flatbush {
    const index = new Flatbush(this.#owners.length)
    for (let edge = 0; edge < this.#owners.length; edge += 1) {
      const [ax, ay, bx, by] = this.#edge(edge)
      index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
    }
    index.finish()
    return index
  }

  #edge(edge: number): [number, number, number, number] {
    const at = edge * 4
    const values = this.#coordinates
    return [values[at] as number, values[at + 1] as number, values[at + 2] as number, values[at + 3] as number]
  }

  /** True when an edge meets the box. */
  meetsBox(box: Bbox): boolean {
    let met = false
    this.#index?.search(...box, (edge) => {
      met ||= segmentMeetsBox(...this.#edge(edge), box)
      return false
    })
    return met
  }

  /** True when an edge meets the segment between two positions, its ends included. */
  meetsSegment(from: Position, to: Position): boolean {
    const [px, py] = from as [number, number]
    const [qx, qy] = to as [number, number]
    const box: Bbox = [Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy)]
    let met = false
    this.#index?.search(...box, (edge) => {
      const [ax, ay, bx, by] = this.#edge(edge)
      met ||=
        crossProduct(ax, ay, bx, by, px, py) * crossProduct(ax, ay, bx, by, qx, qy) <= 0 &&
        crossProduct(px, py, qx, qy, ax, ay) * crossProduct(px, py, qx, qy, bx, by) <= 0
      return false
    })
    return met
  }

  /**
   * True when the position lies in a polygon or on an edge: even-odd rule for each polygon by itself, by a ray to the
   * east, so that holes are outside and polygons may touch.
   */
  contains(lng: number, lat: number): boolean {
    const insideOf = new Set<number>()
    let onEdge = false
    this.#index?.search(lng, lat, Infinity, lat, (edge) => {
      const [ax, ay, bx, by] = this.#edge(edge)
      const side = crossProduct(ax, ay, bx, by, lng, lat)
      if (side === 0 && lng <= Math.max(ax, bx) && lng >= Math.min(ax, bx)) onEdge = true
      const crossesRay = ay > lat !== by > lat && (by > ay ? side > 0 : side < 0)
      const owner = this.#owners[edge] as number
      if (crossesRay && !insideOf.delete(owner)) insideOf.add(owner)
      return false
    })
    return onEdge || insideOf.size > 0
  }
}
