import { describe, expect, it } from 'vitest'
import {
  type Clusters,
  type DbscanOptions,
  dbscanPlane,
  dbscanSphere,
  pointKind,
} from '../../../server/analysis/dbscan.ts'
import { Random } from '../../helpers/random.ts'
import { readReference } from '../../helpers/referenceNumbers.ts'

interface Run {
  readonly eps: number
  readonly min_points: number
  readonly labels_sklearn: number[]
  readonly core: number[]
  readonly n_clusters: number
  readonly n_noise: number
  readonly n_border: number
  readonly border_possible_clusters: Record<string, number[]>
}
interface PointSet {
  readonly name: string
  readonly crs: string
  readonly points: [number, number][]
  readonly runs: Run[]
}
type Point = readonly [number, number]

const { sets } = readReference<{ sets: PointSet[] }>('dbscan')
const axis = (points: readonly Point[], index: 0 | 1) => Float64Array.from(points, (point) => point[index])
const sphere = (points: readonly Point[], options: DbscanOptions) =>
  dbscanSphere(axis(points, 0), axis(points, 1), options)
const plane = (points: readonly Point[], options: DbscanOptions) =>
  dbscanPlane(axis(points, 0), axis(points, 1), options)

/** Distance by which the naive reference measures: haversine in metres, or straight in the plane. */
function haversine([lng, lat]: Point, [otherLng, otherLat]: Point): number {
  const radians = Math.PI / 180
  const half =
    Math.sin(((otherLat - lat) * radians) / 2) ** 2 +
    Math.cos(lat * radians) * Math.cos(otherLat * radians) * Math.sin(((otherLng - lng) * radians) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(half)))
}

/** DBSCAN by comparing every pair. */
function naive(points: readonly Point[], { maxDistance, minPoints }: DbscanOptions): Clusters {
  const near = points.map((point) =>
    points.flatMap((other, index) => (haversine(point, other) <= maxDistance ? [index] : [])),
  )
  const core = near.map((list) => list.length >= minPoints)
  const cluster = new Int32Array(points.length).fill(-1)
  let clusterCount = 0
  for (const start of points.keys()) {
    if (!core[start] || cluster[start] !== -1) continue
    const queue = [start]
    for (let member = queue.pop(); member !== undefined; member = queue.pop()) {
      if (cluster[member] !== -1) continue
      cluster[member] = clusterCount
      queue.push(...(near[member] ?? []).filter((other) => core[other] && cluster[other] === -1))
    }
    clusterCount++
  }
  const kind = Uint8Array.from(core, (isCore) => (isCore ? pointKind.core : pointKind.noise))
  for (const point of points.keys()) {
    if (core[point]) continue
    const cores = (near[point] ?? []).filter((other) => core[other])
    const distances = cores.map((other) => haversine(points[point] as Point, points[other] as Point))
    const nearest = cores.filter((_, index) => (distances[index] ?? 0) - Math.min(...distances) < 1e-6)
    if (nearest.length === 0) continue
    cluster[point] = Math.min(...nearest.map((other) => cluster[other] as number))
    kind[point] = pointKind.edge
  }
  return { clusterCount, cluster, kind }
}

const referenceRuns = sets.flatMap((set) => set.runs.map((each) => [`${set.name} at ${each.eps}`, set, each] as const))

describe.each(referenceRuns)('%s', (_name, { crs, points }, reference) => {
  const options = { maxDistance: reference.eps, minPoints: reference.min_points }
  const found = crs === 'planar' ? plane(points, options) : sphere(points, options)

  it('has the core, edge and noise points of scikit-learn', () => {
    expect(Array.from(found.kind, (kind) => Number(kind === pointKind.core))).toEqual(reference.core)
    const noise = points.flatMap((_, point) => (found.kind[point] === pointKind.noise ? [point] : []))
    expect(noise).toEqual(points.flatMap((_, point) => (reference.labels_sklearn[point] === -1 ? [point] : [])))
    expect([found.clusterCount, noise.length]).toEqual([reference.n_clusters, reference.n_noise])
  })

  it('has the clusters of scikit-learn, in the order of their first core point', () => {
    const cores = (labels: ArrayLike<number>) => points.map((_, point) => (reference.core[point] ? labels[point] : -1))
    expect(cores(found.cluster)).toEqual(cores(reference.labels_sklearn))
  })

  it('gives each edge point to a cluster it may belong to', () => {
    const edges = points.flatMap((_, point) => (found.kind[point] === pointKind.edge ? [point] : []))
    expect(edges.length).toBe(reference.n_border)
    for (const point of edges) expect(reference.border_possible_clusters[point]).toContain(found.cluster[point])
  })
})

/** Points in knots and alone, around a centre; the spread is in degrees. */
function knots(random: Random, count: number, [lng, lat]: Point, spread: number): Point[] {
  const centers = Array.from({ length: 6 }, () => [random.next() - 0.5, random.next() - 0.5] as const)
  return Array.from({ length: count }, () => {
    const [dx, dy] = random.chance(0.3) ? [random.next() - 0.5, random.next() - 0.5] : random.pick(centers)
    const jitter = () => (random.next() + random.next() - 1) * 0.06
    const moved = lng + (dx + jitter()) * spread
    const up = Math.max(-90, Math.min(90, lat + (dy + jitter()) * spread))
    return [((((moved + 180) % 360) + 360) % 360) - 180, up] as const
  })
}

