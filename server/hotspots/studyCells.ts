import { area as areaOf } from '@turf/area'
import type { Position } from 'geojson'
import { cellToLatLng, polygonToCells } from 'h3-js'
import { createNeighborBuffer, readNeighbors } from '../analysis/h3Neighbors.ts'
import { EdgeIndex } from '../queries/place/edgeIndex.ts'
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

type Shape = readonly (readonly Position[][])[]

/** The cells of a resolution with their middle in a shape. */
const fill = (shape: Shape, resolution: number): Set<string> =>
  new Set(shape.flatMap((rings) => polygonToCells(rings as [number, number][][], resolution, true)))

const sizeOf = (shape: Shape): number => areaOf({ type: 'MultiPolygon', coordinates: shape as Position[][][] })

/** The cells with their middle in all the shapes: those of the smallest, looked up in the others, rising. */
function cellsInAll(shapes: readonly Shape[], resolution: number): BigUint64Array {
  const [smallest = [], ...others] = shapes.toSorted((a, b) => sizeOf(a) - sizeOf(b))
  const outlines = others.map((shape) => new EdgeIndex(shape))
  const kept = [...fill(smallest, resolution)].filter((cell) => {
    const [lat, lng] = cellToLatLng(cell)
    return outlines.every((outline) => outline.contains(lng, lat))
  })
  return BigUint64Array.from(kept, (cell) => BigInt(`0x${cell}`)).sort()
}

/** The cells of a study area at a resolution, rising. */
export function studyCells(area: StudyArea, resolution: number): BigUint64Array {
  if (area.kind === 'region') return cellsInAll(area.shapes, resolution)
  return area.kind === 'occupied' ? area.cells : surrounded(area.cells)
}
