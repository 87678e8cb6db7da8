import { cellToLatLng } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import { sectors } from '#model/codes.ts'
import { boxHolds } from '../queries/place/boxes.ts'
import { cellOfQuotient, keysBelow } from '../queries/place/cellKey.ts'
import { boxesOfCells } from '../queries/tileCells.ts'
import type { CountedCell } from './cellFeatures.ts'
import type { TileValue } from './encodeTile.ts'
import { type PointIndex, rowRanges, type RowTest } from './pointIndex.ts'

/** What is counted in a cell beside all of its rows, by name. */
export type CellTests = Readonly<Record<string, RowTest>>

/** The sector of most rows; of two with as many the one that is listed first. */
function leadingSector(texts: readonly (string | null)[], counts: Uint32Array): Record<string, TileValue> {
  let [most, rank, sector] = [0, Infinity, null as string | null]
  texts.forEach((text, number) => {
    const count = counts[number] as number
    if (text === null || count === 0 || count < most) return
    const found = sectors.findIndex(({ id }) => id === text)
    const place = found < 0 ? sectors.length : found
    if (count > most || place < rank) [most, rank, sector] = [count, place, found < 0 ? null : text]
  })
  return { sector, sectorCount: most }
}

/** The counts of the rows of one cell after another. */
class CellCounter {
  readonly #tests: readonly (readonly [name: string, test: RowTest])[]
  readonly #passed: Uint32Array
  readonly #sector: PointIndex['codes'][string] | undefined
  readonly #sectorCounts: Uint32Array
  #count = 0

  constructor(index: PointIndex, tests: CellTests) {
    this.#tests = Object.entries(tests)
    this.#passed = new Uint32Array(this.#tests.length)
    this.#sector = index.codes.sector
    this.#sectorCounts = new Uint32Array(this.#sector?.texts.length ?? 0)
  }

  add(row: number): void {
    this.#count += 1
    this.#tests.forEach(([, test], position) => {
      if (test(row)) this.#passed[position]! += 1
    })
    if (this.#sector) this.#sectorCounts[this.#sector.numbers[row] as number]! += 1
  }

  /** The counts since the last time; null when there are none. */
  take(): Record<string, TileValue> | null {
    if (this.#count === 0) return null
    const passed = this.#tests.map(([name], position) => [name, this.#passed[position] as number])
    const leading = this.#sector ? leadingSector(this.#sector.texts, this.#sectorCounts) : {}
    const counts = { count: this.#count, ...Object.fromEntries(passed), ...leading }
    this.#count = 0
    this.#passed.fill(0)
    this.#sectorCounts.fill(0)
    return counts
  }
}

/** The same as `readTileCells`, out of an index: the rows of a cell follow each other. */
export function countCells(
  index: PointIndex,
  keeps: RowTest | null,
  tests: CellTests,
  bbox: Bbox,
  resolution: number,
): CountedCell[] {
  const { near, reach } = boxesOfCells(bbox, resolution)
  const [west, south, east, north] = reach
  const { keys, lng, lat } = index
  const counter = new CellCounter(index, tests)
  const width = keysBelow(resolution)
  const cells: CountedCell[] = []
  let quotient = -1
  function finish(): void {
    const properties = counter.take()
    if (!properties) return
    const cell = cellOfQuotient(quotient, resolution)
    const [y, x] = cellToLatLng(cell)
    if (boxHolds(near, x, y)) cells.push({ cell, properties })
  }
  for (const [from, to] of rowRanges(index, reach)) {
    for (let row = from; row < to; row += 1) {
      const x = lng[row] as number
      const y = lat[row] as number
      if (x < west || x > east || y < south || y > north || (keeps && !keeps(row))) continue
      const at = Math.floor((keys[row] as number) / width)
      if (at !== quotient) finish()
      quotient = at
      counter.add(row)
    }
  }
  finish()
  return cells
}
