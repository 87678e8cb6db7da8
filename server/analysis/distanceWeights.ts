import type { Checkpoint, SpatialWeights } from './spatialWeights.ts'

/** Mean radius of the earth in metres (IUGG), as in h3 and Turf. */
const earthRadius = 6371008.8

/** Points on the unit sphere, three numbers each: great circles become straight chords, poles and ±180° no special places. */
function toSphere(lng: Float64Array, lat: Float64Array): Float64Array {
  const places = new Float64Array(lng.length * 3)
  for (let point = 0; point < lng.length; point += 1) {
    const across = ((lng[point] as number) * Math.PI) / 180
    const up = ((lat[point] as number) * Math.PI) / 180
    places.set([Math.cos(up) * Math.cos(across), Math.cos(up) * Math.sin(across), Math.sin(up)], point * 3)
  }
  return places
}

/** Length on the unit sphere's inside of an arc of so many metres. */
const chordOf = (meters: number) => 2 * Math.sin(Math.min(Math.PI, meters / earthRadius) / 2)

/** Points by cubes of the given edge, so that all within one edge of a point are in 27 cubes. */
class CubeIndex {
  readonly #places: Float64Array
  readonly #edge: number
  readonly #cubes = new Map<number, number[]>()

  constructor(places: Float64Array, edge: number) {
    this.#places = places
    this.#edge = Math.max(edge, 1e-5)
    for (let point = 0; point < places.length / 3; point += 1) {
      const key = this.#key(this.#step(point, 0), this.#step(point, 1), this.#step(point, 2))
      const cube = this.#cubes.get(key)
      if (cube) cube.push(point)
      else this.#cubes.set(key, [point])
    }
  }

  #step(point: number, axis: number): number {
    return Math.floor(((this.#places[point * 3 + axis] as number) + 1) / this.#edge)
  }

  #key(x: number, y: number, z: number): number {
    const width = Math.floor(2 / this.#edge) + 3
    return ((x + 1) * width + y + 1) * width + z + 1
  }

  /** Squared chord between two points. */
  apart(a: number, b: number): number {
    let sum = 0
    for (let axis = 0; axis < 3; axis += 1) {
      const step = (this.#places[a * 3 + axis] as number) - (this.#places[b * 3 + axis] as number)
      sum += step * step
    }
    return sum
  }

  /** Other points at most a chord away, which must not exceed the edge. */
  within(point: number, chord: number): number[] {
    const found: number[] = []
    const limit = chord * chord * (1 + 1e-12)
    const [x, y, z] = [this.#step(point, 0), this.#step(point, 1), this.#step(point, 2)]
    for (let cube = 0; cube < 27; cube += 1) {
      const key = this.#key(x + (cube % 3) - 1, y + (Math.floor(cube / 3) % 3) - 1, z + Math.floor(cube / 9) - 1)
      for (const other of this.#cubes.get(key) ?? []) {
        if (other !== point && this.apart(point, other) <= limit) found.push(other)
      }
    }
    return found
  }
}

function fromRows(rows: readonly number[][]): SpatialWeights {
  const start = new Int32Array(rows.length + 1)
  for (const [item, row] of rows.entries()) start[item + 1] = (start[item] as number) + row.length
  const neighbor = new Int32Array(start[rows.length] as number)
  for (const [item, row] of rows.entries()) {
    neighbor.set(row, start[item])
    neighbor.subarray(start[item], start[item + 1]).sort()
  }
  return { start, neighbor, weight: null }
}

function checkPoints(lng: Float64Array, lat: Float64Array): void {
  if (lng.length !== lat.length) throw new RangeError(`${lng.length} longitudes for ${lat.length} latitudes`)
  const bad = lat.findIndex((value, point) => !(Math.abs(value) <= 90 && Number.isFinite(lng[point])))
  if (bad >= 0) throw new RangeError(`point ${bad} is at ${lng[bad]}, ${lat[bad]}`)
}

/** Binary weights of all points at most `meters` away along the great circle, self left out; degrees, any longitude. */
export function distanceBand(
  lng: Float64Array,
  lat: Float64Array,
  meters: number,
  checkpoint: Checkpoint = () => {},
): SpatialWeights {
  checkPoints(lng, lat)
  if (!(meters > 0)) throw new RangeError(`a distance band of ${meters} m`)
  const chord = chordOf(meters)
  const index = new CubeIndex(toSphere(lng, lat), chord)
  const rows = Array.from(lng, (_, point) => {
    if (point % 16384 === 0) checkpoint()
    return index.within(point, chord)
  })
  return fromRows(rows)
}

/**
 * Binary weights of the `k` nearest points along the great circle, self left out; of equally near ones the lower number.
 * Asymmetric: i may be near to j and not j to i. Throws when there are not more than `k` points.
 */
export function nearestNeighbors(
  lng: Float64Array,
  lat: Float64Array,
  k: number,
  checkpoint: Checkpoint = () => {},
): SpatialWeights {
  checkPoints(lng, lat)
  if (!Number.isInteger(k) || k < 1 || k >= lng.length) throw new RangeError(`${k} nearest of ${lng.length} points`)
  const places = toSphere(lng, lat)
  const rows: number[][] = Array.from({ length: lng.length }, () => [])
  let waiting = Array.from(lng, (_, point) => point)
  for (let chord = firstReach(places, k); waiting.length > 0; chord *= 2) {
    checkpoint()
    const index = new CubeIndex(places, chord)
    waiting = waiting.filter((point) => {
      const found = index.within(point, chord)
      if (found.length < k) return true
      const apart = new Map(found.map((other) => [other, index.apart(point, other)]))
      found.sort((a, b) => (apart.get(a) as number) - (apart.get(b) as number) || a - b)
      rows[point] = found.slice(0, k)
      return false
    })
  }
  return fromRows(rows)
}

/** A chord that would hold some 2k points if they were even over the box around them. */
function firstReach(places: Float64Array, k: number): number {
  const spans = [0, 1, 2].map((axis) => {
    const along = places.filter((_, at) => at % 3 === axis)
    return (
      along.reduce((most, value) => Math.max(most, value), -1) -
      along.reduce((least, value) => Math.min(least, value), 1)
    )
  })
  const [first = 0, second = 0] = spans.sort((a, b) => b - a)
  return Math.max(1e-6, Math.sqrt((2 * k * first * Math.max(second, first / 100)) / (Math.PI * (places.length / 3))))
}

/** The smallest band in which every point has a neighbour, in metres: the greatest distance to a nearest one. */
export function widestNearestDistance(lng: Float64Array, lat: Float64Array): number {
  const { neighbor } = nearestNeighbors(lng, lat, 1)
  const index = new CubeIndex(toSphere(lng, lat), 2)
  const chord = Math.sqrt(neighbor.reduce((most, other, point) => Math.max(most, index.apart(point, other)), 0))
  return 2 * earthRadius * Math.asin(Math.min(1, chord / 2))
}
