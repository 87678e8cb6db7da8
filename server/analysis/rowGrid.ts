/** Shrinks cells a little, so that rounding never leaves two points of a cell further apart than its diagonal. */
const safety = 1 - 1e-6
const mostCells = 2 ** 32
/** Rows that a reach may touch, as steps from a cell's own row: the nearest first, where most neighbours are. */
const rowSteps = [0, 1, -1, 2, -2] as const

/** How points lie in rows of cells whose diagonal is at most the reach. */
export interface RowLayout {
  /** Place of each point across its row, at least 0. */
  readonly across: Float64Array
  /** Row of each point, from 0. */
  readonly row: Uint32Array
  /** Length of a row when its ends meet, else null. */
  readonly period: number | null
  cellWidth(row: number): number
  /** How far apart across the rows two points within the reach may be; Infinity for anywhere. */
  reach(row: number, otherRow: number): number
}

/**
 * Points sorted by cell, so that whatever a cell may reach in a row of cells is one slice of the sorted places.
 * Slots of a cell: `slots` pairs `[from, to)` at `slices[2 * slots * cell]`.
 */
export interface RowGrid {
  /** Points in the order of their cells. */
  readonly order: Uint32Array
  /** First place of each cell, and the number of points at the end. */
  readonly cellStart: Uint32Array
  /** Cell of each place. */
  readonly cellOf: Uint32Array
  readonly slots: number
  /** The slots of a cell's own row and of later ones: enough to meet every pair of cells. */
  readonly forwardSlots: readonly number[]
  readonly slices: Uint32Array
}

/** Rows and columns of equal squares in a plane whose coordinates are in the unit of `reach`. */
export function planeLayout(x: Float64Array, y: Float64Array, reach: number): RowLayout {
  const side = (reach / Math.SQRT2) * safety
  const west = smallest(x)
  const south = smallest(y)
  const across = new Float64Array(x.length)
  for (let point = 0; point < x.length; point++) across[point] = (x[point] as number) - west
  return {
    across,
    row: rowsOf(y, south, side),
    period: null,
    cellWidth: () => side,
    reach: (row, other) => Math.sqrt(reach ** 2 - gap(row, other, side) ** 2),
  }
}

/**
 * Rows of equal height on the unit sphere, cells as wide as their row allows; `chord` is the reach as a straight line
 * through the sphere. Angles in radians, longitudes at least 0 and less than 2π.
 */
export function sphereLayout(lng: Float64Array, lat: Float64Array, chord: number): RowLayout {
  const height = (chord / Math.SQRT2) * safety
  const south = smallest(lat)
  const edges = (row: number): [low: number, high: number] => [south + row * height, south + (row + 1) * height]
  const widest = (row: number) => {
    const [low, high] = edges(row)
    return low <= 0 && high >= 0 ? 1 : Math.max(Math.cos(low), Math.cos(high))
  }
  const narrowest = (row: number) => {
    const [low, high] = edges(row)
    return Math.max(0, Math.min(Math.cos(low), Math.cos(high)))
  }
  return {
    across: lng,
    row: rowsOf(lat, south, height),
    period: 2 * Math.PI,
    cellWidth: (row) => Math.min(2 * Math.PI, height / widest(row)),
    reach: (row, other) => {
      // Haversine: sin²(Δλ/2) = (sin²(d/2) - sin²(Δφ/2)) / (cos φ₁ cos φ₂).
      const free = (chord / 2) ** 2 - Math.sin(gap(row, other, height) / 2) ** 2
      const sine = free / (narrowest(row) * narrowest(other))
      return sine < 1 ? 2 * Math.asin(Math.sqrt(sine)) : Infinity
    },
  }
}

/** Least distance between two rows. */
function gap(row: number, other: number, height: number): number {
  return Math.max(0, Math.abs(row - other) - 1) * height
}

