import { describe, expect, it } from 'vitest'
import { sameCamera } from '../../../client/map/camera.ts'
import { metersPerPixel, scaleBar } from '../../../client/map/scaleBar.ts'

describe('metersPerPixel', () => {
  it('halves with each zoom level and shrinks towards the poles', () => {
    expect(metersPerPixel(0, 0)).toBeCloseTo(78_271.517, 2)
    expect(metersPerPixel(0, 1)).toBeCloseTo(metersPerPixel(0, 0) / 2, 6)
    expect(metersPerPixel(60, 5)).toBeCloseTo(metersPerPixel(0, 5) / 2, 6)
  })
})

describe('scaleBar', () => {
  it.each([
    [36, 3, 500_000],
    [23, 10, 5000],
    [23, 16, 100],
  ])('at latitude %d and zoom %d is %d m', (lat, zoom, meters) => {
    const bar = scaleBar(lat, zoom, 96)
    expect(bar.meters).toBe(meters)
    expect(bar.pixels).toBeLessThanOrEqual(96)
    expect(bar.pixels).toBeGreaterThan(96 / 2.6)
  })
})

describe('sameCamera', () => {
  const camera = { lng: 113, lat: 23, zoom: 10 }

  it('ignores what cannot be seen and missing turns', () => {
    expect(sameCamera(camera, { ...camera, lng: 113.000001, zoom: 10.004, bearing: 0, pitch: 0 })).toBe(true)
  })

  it('sees a move, a zoom and a turn', () => {
    expect(sameCamera(camera, { ...camera, lng: 113.001 })).toBe(false)
    expect(sameCamera(camera, { ...camera, zoom: 10.1 })).toBe(false)
    expect(sameCamera(camera, { ...camera, bearing: 5 })).toBe(false)
  })
})
