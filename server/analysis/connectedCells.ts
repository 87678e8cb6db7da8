import { createNeighborBuffer, readNeighbors } from './h3Neighbors.ts'

/**
 * Groups of cells that touch, of those with `label` other than 0 and of the same label: one number a cell, from 0 in the
 * order of their first cell, -1 for label 0. `cells` are H3 cells of one resolution in any order.
 */
export function connectedCells(cells: BigUint64Array, label: ArrayLike<number>): Int32Array {
  const words = new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2)
  const group = new Int32Array(cells.length).fill(-1)
  const labelled = new Map<bigint, number>()
  for (let cell = 0; cell < cells.length; cell += 1) if (label[cell] !== 0) labelled.set(cells[cell] as bigint, cell)
  const buffer = createNeighborBuffer()
  let groups = 0
  for (const first of labelled.values()) {
    if (group[first] !== -1) continue
    const waiting = [first]
    group[first] = groups
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      readNeighbors(words[2 * cell] as number, words[2 * cell + 1] as number, buffer)
      for (let index = 0; index < buffer.count; index += 1) {
        const id = (BigInt(buffer.high[index] as number) << 32n) | BigInt(buffer.low[index] as number)
        const other = labelled.get(id)
        if (other === undefined || group[other] !== -1 || label[other] !== label[cell]) continue
        group[other] = groups
        waiting.push(other)
      }
    }
    groups += 1
  }
  return group
}