function rowsOf(values: Float64Array, from: number, height: number): Uint32Array {
  const most = Math.max(from, largest(values))
  if ((most - from) / height >= mostCells) {
    throw new RangeError(`points span more than ${mostCells} rows of cells: the distance is too small for their extent`)
  }
  const rows = new Uint32Array(values.length)
  for (let point = 0; point < rows.length; point++)
    rows[point] = Math.floor(((values[point] as number) - from) / height)
  return rows
}

function columnsOf({ across, row, cellWidth }: RowLayout): Uint32Array {
  const columns = new Uint32Array(row.length)
  for (let point = 0, width = 0, widthOf = -1; point < columns.length; point++) {
    const own = row[point] as number
    if (own !== widthOf) width = cellWidth((widthOf = own))
    const column = Math.floor((across[point] as number) / width)
    if (column >= mostCells) {
      throw new RangeError(`a row spans more than ${mostCells} cells: the distance is too small for the extent`)
    }
    columns[point] = column
  }
  return columns
}

function smallest(values: Float64Array): number {
  let least = Infinity
  for (let index = 0; index < values.length; index++)
    if ((values[index] as number) < least) least = values[index] as number
  return least
}

function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let index = 0; index < values.length; index++)
    if ((values[index] as number) > most) most = values[index] as number
  return most
}

/** Sorts `order` by the keys of its points, stably, eleven bits at a time. */
function radixSort(order: Uint32Array, keys: Uint32Array): Uint32Array {
  const most = largest(keys)
  let from = order
  let to: Uint32Array = new Uint32Array(order.length)
  for (let shift = 0; shift < 32 && most >>> shift > 0; shift += 11) {
    const starts = new Uint32Array(2049)
    for (let point = 0; point < keys.length; point++) starts[(((keys[point] as number) >>> shift) & 2047) + 1]!++
    for (let digit = 0; digit < 2048; digit++) starts[digit + 1]! += starts[digit] as number
    for (let index = 0; index < from.length; index++) {
      const point = from[index] as number
      to[starts[((keys[point] as number) >>> shift) & 2047]!++] = point
    }
    ;[from, to] = [to, from]
  }
  return from
}

interface SortedCells {
  readonly order: Uint32Array
  readonly cellStart: Uint32Array
  readonly cellOf: Uint32Array
  readonly cellRow: Uint32Array
  readonly cellColumn: Uint32Array
}

function sortIntoCells(layout: RowLayout): SortedCells {
  const columns = columnsOf(layout)
  const n = columns.length
  const points = new Uint32Array(n)
  for (let point = 0; point < n; point++) points[point] = point
  const order = radixSort(radixSort(points, columns), layout.row)
  const cellStart = new Uint32Array(n + 1)
  const cellOf = new Uint32Array(n)
  const cellRow = new Uint32Array(n)
  const cellColumn = new Uint32Array(n)
  let cells = 0
  for (let place = 0; place < n; place++) {
    const row = layout.row[order[place] as number] as number
    const column = columns[order[place] as number] as number
    if (cells === 0 || cellRow[cells - 1] !== row || cellColumn[cells - 1] !== column) {
      cellStart[cells] = place
      cellRow[cells] = row
      cellColumn[cells++] = column
    }
    cellOf[place] = cells - 1
  }
  cellStart[cells] = n
  return {
    order,
    cellOf,
    cellStart: cellStart.subarray(0, cells + 1),
    cellRow: cellRow.subarray(0, cells),
    cellColumn: cellColumn.subarray(0, cells),
  }
}

/** First cell of [from, to) whose column is at least `column`. */
function firstCell(columns: Uint32Array, from: number, to: number, column: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((columns[middle] as number) < column) from = middle + 1
    else to = middle
  }
  return from
}

/** The table of slices while it is filled. */
interface SliceTable {
  readonly layout: RowLayout
  readonly cells: SortedCells
  /** Whether points may be neighbours across the ends of a row. */
  readonly wraps: boolean
  /** What rounding may take away from a place across a row. */
  readonly padding: number
  readonly slots: number
  readonly slices: Uint32Array
}

