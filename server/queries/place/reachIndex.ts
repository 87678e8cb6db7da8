import { distance } from '@turf/distance'
import { lineString } from '@turf/helpers'
import { pointToLineDistance } from '@turf/point-to-line-distance'
import Flatbush from 'flatbush'
import type { Position } from 'geojson'
import type { Bbox } from '#model/bbox.ts'
import { growBox } from './boxes.ts'

/** Radius of the sphere that Turf measures on, in metres. */
const earthRadius = 6_371_008.8
const radians = Math.PI / 180
/** Farther than this, plane geometry says too little: only boxes are compared. */
const planeLimit = 500_000

interface Segment {
  readonly from: Position
  readonly to: Position
  /** How far the great circle between the ends leaves the straight line of degrees, metres at most. */
  readonly bulge: number
}

const latitudeTangent = (lat: number): number => Math.tan(Math.min(89, Math.abs(lat)) * radians)

function segmentOf(from: Position, to: Position): Segment {
  const length = distance(from, to, { units: 'meters' })
  const lat = Math.max(Math.abs(from[1] as number), Math.abs(to[1] as number))
  return { from, to, bulge: (length * length * latitudeTangent(lat)) / (4 * earthRadius) }
}

function boxOfSegment({ from, to, bulge }: Segment): Bbox {
  const [ax, ay] = from as [number, number]
  const [bx, by] = to as [number, number]
  return growBox([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], bulge)
}

/** The position on a segment nearest to another, in the plane around that one. */
function nearestOn({ from, to }: Segment, [lng, lat]: Position): Position {
  const [ax, ay] = from as [number, number]
  const [bx, by] = to as [number, number]
  const scale = Math.cos((lat as number) * radians) ** 2
  const [dx, dy] = [bx - ax, by - ay]
  const square = dx * dx * scale + dy * dy
  if (square === 0) return from
  const along = (((lng as number) - ax) * dx * scale + ((lat as number) - ay) * dy) / square
  const share = Math.max(0, Math.min(1, along))
  return [ax + share * dx, ay + share * dy]
}

/** Metres between two positions in the plane around the first. */
function planeDistance([lng, lat]: Position, [x, y]: Position): number {
  const wide = ((x as number) - (lng as number)) * Math.cos((lat as number) * radians)
  return Math.hypot(wide, (y as number) - (lat as number)) * radians * earthRadius
}

function turfDistance({ from, to }: Segment, position: Position): number {
  if (from[0] === to[0] && from[1] === to[1]) return distance(from, position, { units: 'meters' })
  return pointToLineDistance(position, lineString([from, to]), { units: 'meters' })
}

/**
 * The segments of paths, found by place, to ask whether one is within reach. Answers as Turf does, on the sphere; Turf
 * itself measures only segments about as far away as the limit.
 */
export class ReachIndex {
  readonly #segments: readonly Segment[]
  readonly #index: Flatbush
  /** All segments, great circles between their ends. */
  readonly bbox: Bbox

  /** A path of one position is a point; there must be a position. */
  constructor(paths: readonly (readonly Position[])[]) {
    this.#segments = paths.flatMap((path) =>
      path.slice(0, Math.max(1, path.length - 1)).map((from, index) => segmentOf(from, path[index + 1] ?? from)),
    )
    this.#index = new Flatbush(this.#segments.length)
    for (const segment of this.#segments) this.#index.add(...boxOfSegment(segment))
    this.#index.finish()
    this.bbox = [this.#index.minX, this.#index.minY, this.#index.maxX, this.#index.maxY]
  }

  /** The segments not surely beyond the limit; null when one is surely within it. */
  #near(position: Position, limit: number): Segment[] | null {
    const [lng, lat] = position as [number, number]
    const box = growBox([lng, lat, lng, lat], limit)
    if (limit > planeLimit) return this.#index.search(...box).map((at) => this.#segments[at] as Segment)
    // The plane stretches distances by up to this share, and so misses the nearest position by that angle.
    const error = (limit / earthRadius) * (1 + latitudeTangent(lat)) * 1.2
    const near: Segment[] = []
    let within = false
    this.#index.search(...box, (at) => {
      if (within) return false
      const segment = this.#segments[at] as Segment
      const nearest = nearestOn(segment, position)
      const rough = planeDistance(position, nearest)
      if (rough * (1 - error) > limit + segment.bulge) return false
      const away = distance(position, nearest, { units: 'meters' })
      const margin = limit * error * error + segment.bulge + 0.01
      if (away <= limit - margin) within = true
      else if (away <= limit + margin) near.push(segment)
      return false
    })
    return within ? null : near
  }

  /** Whether a segment is at most `limit` metres away; `unsure` where that has to be measured. */
  reach(position: Position, limit: number): 'within' | 'beyond' | 'unsure' {
    const near = this.#near(position, limit)
    if (near === null) return 'within'
    return near.length === 0 ? 'beyond' : 'unsure'
  }

  /** True when a segment is at most `limit` metres away. */
  within(position: Position, limit: number): boolean {
    const near = this.#near(position, limit)
    return near === null || near.some((segment) => turfDistance(segment, position) <= limit)
  }
}
