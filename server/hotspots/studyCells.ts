import { polygonToCells } from 'h3-js'
import { createNeighborBuffer, readNeighbors } from '../analysis/h3Neighbors.ts'
import type { StudyArea } from './study.ts'

/** The cells and those that touch them, rising. */
function surrounded(cells: BigUint64Array): BigUint64Array {
  const words = new Uint32Array(cells.buffer, cells.byteOffset, cells.length * 2)
  const buffer = createNeighborBuffer()
  const all = new Set<bigint>(cells)
  for (let cell = 0; cell < cells.length; cell += 1) {
    readNeighbors(words[2 * cell] as number, words[2 * cell + 1] as number, buffer)
    for (let index = 0; index < buffer.count; index += 1) {
      all.add((BigInt(buffer.high[index] as number) << 32n) | BigInt(buffer.low[index] as number))
    }
  }
  return BigUint64Array.from(all).sort()
}

/** The cells of a study area at a resolution, rising. */
export function studyCells(area: StudyArea, resolution: number): BigUint64Array {
  if (area.kind !== 'region') return area.kind === 'occupied' ? area.cells : surrounded(area.cells)
  const inEach = area.shapes.map(
    (polygons) => new Set(polygons.flatMap((rings) => polygonToCells(rings as [number, number][][], resolution, true))),
  )
  const [first = new Set<string>(), ...others] = inEach
  const kept = [...first].filter((cell) => others.every((cells) => cells.has(cell)))
  return BigUint64Array.from(kept, (cell) => BigInt(`0x${cell}`)).sort()
}
