import { createNeighborBuffer, h3Resolution, readNeighbors } from './h3Neighbors.ts'
import type { Checkpoint, SpatialWeights } from './spatialWeights.ts'

/** Ids of H3 cells given by name (`8828308281fffff`), in the same order. */
export function cellIds(names: readonly string[]): BigUint64Array {
  return BigUint64Array.from(names, (name) => BigInt(`0x${name}`))
}

/** Name of an H3 cell given by id. */
export const cellName = (id: bigint): string => id.toString(16)

/** Cells by number: the given ones first, then those met on the way. Open addressing over the two words of an id. */
class CellRegister {
  /** The words of the cells; those from `count` on are not in use. */
  low: Uint32Array
  high: Uint32Array
  count = 0
  #slots: Int32Array

  constructor(expected: number) {
    this.low = new Uint32Array(Math.max(16, expected))
    this.high = new Uint32Array(Math.max(16, expected))
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)))).fill(-1)
  }

  #slot(low: number, high: number): number {
    const mask = this.#slots.length - 1
    let slot = Math.imul(Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) ^ Math.imul(high, 0x297a2d39), 0x9e3779b1)
    slot = (slot ^ (slot >>> 14)) & mask
    for (;;) {
      const number = this.#slots[slot] as number
      if (number < 0 || (this.low[number] === low && this.high[number] === high)) return slot
      slot = (slot + 1) & mask
    }
  }

  /** Number of a cell; -1 when it is not registered. */
  find(low: number, high: number): number {
    return this.#slots[this.#slot(low, high)] as number
  }

  /** Number of a cell, registered now if it was not. */
  add(low: number, high: number): number {
    const slot = this.#slot(low, high)
    const known = this.#slots[slot] as number
    if (known >= 0) return known
    const number = this.count
    if (number === this.low.length) this.#widen()
    this.low[number] = low
    this.high[number] = high
    this.count = number + 1
    this.#slots[slot] = number
    if (this.count * 1.5 > this.#slots.length) this.#grow()
    return number
  }

  #widen(): void {
    const [low, high] = [this.low, this.high]
    this.low = new Uint32Array(low.length * 2)
    this.high = new Uint32Array(high.length * 2)
    this.low.set(low)
    this.high.set(high)
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1)
    for (let number = 0; number < this.count; number += 1) {
      this.#slots[this.#slot(this.low[number] as number, this.high[number] as number)] = number
    }
  }
}

function registerCells(ids: BigUint64Array, expected: number): CellRegister {
  const register = new CellRegister(expected)
  const words = new Uint32Array(ids.buffer, ids.byteOffset, ids.length * 2)
  const resolution = ids.length === 0 ? 0 : h3Resolution(words[1] as number)
  for (let cell = 0; cell < ids.length; cell += 1) {
    const low = words[2 * cell] as number
    const high = words[2 * cell + 1] as number
    if (h3Resolution(high) !== resolution || high >>> 27 !== 1) {
      throw new RangeError(`cell ${cellName(ids[cell] as bigint)} is no H3 cell of resolution ${resolution}`)
    }
    if (register.add(low, high) !== cell) throw new RangeError(`cell ${cellName(ids[cell] as bigint)} comes twice`)
  }
  return register
}

/**
 * Neighbours of every cell that a walk of `rings` steps from the given ones can leave from: six slots each, -1 for none.
 * Each cell is looked at once; the last step registers nothing, as it need not go on.
 */
function adjacency(register: CellRegister, rings: number, checkpoint: Checkpoint): Int32Array {
  const buffer = createNeighborBuffer()
  let slots = new Int32Array(0)
  for (let step = 1, from = 0; step <= rings; step += 1) {
    const to = register.count
    const known = slots
    slots = new Int32Array(to * 6).fill(-1)
    slots.set(known)
    for (let cell = from; cell < to; cell += 1) {
      if (cell % 16384 === 0) checkpoint()
      readNeighbors(register.low[cell] as number, register.high[cell] as number, buffer)
      for (let index = 0; index < buffer.count; index += 1) {
        const low = buffer.low[index] as number
        const high = buffer.high[index] as number
        slots[cell * 6 + index] = step < rings ? register.add(low, high) : register.find(low, high)
      }
    }
    from = to
  }
  return slots
}

/** Rings around every cell of a study area, nearest first: row i of `weights[k]` lists the cells of ring k exactly. */
export interface CellRings {
  readonly count: number
  /** Cells at each grid distance; index 0 is distance 1. Rows are unordered. */
  readonly rings: readonly SpatialWeights[]
}

/**
 * The cells of the study area at grid distance 1, 2, .. `rings` of every cell. Ways through cells outside the study area
 * count, so that a hole does not push its far side away; around pentagons rings are smaller, and nothing is assumed.
 * Throws on a cell that comes twice or of another resolution.
 */
export function h3CellRings(ids: BigUint64Array, rings: number, checkpoint: Checkpoint = () => {}): CellRings {
  const register = registerCells(ids, ids.length * (rings > 1 ? 1.5 : 1))
  const slots = adjacency(register, rings, checkpoint)
  const starts = Array.from({ length: rings }, () => new Int32Array(ids.length + 1))
  const found = Array.from({ length: rings }, (_, ring) => new Int32Array(ids.length * 6 * (ring + 1)))
  const seenBy = new Int32Array(register.count).fill(-1)
  let front: number[] = []
  let next: number[] = []
  for (let cell = 0; cell < ids.length; cell += 1) {
    if (cell % 16384 === 0) checkpoint()
    seenBy[cell] = cell
    front.length = 0
    front.push(cell)
    for (let ring = 0; ring < rings; ring += 1) {
      const start = starts[ring] as Int32Array
      const into = found[ring] as Int32Array
      let to = start[cell] as number
      next.length = 0
      for (let index = 0; index < front.length; index += 1) {
        const base = (front[index] as number) * 6
        for (let slot = base; slot < base + 6; slot += 1) {
          const other = slots[slot] as number
          if (other < 0 || seenBy[other] === cell) continue
          seenBy[other] = cell
          next.push(other)
          if (other < ids.length) into[to++] = other
        }
      }
      start[cell + 1] = to
      ;[front, next] = [next, front]
    }
  }
  return {
    count: ids.length,
    rings: found.map((neighbor, ring) => {
      const start = starts[ring] as Int32Array
      return { start, neighbor: neighbor.subarray(0, start[ids.length] as number), weight: null }
    }),
  }
}

/** Binary weights of the cells within `rings` steps, self left out: R's neighbour list of `gridDisk` without its middle. */
export function h3Weights(ids: BigUint64Array, rings: number, checkpoint?: Checkpoint): SpatialWeights {
  const { rings: parts } = h3CellRings(ids, rings, checkpoint)
  const start = new Int32Array(ids.length + 1)
  for (const part of parts) part.start.forEach((from, cell) => (start[cell] = (start[cell] as number) + from))
  const neighbor = new Int32Array(start[ids.length] as number)
  for (let cell = 0; cell < ids.length; cell += 1) {
    let to = start[cell] as number
    for (const part of parts) {
      const row = part.neighbor.subarray(part.start[cell] as number, part.start[cell + 1] as number)
      neighbor.set(row, to)
      to += row.length
    }
    neighbor.subarray(start[cell] as number, to).sort()
  }
  return { start, neighbor, weight: null }
}
