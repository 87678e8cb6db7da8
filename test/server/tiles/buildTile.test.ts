import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { buildTile, type TileSource } from '../../../server/tiles/buildTile.ts'
import { encodeTile } from '../../../server/tiles/encodeTile.ts'
import { pointFeatures } from '../../../server/tiles/pointFeatures.ts'
import {
  crowdedTile,
  fewRecords,
  maxTileBytes,
  representations,
  resolutionAt,
} from '../../../server/tiles/representation.ts'
import { decodeTile } from '../../helpers/decodeTile.ts'

const tile = { z: 12, x: 3334, y: 1776 }
const centre = latLngToCell(23.2, 113.05, 9)

/** A source that holds `located` records, `here` of them in the tile, with names of `nameLength` letters. */
function source(located: number, here: number, nameLength = 10): TileSource & { asked: string[] } {
  const asked: string[] = []
  const [lat, lng] = cellToLatLng(centre)
  return {
    collectionId: 'enterprises',
    asked,
    countLocated: async () => located,
    async readCells(_, resolution) {
      asked.push(`cells ${resolution}`)
      const cells = gridDisk(latLngToCell(lat, lng, resolution), 3)
      return cells.map((cell) => ({ cell, properties: { count: 7 } }))
    },
    async drawRecords(_, at, names) {
      asked.push(names ? 'records with names' : 'records')
      if (here > crowdedTile) return 'tooMany'
      const records = Array.from({ length: here }, (_record, index) => ({
        lng,
        lat,
        properties: { id: `E${index}`, ...(names ? { name: `${index}`.padEnd(nameLength, '厂') } : {}) },
      }))
      return encodeTile([{ name: 'enterprises', features: pointFeatures(records, at) }])
    },
  }
}

describe('buildTile', () => {
  it('sends few matches as records at every zoom', async () => {
    const few = source(fewRecords, 100)
    const { bytes, representation } = await buildTile(few, { z: 3, x: 6, y: 3 })
    expect(representation).toEqual({ kind: 'records', names: false })
    expect(decodeTile(bytes).enterprises).toHaveLength(100)
  })

  it('sends many as hexagons below zoom 11', async () => {
    const { bytes, representation } = await buildTile(source(fewRecords + 1, 100), { z: 8, x: 208, y: 111 })
    expect(representation).toEqual({ kind: 'cells', resolution: resolutionAt(8) })
    expect(Object.keys(decodeTile(bytes))).toEqual(['enterprises-cells'])
  })

  it('sends records from zoom 11, with names from zoom 14', async () => {
    expect((await buildTile(source(1e6, 5000), tile)).representation).toEqual({ kind: 'records', names: false })
    const near = await buildTile(source(1e6, 50), { z: 14, x: 13337, y: 7106 })
    expect(near.representation).toEqual({ kind: 'records', names: true })
  })

  it('falls back to fine hexagons where a tile would be crowded', async () => {
    const crowded = source(1e6, crowdedTile + 1)
    const { representation } = await buildTile(crowded, tile)
    expect(representation).toEqual({ kind: 'cells', resolution: resolutionAt(12) })
    expect(crowded.asked).toEqual(['records', `cells ${resolutionAt(12)}`])
  })

  it('drops names when they would make the tile too large', async () => {
    const { bytes, representation } = await buildTile(source(1e6, 4000, 200), { z: 14, x: 13337, y: 7106 })
    expect(representation).toEqual({ kind: 'records', names: false })
    expect(bytes.length).toBeLessThanOrEqual(maxTileBytes)
  })

  it('takes coarser hexagons until the tile fits', async () => {
    const dense: TileSource = {
      ...source(1e6, crowdedTile + 1),
      async readCells(_, resolution) {
        const [lat, lng] = cellToLatLng(centre)
        const cells = gridDisk(latLngToCell(lat, lng, resolution), 60)
        return cells.map((cell) => ({ cell, properties: { count: 7, sector: `${cell} a long text`.repeat(20) } }))
      },
    }
    const { bytes, representation } = await buildTile(dense, { z: 9, x: 416, y: 222 })
    expect(bytes.length).toBeLessThanOrEqual(maxTileBytes)
    expect(bytes.length).toBeGreaterThan(0)
    expect(representation).toMatchObject({ kind: 'cells' })
    expect(representation.kind === 'cells' && representation.resolution).toBeLessThan(resolutionAt(9))
  })

  it('is empty where nothing lies', async () => {
    expect((await buildTile(source(10, 0), tile)).bytes).toHaveLength(0)
  })
})

describe('representations', () => {
  it('always end in the coarsest hexagons', () => {
    for (let z = 0; z <= 22; z += 1) expect(representations(z, 1e6).at(-1)).toEqual({ kind: 'cells', resolution: 0 })
  })

  it('never ask for hexagons finer than records are stored', () => {
    for (let z = 0; z <= 22; z += 1) expect(resolutionAt(z)).toBeLessThanOrEqual(12)
  })
})
