import { cellToLatLng, getHexagonAreaAvg, getHexagonEdgeLengthAvg } from 'h3-js'
import type { Bbox } from '#model/bbox.ts'
import { cellName } from '../analysis/h3Rings.ts'
import { boxHolds, growBox } from '../queries/place/boxes.ts'
import { boxRanges } from '../queries/place/boxRanges.ts'
import { firstFrom } from '../queries/place/firstFrom.ts'
import { cellFeatures, type CountedCell } from '../tiles/cellFeatures.ts'
import { encodeTile, type TileFeature, type TileValue } from '../tiles/encodeTile.ts'
import { bufferedBbox, projectTo, type Tile } from '../tiles/tileGrid.ts'
import { type DisplayCells, displayCells } from './displayCells.ts'
import type { StudyOutput } from './runStudy.ts'

export const hotSpotTileLayer = 'hotspots'

/** Cells that a tile may hold, so that it stays well under 500 kB; fewer when each tells its steps too. */
const mostCells = 9000
const mostSteppedCells = 4000
/** Length of the equator in Web Mercator, kilometres. */
const worldKm = 40_075

/** The finest resolution, up to that of the analysis, whose cells a tile of a zoom level at mid latitudes can hold. */
function displayResolution(zoom: number, study: StudyOutput): number {
  const most = study.steps ? mostSteppedCells : mostCells
  const sideKm = (worldKm / 2 ** zoom) * Math.cos((33 * Math.PI) / 180)
  let resolution = study.resolution
  while (resolution > 1 && sideKm ** 2 / getHexagonAreaAvg(resolution, 'km2') > most) resolution -= 1
  return resolution
}

/** Bits of the resolution and of the digits that a cell does not use: ranges of finer cells compare without them. */
const comparable = (cell: bigint): bigint => cell & ((1n << 52n) - 1n)

/** Indexes of the cells that may touch a box. */
function candidates(cells: BigUint64Array, box: Bbox): Iterable<number> {
  const ranges = boxRanges(box)
  if (!ranges || cells.length === 0) return cells.keys()
  const level = (cells[0] as bigint) & ~((1n << 52n) - 1n)
  const indexes: number[] = []
  for (const [low, high] of ranges) {
    const from = Math.max(0, firstFrom(cells, level | comparable(low)) - 1)
    const to = firstFrom(cells, level | comparable(high))
    for (let index = from; index <= Math.min(to, cells.length - 1); index += 1) indexes.push(index)
  }
  return new Set(indexes)
}

/** Edges of the largest cells are about this many times the average. */
const largestEdge = 1.4

/** The cells with their middle in or near the tile, and that middle. */
function cellsInTile(shown: DisplayCells, tile: Tile): { index: number; lng: number; lat: number }[] {
  const box = growBox(bufferedBbox(tile), getHexagonEdgeLengthAvg(shown.resolution, 'm') * largestEdge)
  const found: { index: number; lng: number; lat: number }[] = []
  for (const index of candidates(shown.cells, box)) {
    const [lat, lng] = cellToLatLng(cellName(shown.cells[index] as bigint))
    if (boxHolds(box, lng, lat)) found.push({ index, lng, lat })
  }
  return found
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits))
/** Letters of cold, nothing, hot by the confidence that was asked for. */
const hotnessLetters = { 90: 'A0a', 95: 'B0b', 99: 'C0c' } as const
const confidenceOf = (alpha: number): keyof typeof hotnessLetters => (alpha <= 0.01 ? 99 : alpha <= 0.05 ? 95 : 90)

function stepProperties({ steps }: DisplayCells, index: number, alpha: number): Record<string, TileValue> {
  if (!steps) return {}
  const letters = hotnessLetters[confidenceOf(alpha)]
  const properties: Record<string, TileValue> = {}
  let bins = ''
  for (let step = 0; step < steps.count; step += 1) {
    properties[`s${step}`] = steps.values[index * steps.count + step] as number
    bins += letters[(steps.hotness[index * steps.count + step] as number) + 1]
  }
  return { ...properties, bins }
}

function propertiesOf(shown: DisplayCells, index: number, alpha: number): Record<string, TileValue> {
  const value = shown.values[index] as number
  const q = shown.q[index] as number
  const z = shown.z[index] as number
  return {
    value: rounded(value, 6),
    density: rounded(value / (shown.areas[index] as number), 4),
    class: shown.class[index] as number,
    q: Number.isNaN(q) ? null : rounded(q, 2),
    z: Number.isNaN(z) ? null : rounded(z, 3),
    persistence: Math.round((shown.persistence[index] as number) * 100),
    ...(shown.pattern ? { pattern: shown.pattern[index] as number } : {}),
    ...(shown.change ? { change: shown.change[index] as number } : {}),
    ...(shown.generalised
      ? { generalised: true, hot: shown.hot[index] as number, cold: shown.cold[index] as number }
      : {}),
    ...stepProperties(shown, index, alpha),
  }
}

/**
 * The cells of an analysis in a tile, whole hexagons or their middles; at low zoom coarser cells that stand for several.
 * Empty when there are none.
 */
export function hotSpotTile(study: StudyOutput, tile: Tile, form: 'cells' | 'points'): Uint8Array {
  const shown = displayCells(study, displayResolution(tile.z, study))
  const inTile = cellsInTile(shown, tile)
  const { alpha } = study.spots.facts
  if (form === 'cells') {
    const cells = inTile.map(({ index }): CountedCell => {
      return { cell: cellName(shown.cells[index] as bigint), properties: propertiesOf(shown, index, alpha) }
    })
    return encodeTile([{ name: hotSpotTileLayer, features: cellFeatures(cells, tile) }])
  }
  const project = projectTo(tile)
  const features = inTile.map(({ index, lng, lat }): TileFeature => {
    const properties = { cell: cellName(shown.cells[index] as bigint), ...propertiesOf(shown, index, alpha) }
    return { type: 'point', paths: [[project(lng, lat)]], properties }
  })
  return encodeTile([{ name: hotSpotTileLayer, features }])
}
