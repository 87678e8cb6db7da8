import Flatbush from 'flatbush'

type Position = readonly number[]

/** Twice the signed area of the triangle abc: its sign is the side of ab on which c lies. */
function side(a: Position, b: Position, c: Position): number {
  const [ax = 0, ay = 0] = a
  const [bx = 0, by = 0] = b
  const [cx = 0, cy = 0] = c
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

/** The point where two segments cross in their insides; null when they merely touch, overlap or are apart. */
function crossing(a: Position, b: Position, c: Position, d: Position): [lng: number, lat: number] | null {
  const sideC = side(a, b, c)
  const sideD = side(a, b, d)
  if (sideC * sideD >= 0 || side(c, d, a) * side(c, d, b) >= 0) return null
  const share = sideC / (sideC - sideD)
  const [cx = 0, cy = 0] = c
  const [dx = 0, dy = 0] = d
  return [cx + share * (dx - cx), cy + share * (dy - cy)]
}

/**
 * The first place where the rings of a polygon cross themselves or each other, `[lng, lat]`; null when they nowhere do.
 * Rings are closed lists of positions. Touching at a point is no crossing. O(n log n) for n vertices of usual shapes.
 */
export function ringCrossing(rings: readonly (readonly Position[])[]): [lng: number, lat: number] | null {
  const segments = rings.flatMap((ring) => ring.slice(1).map((end, index) => [ring[index] as Position, end] as const))
  if (segments.length === 0) return null
  const index = new Flatbush(segments.length)
  for (const [[ax = 0, ay = 0], [bx = 0, by = 0]] of segments) {
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  }
  index.finish()
  for (const [number, [a, b]] of segments.entries()) {
    const [ax = 0, ay = 0] = a
    const [bx = 0, by = 0] = b
    const box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const
    for (const other of index.search(...box, (candidate) => candidate > number)) {
      const [c, d] = segments[other] as (typeof segments)[number]
      const point = crossing(a, b, c, d)
      if (point) return point
    }
  }
  return null
}
