import { cellToParent, gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { cellFeatures } from '../../../server/tiles/cellFeatures.ts'
import { encodeTile } from '../../../server/tiles/encodeTile.ts'
import { decodeTile } from '../../helpers/decodeTile.ts'

const foshan = { z: 10, x: 833, y: 444 }
const cellsAround = gridDisk(latLngToCell(23.02867, 113.1227, 7), 12)
const counted = cellsAround.map((cell, index) => ({ cell, properties: { count: index + 1 } }))

/** Twice the area by the surveyor's formula: positive for outer rings, y downwards. */
function doubledArea(path: readonly { x: number; y: number }[]): number {
  return path.reduce((sum, point, index) => {
    const next = path[(index + 1) % path.length] ?? point
    return sum + point.x * next.y - next.x * point.y
  }, 0)
}

describe('cellFeatures', () => {
  it('draws whole hexagons with outer rings and their counts', () => {
    const decoded = decodeTile(encodeTile([{ name: 'cells', features: cellFeatures(counted, foshan) }])).cells ?? []
    expect(decoded.length).toBeGreaterThan(20)
    for (const { type, paths, properties } of decoded) {
      expect(type).toBe('polygon')
      expect(paths).toHaveLength(1)
      expect(doubledArea(paths[0] ?? [])).toBeGreaterThan(0)
      expect(properties.count).toBe(cellsAround.indexOf(String(properties.cell)) + 1)
    }
  })

  it('leaves out cells far from the tile', () => {
    expect(cellFeatures(counted, { z: 10, x: 0, y: 0 })).toEqual([])
  })

  it('draws a hexagon over a border of tiles in both, alike', () => {
    const left = cellFeatures(counted, foshan)
    const right = cellFeatures(counted, { ...foshan, x: foshan.x + 1 })
    const shared = left.filter((one) => right.some((other) => other.properties.cell === one.properties.cell))
    expect(shared.length).toBeGreaterThan(3)
    for (const one of shared) {
      const other = right.find(({ properties }) => properties.cell === one.properties.cell)
      expect(other?.properties).toEqual(one.properties)
      expect(other?.paths[0]?.map(([x, y]) => [x + 4096, y])).toEqual(one.paths[0])
    }
  })

  it('draws a cell over the antimeridian in one piece', () => {
    const cell = cellToParent(latLngToCell(0, 179.999, 5), 3)
    const [feature] = cellFeatures([{ cell, properties: {} }], { z: 3, x: 7, y: 3 })
    const xs = feature?.paths[0]?.map(([x]) => x) ?? []
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(4096)
  })
})
