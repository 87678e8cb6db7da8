import { PbfWriter } from 'pbf'
import type { TextColumn } from './pointColumns.ts'
import type { TileValue } from './encodeTile.ts'
import { extent } from './tileGrid.ts'

/** A property of points: texts that differ from row to row, one of few values, or any number. */
export type PointProperty =
  | { readonly key: string; readonly texts: TextColumn }
  | { readonly key: string; readonly values: readonly TileValue[]; readonly choice: (row: number) => number }
  | { readonly key: string; readonly number: (row: number, position: number) => number | null }

export interface PointLayer {
  readonly name: string
  /** The rows to draw. */
  readonly rows: readonly number[]
  /** Their places in whole units of the tile, by position in `rows`. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly properties: readonly PointProperty[]
}

/** Field numbers of the format, see vector_tile.proto of Mapbox Vector Tile 2.1. */
const layerField = 3
const layerFields = { version: 15, name: 1, feature: 2, key: 3, value: 4, extent: 5 } as const
const featureFields = { tags: 2, type: 3, geometry: 4 } as const
const valueFields = { text: 1, double: 3, unsigned: 5, signed: 6, boolean: 7 } as const
const pointType = 1
/** MoveTo, once. */
const moveToOne = 9

/** What a point usually takes at most; the writer grows when it takes more. */
const usualBytes = 80

const zigzag = (value: number): number => (value << 1) ^ (value >> 31)

function writeValue(value: TileValue | Uint8Array, writer: PbfWriter): void {
  if (typeof value === 'string') writer.writeStringField(valueFields.text, value)
  else if (typeof value === 'boolean') writer.writeBooleanField(valueFields.boolean, value)
  else if (typeof value !== 'number') writer.writeBytesField(valueFields.text, value as Uint8Array)
  else if (!Number.isSafeInteger(value)) writer.writeDoubleField(valueFields.double, value)
  else if (value < 0) writer.writeSVarintField(valueFields.signed, value)
  else writer.writeVarintField(valueFields.unsigned, value)
}

interface Feature {
  /** Pairs of the indexes of a key and a value. */
  tags: number[]
  geometry: number[]
}

function writeFeature({ tags, geometry }: Feature, writer: PbfWriter): void {
  writer.writePackedVarint(featureFields.tags, tags)
  writer.writeVarintField(featureFields.type, pointType)
  writer.writePackedVarint(featureFields.geometry, geometry)
}

/** Gives the index of the value of a row, which it writes when it is a new one; -1 for null. */
type ValueIndex = (row: number, position: number) => number

/** The values of a layer in the order in which they are written. */
class LayerValues {
  readonly #writer: PbfWriter
  #count = 0

  constructor(writer: PbfWriter) {
    this.#writer = writer
  }

  #write(value: TileValue | Uint8Array): number {
    this.#writer.writeMessage(layerFields.value, writeValue, value)
    this.#count += 1
    return this.#count - 1
  }

  indexer(property: PointProperty): ValueIndex {
    if ('texts' in property) {
      const { bytes, ends } = property.texts
      return (row) => this.#write(bytes.subarray(row === 0 ? 0 : ends[row - 1], ends[row]))
    }
    if ('values' in property) {
      const { values, choice } = property
      const known: number[] = []
      return (row) => {
        const chosen = choice(row)
        return (known[chosen] ??= values[chosen] === null ? -1 : this.#write(values[chosen] as TileValue))
      }
    }
    const known = new Map<number | null, number>([[null, -1]])
    return (row, position) => {
      const number = property.number(row, position)
      const index = known.get(number) ?? this.#write(number)
      known.set(number, index)
      return index
    }
  }
}

function writeLayer({ name, rows, xs, ys, properties }: PointLayer, writer: PbfWriter): void {
  writer.writeVarintField(layerFields.version, 2)
  writer.writeStringField(layerFields.name, name)
  writer.writeVarintField(layerFields.extent, extent)
  for (const { key } of properties) writer.writeStringField(layerFields.key, key)
  const values = new LayerValues(writer)
  const indexers = properties.map((property) => values.indexer(property))
  const feature: Feature = { tags: [], geometry: [moveToOne, 0, 0] }
  for (let position = 0; position < rows.length; position += 1) {
    feature.tags.length = 0
    for (let key = 0; key < indexers.length; key += 1) {
      const index = (indexers[key] as ValueIndex)(rows[position] as number, position)
      if (index >= 0) feature.tags.push(key, index)
    }
    feature.geometry[1] = zigzag(xs[position] as number)
    feature.geometry[2] = zigzag(ys[position] as number)
    writer.writeMessage(layerFields.feature, writeFeature, feature)
  }
}

/**
 * Mapbox Vector Tile 2.1 of one layer of points, straight from columns: several times as fast as `encodeTile` of a
 * feature for each. Empty when there are no rows. Values stand between the features, which the format allows.
 */
export function encodePoints(layer: PointLayer): Uint8Array {
  if (layer.rows.length === 0) return new Uint8Array()
  const writer = new PbfWriter(new Uint8Array(layer.rows.length * usualBytes))
  writer.writeMessage(layerField, writeLayer, layer)
  return writer.finish()
}
