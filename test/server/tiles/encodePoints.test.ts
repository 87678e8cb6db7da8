import { describe, expect, it } from 'vitest'
import { encodePoints, type PointLayer } from '../../../server/tiles/encodePoints.ts'
import { encodeTile, type TileFeature, type TileValue } from '../../../server/tiles/encodeTile.ts'
import { TextBuilder } from '../../../server/tiles/pointColumns.ts'
import { decodeTile } from '../../helpers/decodeTile.ts'
import { Random } from '../../helpers/random.ts'

const names = ['', '东莞市第一机械厂', 'Ω & <b>', 'a'.repeat(300), '😀']
const statuses = ['active', null, 'closed']
const numbers = [0, 1, 127, 128, 2 ** 31, -3, 0.5, 2 ** 60, null]

/** A layer over `count` rows, and the same as features. */
function layerOf(count: number, seed: number): { layer: PointLayer; features: TileFeature[] } {
  const random = new Random(seed)
  const texts = new TextBuilder(count)
  const rows = Array.from({ length: count }, (_, row) => row)
  const drawn = rows.map((row) => {
    const name = random.pick(names) + row
    texts.set(row, name)
    const values = { name, status: random.integer(0, 2), open: random.integer(0, 1), size: random.pick(numbers) }
    return { ...values, x: random.integer(-64, 4160), y: random.integer(-64, 4160) }
  })
  const at = (row: number) => drawn[row] as (typeof drawn)[number]
  const layer: PointLayer = {
    name: 'enterprises',
    rows,
    xs: drawn.map(({ x }) => x),
    ys: drawn.map(({ y }) => y),
    properties: [
      { key: 'name', texts: texts.take() },
      { key: 'status', values: statuses, choice: (row) => at(row).status },
      { key: 'open', values: [false, true], choice: (row) => at(row).open },
      { key: 'size', number: (_, position) => at(position).size },
    ],
  }
  const features = drawn.map(({ name, status, open, size, x, y }): TileFeature => {
    const properties: Record<string, TileValue> = { name, status: statuses[status] ?? null, open: open === 1, size }
    return { type: 'point', paths: [[[x, y]]], properties }
  })
  return { layer, features }
}

describe('encodePoints', () => {
  it.each([1, 2, 40, 3000])('says of %i points what the general encoder says', (count) => {
    const { layer, features } = layerOf(count, count)
    const tile = decodeTile(encodePoints(layer))
    expect(tile).toEqual(decodeTile(encodeTile([{ name: 'enterprises', features }])))
    expect(tile.enterprises).toHaveLength(count)
  })

  it('writes a value of a few once however many points have it', () => {
    const { layer } = layerOf(1000, 5)
    const open = layer.properties.filter(({ key }) => key === 'open')
    const [one, all] = [1, 1000].map((count) => {
      return encodePoints({ ...layer, rows: layer.rows.slice(0, count), properties: open }).length
    })
    expect(((all ?? 0) - (one ?? 0)) / 999).toBeLessThan(18)
  })

  it('draws rows in any choice and order', () => {
    const { layer, features } = layerOf(50, 9)
    const rows = [7, 3, 49, 0]
    const [xs, ys] = [rows.map((row) => layer.xs[row] ?? 0), rows.map((row) => layer.ys[row] ?? 0)]
    const named = { ...layer, rows, xs, ys, properties: layer.properties.slice(0, 3) }
    const reference = rows.map((row) => {
      const { size: _size, ...properties } = features[row]?.properties ?? {}
      return { ...(features[row] as TileFeature), properties }
    })
    expect(decodeTile(encodePoints(named))).toEqual(
      decodeTile(encodeTile([{ name: 'enterprises', features: reference }])),
    )
  })

  it('is empty without points', () => {
    expect(encodePoints({ ...layerOf(1, 1).layer, rows: [] })).toHaveLength(0)
  })
})
