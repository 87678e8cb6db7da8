import type { Bbox } from '#model/bbox.ts'
import type { Parameters } from '../parameters.ts'
import { type CellLevel, parentCell } from './spatialCover.ts'

/** SQL of the points in some cells. */
export const cellsIn = ({ resolution, cells }: CellLevel, parameters: Parameters): string =>
  `${parentCell(resolution)} in ${parameters.addIntegers(cells)}`

/** SQL of the points in a box, its edges included. */
export const inBox = ([west, south, east, north]: Bbox, parameters: Parameters): string =>
  `lng between ${parameters.add(west)} and ${parameters.add(east)}
   and lat between ${parameters.add(south)} and ${parameters.add(north)}`

/** SQL of the lines and polygons whose box lies in a box. */
export const boxesWithin = ([west, south, east, north]: Bbox, parameters: Parameters): string =>
  `(west >= ${parameters.add(west)} and south >= ${parameters.add(south)}
   and east <= ${parameters.add(east)} and north <= ${parameters.add(north)})`
