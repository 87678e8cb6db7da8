import { describe, expect, it } from 'vitest'
import { bufferedBbox, projectTo, touchesTile } from '../../../server/tiles/tileGrid.ts'

describe('projectTo', () => {
  it('puts the corners of the world on the corners of tile 0/0/0', () => {
    const project = projectTo({ z: 0, x: 0, y: 0 })
    expect(project(-180, 85.0511287798).map(Math.abs)).toEqual([0, 0])
    expect(project(180, -85.0511287798)).toEqual([4096, 4096])
    expect(project(0, 0)).toEqual([2048, 2048])
  })

  it('cuts latitudes at the edge of the projection', () => {
    expect(projectTo({ z: 0, x: 0, y: 0 })(0, 90)[1]).toBeCloseTo(0)
  })

  it('agrees with a known tile of Foshan', () => {
    const [x, y] = projectTo({ z: 10, x: 833, y: 444 })(113.1227, 23.02867)
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(4096)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(4096)
  })
})

describe('bufferedBbox', () => {
  it('is the box of the tile widened by 64 units of 4096', () => {
    const [west, south, east, north] = bufferedBbox({ z: 1, x: 1, y: 0 })
    expect(west).toBeCloseTo(-180 / 64, 10)
    expect(east).toBe(180)
    expect(south).toBeCloseTo(-2.8125, 2)
    expect(north).toBeGreaterThan(85.05)
  })
})

describe('touchesTile', () => {
  it('counts the buffer in', () => {
    expect(touchesTile(-64, 10, -64, 10)).toBe(true)
    expect(touchesTile(-65, 10, -65, 10)).toBe(false)
    expect(touchesTile(4160, 4160, 5000, 5000)).toBe(true)
    expect(touchesTile(4161, 0, 5000, 10)).toBe(false)
  })
})
