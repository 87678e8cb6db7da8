import { getHexagonEdgeLengthAvg, gridDisk, latLngToCell } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import type { Parameters } from '../parameters.ts'
import { inBox } from './placeSql.ts'
import { cellNumber, descendantRange, recordResolution } from './spatialCover.ts'

export type CellRange = readonly [low: bigint, high: bigint]

/** Enough for an index to help; each costs two comparisons a row. */
const maxRanges = 8
const diskSize = 2
/**
 * A disk of two rings about the cell of a point holds, with everything that descends from its cells, the circle of this
 * many average edges about the point: 3.5 edges from the middle of the disk to its outline, less one for the point
 * being off the middle, half of one for descendants outside their cell, times 0.8 for the smallest cells.
 */
const diskReach = 1.6
const kmPerDegree = 111.4

/** Merges ranges, those with the smallest gaps first, until there are at most eight. */
export function fewRanges(ranges: readonly CellRange[]): CellRange[] {
  const sorted = ranges.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
  const gaps = sorted
    .slice(1)
    .map(([low], index) => low - (sorted[index] as CellRange)[1])
    .toSorted((a, b) => (a < b ? 1 : -Number(a > b)))
  const widest = gaps[maxRanges - 1] ?? 1n
  const merged: [bigint, bigint][] = []
  for (const [low, high] of sorted) {
    const last = merged.at(-1)
    if (last && low - last[1] <= widest) last[1] = high > last[1] ? high : last[1]
    else merged.push([low, high])
  }
  return merged
}

/** Ranges of h3 that hold every record in a box; null when it is so large that they would not narrow. */
export function boxRanges([west, south, east, north]: Bbox): CellRange[] | null {
  const middle = Math.min(Math.abs(south), Math.abs(north)) * (south * north > 0 ? 1 : 0)
  const wide = ((east - west) / 2) * kmPerDegree * Math.cos((middle * Math.PI) / 180)
  const reach = Math.hypot(wide, ((north - south) / 2) * kmPerDegree)
  let resolution = recordResolution - 2
  while (resolution > 0 && getHexagonEdgeLengthAvg(resolution, 'km') * diskReach < reach) resolution -= 1
  if (resolution === 0) return null
  const cells = gridDisk(latLngToCell((south + north) / 2, (west + east) / 2, resolution), diskSize)
  return fewRanges(cells.map((cell) => descendantRange(cellNumber(cell), resolution)))
}

/** SQL of the records whose cell lies in one of the ranges. */
export function inRanges(ranges: readonly CellRange[], parameters: Parameters): string {
  return `(${ranges.map(([low, high]) => `h3 between ${parameters.add(low)} and ${parameters.add(high)}`).join(' or ')})`
}

/** SQL of the points in a box, its edges included. */
export function pointsIn(box: Bbox, parameters: Parameters): string {
  const exact = inBox(box, parameters)
  const ranges = boxRanges(box)
  return ranges ? `(${exact} and ${inRanges(ranges, parameters)})` : `(${exact})`
}
