import type { Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import type { RegionLevel } from '../../../data/model/region.ts'
import { createRegionTiles, type RegionShape } from '../../../server/tiles/regionTiles.ts'
import { decodeTile } from '../../helpers/decodeTile.ts'

function region(code: string, level: RegionLevel, parentCode: string | null, west: number, size: number): RegionShape {
  const [south, north, east] = [22, 22 + size, west + size]
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]] // prettier-ignore
  const geometry: Polygon = { type: 'Polygon', coordinates: [ring] }
  const box = { west, south, east, north, lng: west + size / 2, lat: south + size / 2 }
  const inStatistics = !code.startsWith('71')
  return { code, name: `名${code}`, nameEn: `N${code}`, level, parentCode, areaKm2: 1, inStatistics, geometry, ...box }
}

const asked: string[][] = []
const regions = [
  region('100000', 'nation', null, 110, 12),
  region('440000', 'province', '100000', 110, 4),
  region('710000', 'province', '100000', 120, 2),
  region('440100', 'city', '440000', 110, 2),
  region('440600', 'city', '440000', 112, 2),
  region('440604', 'county', '440600', 112, 1),
]
const tiles = createRegionTiles({
  regions,
  async readShapes(codes) {
    asked.push([...codes])
    return regions.filter(({ code }) => codes.includes(code))
  },
})
const codes = async (building: Promise<Uint8Array>) =>
  (decodeTile(await building).regions ?? []).map(({ properties }) => properties.code).sort()
const world = { z: 0, x: 0, y: 0 }

describe('createRegionTiles', () => {
  it('shows provinces from zoom 0, cities from 4, counties from 6', async () => {
    expect(await codes(tiles.build(world, null))).toEqual(['440000', '710000'])
    expect(await codes(tiles.build({ z: 4, x: 12, y: 6 }, null))).toEqual(['440000', '440100', '440600'])
    expect(await codes(tiles.build({ z: 6, x: 52, y: 27 }, null))).toContain('440604')
  })

  it('shows the children of a parent at any zoom', async () => {
    expect(await codes(tiles.build(world, '440000'))).toEqual(['440100', '440600'])
    expect(await codes(tiles.build(world, '440600'))).toEqual(['440604'])
    expect(await tiles.build(world, '440604')).toHaveLength(0)
  })

  it('says of a region what the map needs', async () => {
    const taiwan = decodeTile(await tiles.build(world, null)).regions?.find(
      ({ properties }) => properties.code === '710000',
    )
    expect(taiwan).toMatchObject({
      id: 710000,
      type: 'polygon',
      properties: {
        code: '710000',
        name: '名710000',
        nameEn: 'N710000',
        level: 'province',
        parentCode: '100000',
        inStatistics: false,
      },
    })
  })

  it('names each region once, at a point of its own', async () => {
    const [z, side] = [5, 32]
    const all = Array.from({ length: side * side }, (_, index) => ({ z, x: index % side, y: Math.floor(index / side) }))
    const built = await Promise.all(all.map((tile) => tiles.build(tile, null)))
    const names = built
      .flatMap((bytes) => decodeTile(bytes)['regions-labels'] ?? [])
      .map(({ properties }) => properties.code)
    expect(names.sort()).toEqual(['440000', '440100', '440600', '710000'])
    expect(decodeTile(await tiles.build(world, '440000'))['regions-labels']).toBeUndefined()
  })

  it('reads the shapes of a level or a parent once', async () => {
    const before = asked.length
    await tiles.build({ z: 3, x: 6, y: 3 }, null)
    await tiles.build({ z: 3, x: 6, y: 3 }, '440000')
    expect(asked.length).toBe(before)
    expect(asked).toContainEqual(['440100', '440600'])
  })

  it('is empty away from every region', async () => {
    expect(await tiles.build({ z: 5, x: 0, y: 0 }, null)).toHaveLength(0)
  })
})
