import { setImmediate as nextTurn } from 'node:timers/promises'
import { cellToLatLng } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import { sectors } from '#model/codes.ts'
import { boxHolds } from '../queries/place/boxes.ts'
import { cellOfQuotient, keysBelow } from '../queries/place/cellKey.ts'
import { boxesOfCells } from '../queries/tileCells.ts'
import type { CountedCell } from './cellFeatures.ts'
import type { TileValue } from './encodeTile.ts'
import { hazardBits, type HazardRows } from './hazardRows.ts'
import { type PointIndex, rowRanges, type RowTest } from './pointIndex.ts'

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
  readonly #flags: HazardRows['flags'] | null
  readonly #sectors: PointIndex['codes'][string] | null
  readonly #sectorCounts: Uint32Array
  #count = 0
  #open = 0
  #overdue = 0
  #listed = 0

  constructor({ codes }: PointIndex, flags: HazardRows['flags'] | null) {
    this.#flags = flags
    this.#sectors = codes.sector ?? null
    this.#sectorCounts = new Uint32Array(this.#sectors?.texts.length ?? 0)
  }

  add(row: number): void {
    this.#count += 1
    if (this.#sectors) (this.#sectorCounts[this.#sectors.numbers[row] as number] as number) += 1
    if (!this.#flags) return
    const flags = this.#flags(row)
    if (flags & hazardBits.open) this.#open += 1
    if (flags & hazardBits.overdue) this.#overdue += 1
    if (flags & hazardBits.listed) this.#listed += 1
  }

  /** The counts since the last time; null when there are none. */
  take(): Record<string, TileValue> | null {
    if (this.#count === 0) return null
    const flagged: Record<string, TileValue> = this.#flags
      ? { open: this.#open, overdue: this.#overdue, listed: this.#listed }
      : {}
    const leading = this.#sectors ? leadingSector(this.#sectors.texts, this.#sectorCounts) : {}
    const counts = { count: this.#count, ...flagged, ...leading }
    this.#count = this.#open = this.#overdue = this.#listed = 0
    this.#sectorCounts.fill(0)
    return counts
  }
}

/** The cells of one resolution in a box as their rows come by. */
class CellList {
  readonly cells: CountedCell[] = []
  readonly #near: Bbox
  readonly #resolution: number
  readonly #width: number
  readonly #counter: CellCounter
  #quotient = 0
  #end = -1

  constructor(near: Bbox, resolution: number, counter: CellCounter) {
    this.#near = near
    this.#resolution = resolution
    this.#width = keysBelow(resolution)
    this.#counter = counter
  }

  add(row: number, key: number): void {
    if (key >= this.#end) {
      this.finish()
      this.#quotient = Math.floor(key / this.#width)
      this.#end = (this.#quotient + 1) * this.#width
    }
    this.#counter.add(row)
  }

  finish(): void {
    const properties = this.#counter.take()
    if (!properties) return
    const cell = cellOfQuotient(this.#quotient, this.#resolution)
    const [lat, lng] = cellToLatLng(cell)
    if (boxHolds(this.#near, lng, lat)) this.cells.push({ cell, properties })
  }
}

/** Rows counted before others have their turn: some milliseconds. */
const rowsAtOnce = 100_000

/** The same as `readTileCells`, out of an index: the rows of a cell follow each other. `flags` are those of hazards. */
export async function countCells(
  index: PointIndex,
  { keeps, flags }: { keeps: RowTest | null; flags: HazardRows['flags'] | null },
  bbox: Bbox,
  resolution: number,
): Promise<CountedCell[]> {
  const { near, reach } = boxesOfCells(bbox, resolution)
  const [west, south, east, north] = reach
  const { keys, lng, lat } = index
  const list = new CellList(near, resolution, new CellCounter(index, flags))
  for (const [from, to] of rowRanges(index, reach)) {
    for (let row = from; row < to; row += 1) {
      if ((row - from) % rowsAtOnce === rowsAtOnce - 1) await nextTurn()
      const x = lng[row] as number
      const y = lat[row] as number
      if (x < west || x > east || y < south || y > north || (keeps && !keeps(row))) continue
      list.add(row, keys[row] as number)
    }
  }
  list.finish()
  return list.cells
}