describe('dbscanSphere', () => {
  it.each([
    ['in the middle of China', [110, 32], 1],
    ['across the 180th meridian', [180, -17], 1],
    ['at the equator and the first meridian', [0, 0], 1],
    ['at the north pole', [0, 89.6], 1],
    ['around the south pole', [0, -89], 300],
    ['over half the world', [100, 10], 160],
  ] as const)('answers as the comparison of every pair, %s', (_, center, spread) => {
    const random = new Random(spread + center[1])
    for (const maxDistance of [2500, 9000, 60_000].map((meters) => meters * Math.min(30, spread))) {
      const points = knots(random, 250, center, spread)
      const options = { maxDistance, minPoints: 5 }
      expect(sphere(points, options)).toEqual(naive(points, options))
    }
  })

  it('does not depend on the order of the points', () => {
    const random = new Random(8)
    const points = knots(random, 3000, [120.2, 30.3], 1)
    const options = { maxDistance: 1200, minPoints: 6 }
    const first = sphere(points, options)
    const shuffled = points.map((_, index) => index)
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = random.integer(0, last)
      ;[shuffled[last], shuffled[other]] = [shuffled[other] as number, shuffled[last] as number]
    }
    const again = sphere(
      shuffled.map((index) => points[index] as Point),
      options,
    )
    expect(again.clusterCount).toBe(first.clusterCount)
    const renumbered = new Map<number, number>()
    for (const [place, index] of shuffled.entries()) {
      expect(again.kind[place]).toBe(first.kind[index])
      const [before, after] = [first.cluster[index] as number, again.cluster[place] as number]
      expect(renumbered.get(before) ?? after).toBe(after)
      renumbered.set(before, after)
    }
    expect(new Set(renumbered.values()).size).toBe(renumbered.size)
  })

  it('gives an edge point to its nearest core, though another cluster has more of them in reach', () => {
    const at = (lng: number, count: number) => Array.from({ length: count }, () => [120 + lng, 30] as const)
    const points = [...at(-0.002, 6), ...at(-0.0014, 3), ...at(0.001, 2), ...at(0.002, 7), ...at(0, 1)]
    const found = sphere(points, { maxDistance: 150, minPoints: 9 })
    expect([found.clusterCount, found.kind[18]]).toEqual([2, pointKind.edge])
    expect(found.cluster[18]).toBe(1)
  })

  it('numbers the clusters by their first core point', () => {
    const found = plane([[9, 9], [0, 0], [0, 1], [5, 5], [5, 6], [0, 0.5]], { maxDistance: 1, minPoints: 2 }) // prettier-ignore
    expect([...found.cluster]).toEqual([-1, 0, 0, 1, 1, 0])
  })

  it('makes one cluster of 200,000 points in one reach within two seconds, and of one place held 200,000 times', () => {
    const random = new Random(3)
    const points = Array.from({ length: 200_000 }, () => [120 + random.next() * 0.001, 30 + random.next() * 0.001])
    const start = performance.now()
    for (const crowd of [points, points.map(() => [120, 30])]) {
      const found = sphere(crowd as unknown as Point[], { maxDistance: 200, minPoints: 10 })
      expect(found.clusterCount).toBe(1)
      expect(found.kind.every((kind) => kind === pointKind.core)).toBe(true)
    }
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('keeps two crowds apart that face each other just beyond the reach', () => {
    const random = new Random(4)
    const crowd = (lng: number) => Array.from({ length: 20_000 }, () => [lng, 30 + random.next() * 0.0005] as const)
    const options = { maxDistance: 100, minPoints: 10 }
    expect(sphere([...crowd(120), ...crowd(120.00105)], options).clusterCount).toBe(2)
    expect(sphere([...crowd(120), ...crowd(120.00103)], options).clusterCount).toBe(1)
  })

  it('finds nothing in no points, and noise in a single one unless one point is enough', () => {
    expect(sphere([], { maxDistance: 10, minPoints: 3 })).toMatchObject({ clusterCount: 0 })
    expect([...sphere([[120, 30]], { maxDistance: 10, minPoints: 2 }).cluster]).toEqual([-1])
    expect([...sphere([[120, 30]], { maxDistance: 10, minPoints: 1 }).cluster]).toEqual([0])
  })

  it('reaches around the whole globe when asked to', () => {
    const points: Point[] = [[0, 0], [180, 0], [-90, 10], [20, -90], [77, 90]] // prettier-ignore
    expect(sphere(points, { maxDistance: 2.1e7, minPoints: 5 }).clusterCount).toBe(1)
  })

  it('refuses what is no distance, number of points or place, naming it', () => {
    expect(() => sphere([], { maxDistance: 0, minPoints: 3 })).toThrow('maxDistance is 0')
    expect(() => sphere([], { maxDistance: 5, minPoints: 1.5 })).toThrow('minPoints is 1.5')
    expect(() => sphere([[120, 91]], { maxDistance: 5, minPoints: 1 })).toThrow('latitude of point 0 is 91')
    expect(() => sphere([[NaN, 0]], { maxDistance: 5, minPoints: 1 })).toThrow('longitude of point 0 is NaN')
    expect(() => dbscanPlane(new Float64Array(2), new Float64Array(1), { maxDistance: 5, minPoints: 1 })).toThrow(
      '1 values of y for 2 points',
    )
    expect(() => sphere([[0, -90], [0, 90]], { maxDistance: 1e-3, minPoints: 1 })).toThrow('rows of cells') // prettier-ignore
  })

  it('can be cancelled', () => {
    const checkpoint = () => {
      throw new Error('cancelled')
    }
    expect(() => sphere([[120, 30]], { maxDistance: 5, minPoints: 1, checkpoint })).toThrow('cancelled')
  })
})