function setSlice({ cells, slots, slices }: SliceTable, cell: number, slot: number, from: number, to: number): void {
  if (from >= to) return
  slices[2 * (slots * cell + slot)] = cells.cellStart[from] as number
  slices[2 * (slots * cell + slot) + 1] = cells.cellStart[to] as number
}

/** Slices of another row for the cells of a row, both given by their cells; the two run from west to east together. */
function reachRow(table: SliceTable, slot: number, cells: [number, number], others: [number, number]): void {
  const { layout, wraps } = table
  const { cellRow, cellColumn } = table.cells
  const [from, to] = cells
  const [otherFrom, otherTo] = others
  const row = cellRow[from] as number
  const other = cellRow[otherFrom] as number
  const period = layout.period ?? Infinity
  const width = layout.cellWidth(row)
  const otherWidth = layout.cellWidth(other)
  const reach = layout.reach(row, other) * (1 + 1e-9) + table.padding
  let low = otherFrom
  let high = otherFrom
  for (let cell = from; cell < to; cell++) {
    const west = (cellColumn[cell] as number) * width - reach
    const east = ((cellColumn[cell] as number) + 1) * width + reach
    if (east - west >= period) {
      setSlice(table, cell, slot, otherFrom, otherTo)
      continue
    }
    const firstColumn = Math.floor(west / otherWidth)
    const lastColumn = Math.floor(east / otherWidth)
    while (low < otherTo && (cellColumn[low] as number) < firstColumn) low++
    while (high < otherTo && (cellColumn[high] as number) <= lastColumn) high++
    setSlice(table, cell, slot, low, high)
    if (!wraps) continue
    if (west < 0) {
      const wrapped = firstCell(cellColumn, otherFrom, otherTo, Math.floor((west + period) / otherWidth))
      setSlice(table, cell, slot + rowSteps.length, Math.max(high, wrapped), otherTo)
    } else if (east >= period) {
      const wrapped = firstCell(cellColumn, otherFrom, otherTo, Math.floor((east - period) / otherWidth) + 1)
      setSlice(table, cell, slot + rowSteps.length, otherFrom, Math.min(low, wrapped))
    }
  }
}

/** First cell of each row that holds any, and the number of cells at the end. */
function rowStarts(cellRow: Uint32Array): number[] {
  const starts: number[] = []
  for (let cell = 0; cell < cellRow.length; cell++) {
    if (cell === 0 || cellRow[cell] !== cellRow[cell - 1]) starts.push(cell)
  }
  return [...starts, cellRow.length]
}

/** Sorts points into cells and finds what each cell may reach. O(n). */
export function buildRowGrid(layout: RowLayout): RowGrid {
  const cells = sortIntoCells(layout)
  const { across, period } = layout
  // A reach that is not all around is less than half way around.
  const wraps = period !== null && smallest(across) + period - largest(across) <= 0.501 * period
  const slots = wraps ? 2 * rowSteps.length : rowSteps.length
  const padding = 1e-12 * (period ?? largest(across))
  const table = { layout, cells, wraps, padding, slots, slices: new Uint32Array(2 * slots * cells.cellRow.length) }
  const starts = rowStarts(cells.cellRow)
  for (let index = 0; index + 1 < starts.length; index++) {
    const own: [number, number] = [starts[index] as number, starts[index + 1] as number]
    for (let other = Math.max(0, index - 2); other <= index + 2 && other + 1 < starts.length; other++) {
      const others: [number, number] = [starts[other] as number, starts[other + 1] as number]
      const step = (cells.cellRow[others[0]] as number) - (cells.cellRow[own[0]] as number)
      const slot = rowSteps.findIndex((candidate) => candidate === step)
      if (slot >= 0) reachRow(table, slot, own, others)
    }
  }
  const forwardSlots = Array.from({ length: slots }, (_, slot) => slot).filter(
    (slot) => (rowSteps[slot % rowSteps.length] as number) >= 0,
  )
  return {
    order: cells.order,
    cellStart: cells.cellStart,
    cellOf: cells.cellOf,
    slots,
    forwardSlots,
    slices: table.slices,
  }
}
