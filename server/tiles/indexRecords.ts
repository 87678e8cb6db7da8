import type { PointCollectionId } from '../queries/pointRows.ts'
import type { TileFeature, TileValue } from './encodeTile.ts'
import { hazardRows } from './hazardRows.ts'
import { textAt } from './pointColumns.ts'
import type { PointIndex } from './pointIndex.ts'
import { projectTo, type Tile, touchesTile } from './tileGrid.ts'

type Properties = Record<string, TileValue>

/** The properties of a row but for its stack, as in tileLayers.ts. */
function propertiesOf(
  index: PointIndex,
  collectionId: PointCollectionId,
  asOf: number,
  names: boolean,
): (row: number) => Properties {
  const { texts, codes, numbers } = index
  const code = (name: string): ((row: number) => TileValue) => {
    const column = codes[name]
    return (row) => column?.texts[column.numbers[row] as number] ?? null
  }
  const text = (name: string): ((row: number) => TileValue) => {
    const column = texts[name]
    return (row) => (column ? textAt(column, row) : null)
  }
  const id = text('id')
  const sector = code('sector')
  if (collectionId === 'hazards') {
    const { status, overdue, listed } = hazardRows(index, asOf)
    const [level, source] = [code('level'), code('source')]
    return (row) => {
      const state = { status: status(row), overdue: overdue(row), listed: listed(row) }
      return { id: id(row), level: level(row), sector: sector(row), source: source(row), ...state }
    }
  }
  if (collectionId === 'enterprises') {
    const [name, risk, status] = [text('name'), code('risk'), code('status')]
    return (row) => {
      const named: Properties = names ? { id: id(row), name: name(row) } : { id: id(row) }
      return { ...named, sector: sector(row), risk: risk(row), status: status(row) }
    }
  }
  const [severity, type] = [code('severity'), code('type')]
  const deathsOf = (row: number): number | null => {
    const deaths = numbers.deaths?.[row] ?? NaN
    return Number.isNaN(deaths) ? null : deaths
  }
  return (row) => ({ id: id(row), severity: severity(row), deaths: deathsOf(row), type: type(row) })
}

/** The rows as points of the tile, `stack` telling how many of them share a place: those follow each other. */
export function recordFeatures(
  index: PointIndex,
  collectionId: PointCollectionId,
  rows: readonly number[],
  { tile, asOf, names }: { tile: Tile; asOf: number; names: boolean },
): TileFeature[] {
  const { lng, lat } = index
  const project = projectTo(tile)
  const read = propertiesOf(index, collectionId, asOf, names)
  const features: TileFeature[] = []
  for (let start = 0; start < rows.length;) {
    const first = rows[start] as number
    const [x, y] = [lng[first] as number, lat[first] as number]
    let end = start + 1
    while (end < rows.length && lng[rows[end] as number] === x && lat[rows[end] as number] === y) end += 1
    const place = project(x, y)
    const paths = [[place]]
    const stack = end - start
    const inTile = touchesTile(place[0], place[1], place[0], place[1])
    for (; start < end; start += 1) {
      const properties = read(rows[start] as number)
      properties.stack = stack
      if (inTile) features.push({ type: 'point', paths, properties })
    }
  }
  return features
}
