import { hazardStatuses } from '#model/codes.ts'
import type { PointCollectionId } from '../queries/pointRows.ts'
import { encodePoints, type PointProperty } from './encodePoints.ts'
import { hazardRows } from './hazardRows.ts'
import type { PointIndex } from './pointIndex.ts'
import { projectTo, type Tile, touchesTile } from './tileGrid.ts'

interface Drawing {
  readonly tile: Tile
  /** Days since 1970-01-01. */
  readonly asOf: number
  readonly names: boolean
}

const flag = (key: string, test: (row: number) => boolean): PointProperty => {
  return { key, values: [false, true], choice: (row) => Number(test(row)) }
}

/** The properties of the records of a collection but for `stack`, as in tileLayers.ts. */
function propertiesOf(index: PointIndex, collectionId: PointCollectionId, { asOf, names }: Drawing): PointProperty[] {
  const text = (key: string): PointProperty[] => {
    const texts = index.texts[key]
    return texts ? [{ key, texts }] : []
  }
  const code = (key: string): PointProperty[] => {
    const column = index.codes[key]
    return column ? [{ key, values: column.texts, choice: (row) => column.numbers[row] as number }] : []
  }
  if (collectionId === 'hazards') {
    const { status, overdue, listed } = hazardRows(index, asOf)
    const statuses: PointProperty = { key: 'status', values: hazardStatuses.map(({ id }) => id), choice: status }
    const derived = [statuses, flag('overdue', overdue), flag('listed', listed)]
    return [...text('id'), ...code('level'), ...code('sector'), ...code('source'), ...derived]
  }
  if (collectionId === 'enterprises') {
    return [...text('id'), ...(names ? text('name') : []), ...code('sector'), ...code('risk'), ...code('status')]
  }
  const number = (row: number): number | null => {
    const deaths = index.numbers.deaths?.[row] ?? NaN
    return Number.isNaN(deaths) ? null : deaths
  }
  return [...text('id'), ...code('severity'), { key: 'deaths', number }, ...code('type')]
}

/**
 * A tile of the rows as points; those beyond its buffer are left out. `stack` tells how many of the rows share a place:
 * they follow each other.
 */
export function drawRecords(
  index: PointIndex,
  collectionId: PointCollectionId,
  found: readonly number[],
  drawing: Drawing,
): Uint8Array {
  const { lng, lat } = index
  const project = projectTo(drawing.tile)
  const [rows, xs, ys, stacks]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let start = 0; start < found.length;) {
    const first = found[start] as number
    let end = start + 1
    while (end < found.length && lng[found[end] as number] === lng[first] && lat[found[end] as number] === lat[first]) {
      end += 1
    }
    const [x, y] = project(lng[first] as number, lat[first] as number)
    const stack = end - start
    if (!touchesTile(x, y, x, y)) start = end
    for (; start < end; start += 1) {
      rows.push(found[start] as number)
      xs.push(x)
      ys.push(y)
      stacks.push(stack)
    }
  }
  const stack: PointProperty = { key: 'stack', number: (_, position) => stacks[position] as number }
  return encodePoints({
    name: collectionId,
    rows,
    xs,
    ys,
    properties: [...propertiesOf(index, collectionId, drawing), stack],
  })
}
